"""Events about the effort: the tempo guide, the end of a set by velocity loss, and the review in the rest."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TempoPhase:
    """The phase that the tempo guide is in.

    Attributes:
        name: What to do, such as "down", "hold" or "up".
        duration_s: Seconds of the phase.
        share: How much of it has passed, 0 to 1.
    """

    name: str
    duration_s: float
    share: float


@dataclass(frozen=True, slots=True)
class TempoBeat:
    """The tempo guide begins a phase of ``duration_s`` seconds: ``name`` says what to do now."""

    time: float
    set_number: int
    name: str
    duration_s: float


@dataclass(frozen=True, slots=True)
class VelocityLimitReached:
    """The last rep was slower than the fastest of the set by ``loss`` per cent, ``limit`` or more."""

    time: float
    set_number: int
    loss: float
    limit: float


@dataclass(frozen=True, slots=True)
class Reviewed:
    """What matters of the set that ended, or of the whole workout if ``set_number`` is None.

    Attributes:
        time: In the source's time.
        set_number: Number of the set; None for the workout.
        text: Praise, one thing to work on, and what changed.
        drill: A drill for it; may be empty.
    """

    time: float
    set_number: int | None
    text: str
    drill: str


Coached = TempoBeat | VelocityLimitReached | Reviewed
