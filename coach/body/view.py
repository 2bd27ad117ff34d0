"""The camera's views of the body.

The history needs only their names, and starts faster without NumPy.
"""

from __future__ import annotations

from typing import Literal

View = Literal["front", "oblique", "side", "rear"]
