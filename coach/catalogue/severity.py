"""How much a fault of form matters.

The history needs only these words, and starts faster without the exercise files.
"""

from __future__ import annotations

from typing import Literal, get_args

Severity = Literal["serious", "moderate", "minor"]

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
"""The worst first."""
