"""The command that teaches an exercise."""
