"""Admits movements as reps: which of two counters decides, and when."""
