"""Performances with known faults and known levels, judged."""
