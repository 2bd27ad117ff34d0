"""Counts, judges and remembers repetitions."""

__version__ = "0.1.0"
