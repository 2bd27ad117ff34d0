"""Movements of the athlete: joint angles over time."""
