"""The tempo that a set should have."""

from __future__ import annotations

import re
from dataclasses import dataclass

_PATTERN = re.compile(r"[0-9X](-[0-9X]){3}")


@dataclass(frozen=True, slots=True)
class TempoTarget:
    """The tempo to keep, such as 3-0-1-0: the seconds of each part of a rep, in the usual order of coaches.

    Attributes:
        text: As typed.
        eccentric: The lowering.
        pause_stretched: The pause where the muscle is long.
        concentric: The effort; 0 for X, as fast as you can.
        pause_contracted: The pause where the muscle is short.
    """

    text: str
    eccentric: float
    pause_stretched: float
    concentric: float
    pause_contracted: float

    @property
    def figures(self) -> tuple[float, float, float, float]:
        """All four durations, in that order."""
        return self.eccentric, self.pause_stretched, self.concentric, self.pause_contracted

    @property
    def rep_s(self) -> float:
        """Seconds of a whole rep."""
        return sum(self.figures)


def tempo_target(text: str) -> TempoTarget:
    """The target of a text such as '3-0-1-0' or '4-1-X-0'.

    Raises:
        ValueError: It is no tempo, or no part of it lasts a second.
    """
    text = text.strip().upper()
    if _PATTERN.fullmatch(text) is None:
        raise ValueError("must be four figures such as 3-0-1-0: lowering, pause, effort, pause, in seconds")
    target = TempoTarget(text, *(0.0 if each == "X" else float(each) for each in text.split("-")))
    if not target.rep_s:
        raise ValueError("at least one part must last a second")
    return target
