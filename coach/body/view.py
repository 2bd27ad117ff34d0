"""From where the body is seen, and how far the camera is tilted."""

from __future__ import annotations

from typing import Literal

View = Literal["front", "oblique", "side", "rear"]
