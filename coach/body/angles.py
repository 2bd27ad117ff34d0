"""Joint angles from world landmarks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Angles:
    """Joint angles in degrees."""
