"""The commands of ``coach history``."""
