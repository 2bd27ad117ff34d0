"""Guides a workout: start position, sets, rests, targets and commands."""
