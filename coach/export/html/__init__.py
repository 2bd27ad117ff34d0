"""Workouts as one self-contained page."""
