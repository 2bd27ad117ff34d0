"""What kinds of workout are remembered, and how far one can have come."""

from __future__ import annotations

from typing import Literal

Kind = Literal["live", "film", "demo"]
State = Literal["running", "finished", "interrupted"]

DEFAULT_PROFILE = "me"
"""Whose workouts they are when nobody is named."""
