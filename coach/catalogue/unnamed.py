"""The name of the one exercise without a file; the history needs it, and nothing else of the catalogue."""

from __future__ import annotations

ANYTHING = "anything"
"""Name of the exercise without a file: any movement that repeats."""
