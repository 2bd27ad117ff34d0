"""Judges kept recordings of workouts again, with today's exercise files and models."""
