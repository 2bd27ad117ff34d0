"""Charts of single films."""
