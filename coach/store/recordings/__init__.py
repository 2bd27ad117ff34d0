"""Landmark recordings of workouts."""
