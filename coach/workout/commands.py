"""Commands during a workout: from a key, a gesture or another program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pause:
    """Pause counting, or resume."""


@dataclass(frozen=True, slots=True)
class FinishSet:
    """End the current set, or the workout if there is none."""


@dataclass(frozen=True, slots=True)
class SkipRest:
    """End the rest or the wait: the set begins now."""


@dataclass(frozen=True, slots=True)
class Undo:
    """Remove the last rep."""


@dataclass(frozen=True, slots=True)
class Correct:
    """Add full reps to the count, or remove them (negative)."""

    by: int


@dataclass(frozen=True, slots=True)
class Pin:
    """Pin the recognised exercise, or recognise again."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End the workout."""


Command = Pause | FinishSet | SkipRest | Undo | Correct | Pin | Quit
