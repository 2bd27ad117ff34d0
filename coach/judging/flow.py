"""Where in a workout somebody is, and how well they are seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Stage = Literal["waiting", "training", "resting", "paused", "over"]


@dataclass(frozen=True, slots=True)
class Flow:
    """Where in a workout somebody is.

    Attributes:
        stage: "waiting" for the start position, "training", "resting" between sets, "paused", or "over".
        set_number: The set that is on or comes next, from 1.
        sets: How many there are to be, or None.
        target: Full repetitions of the set, or seconds of a hold; None without a target.
        full: Full repetitions of the set that is on, or of the last one while resting.
        partial: Partial ones.
        hold_s: Seconds held in it; None unless it is of a hold.
        added: Full repetitions among ``full`` that the person put in by hand (negative: took out).
        rest_left_s: Seconds of the rest that are left, never negative; None without a countdown.
        rested_s: Seconds since the last set's last movement while resting, else None.
        begins_in_s: Seconds until a set begins, while the start position is kept; else None.
        waits_for: What is waited for, in a few words; empty where nothing is.
    """

    stage: Stage
    set_number: int = 1
    sets: int | None = None
    target: int | None = None
    full: int = 0
    partial: int = 0
    hold_s: float | None = None
    added: int = 0
    rest_left_s: float | None = None
    rested_s: float | None = None
    begins_in_s: float | None = None
    waits_for: str = ""


@dataclass(frozen=True, slots=True)
class Tracking:
    """How well what an exercise is counted by is seen.

    Attributes:
        quality: Visibility of the worst landmark that is needed, on the better side; 0 to 1, 0 for nobody.
        hidden: That landmark where it can't be relied on, such as «left ankle»; "" where all is well.
        outside: Whether it is out of the picture, rather than behind something.
    """

    quality: float
    hidden: str = ""
    outside: bool = False
