"""What a counted rep or hold is worth: its level in the exercise's standard, and its form."""
