"""Whether anything here can speak."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from coach.finding import Finding, ok, warn

SPEAKERS = ("espeak-ng", "espeak", "say", "powershell", "spd-say")
"""Programs that speak what they are given, in order of choice."""


def voice() -> Iterator[Finding]:
    """Which program would speak."""
    found = [name for name in SPEAKERS if shutil.which(name)]
    if found:
        yield ok(f"spoken by {found[0]}")
    else:
        yield warn(
            "nothing here can speak, so counts and cues are only shown",
            "On Debian and Ubuntu «apt-get install espeak-ng» brings a voice.",
        )
