"""Exercises taught by one body or group, counted in others."""
