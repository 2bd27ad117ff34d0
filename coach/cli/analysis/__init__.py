"""The analysis of a film or a live source, for ``analyze``, ``start`` and ``demo``."""
