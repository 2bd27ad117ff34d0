"""Teaches coach an exercise: an exercise file from a few repetitions."""
