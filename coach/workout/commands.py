"""What a person can ask for while they train: by a key, a gesture, or another program."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop counting for a while, or go on."""


@dataclass(frozen=True, slots=True)
class FinishSet:
    """The set is over; where none is on, so is the workout."""


@dataclass(frozen=True, slots=True)
class SkipRest:
    """No more rest, or no more waiting: the set begins now."""


@dataclass(frozen=True, slots=True)
class Undo:
    """The last repetition was none."""


@dataclass(frozen=True, slots=True)
class Correct:
    """So many full repetitions more than were counted, or fewer."""

    by: int


@dataclass(frozen=True, slots=True)
class Pin:
    """Go on counting the exercise that was recognised, whatever comes; or recognise again."""


@dataclass(frozen=True, slots=True)
class Quit:
    """The workout is over."""


Command = Pause | FinishSet | SkipRest | Undo | Correct | Pin | Quit
