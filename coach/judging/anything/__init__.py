"""Counts the reps of any movement that repeats, without an exercise file."""
