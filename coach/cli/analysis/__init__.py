"""Analysing a film: what ``analyze``, ``start`` and ``demo`` share."""
