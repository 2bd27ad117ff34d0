"""``coach compare``."""
