"""How fast, how far and how evenly reps are made, and what follows from it for training."""
