"""How the performer moves: joint angles over time."""
