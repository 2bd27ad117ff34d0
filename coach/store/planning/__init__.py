"""People and their goals."""
