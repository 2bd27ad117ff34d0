"""Landmark recordings: reading, writing, and recording while a source is analysed."""
