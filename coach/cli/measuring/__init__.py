"""``coach measure``."""
