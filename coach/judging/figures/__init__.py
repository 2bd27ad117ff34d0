"""Figures that a rep carries, without loading NumPy or the catalogue."""
