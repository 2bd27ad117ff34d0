"""How well films were recognised of which nobody told what is done in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from coach.bench.accuracy.auto_recognition import AutoRecognition

EXACT_BAR, OFF_BY_ONE_BAR = 0.85, 0.95
"""Shares of films that are to be counted exactly, and within one, when nobody tells what is done."""
REPS_OF_NOTHING_BAR = 0
"""Repetitions that may be counted where no exercise is done."""


@dataclass(frozen=True, slots=True)
class RecognitionAccuracy:
    """How well some films of exercises were recognised.

    Attributes:
        films: How many.
        rightly: Share of which the exercise was recognised, and nothing else was counted.
        unnamed: In how many nothing was named or counted at all.
        otherwise: In how many repetitions of another exercise were counted.
        reps_otherwise: How many repetitions of other exercises, full and partial.
        held_otherwise_s: Seconds counted as held in other exercises.
    """

    films: int
    rightly: float
    unnamed: int
    otherwise: int
    reps_otherwise: int
    held_otherwise_s: float


@dataclass(frozen=True, slots=True)
class Nothing:
    """What some films without an exercise were taken for.

    Attributes:
        films: How many.
        counted: In how many of them a repetition was counted, full or partial.
        reps: How many repetitions, full and partial.
        held_s: Seconds counted as held.
        named: Share of the films in which an exercise was named.
    """

    films: int
    counted: int
    reps: int
    held_s: float
    named: float


def naming(films: Sequence[AutoRecognition]) -> RecognitionAccuracy | None:
    """How well films of exercises were recognised, None of none; one that could not be seen was not."""
    if not films:
        return None
    elsewhere = [list(each.elsewhere.values()) for each in films]
    reps = [sum(took.reps for took in each) for each in elsewhere]
    return RecognitionAccuracy(
        films=len(films),
        rightly=fmean(each.rightly for each in films),
        unnamed=sum(not _names(each) for each in films),
        otherwise=sum(map(bool, reps)),
        reps_otherwise=sum(reps),
        held_otherwise_s=sum(took.held_s for each in elsewhere for took in each),
    )


def nothing(films: Sequence[AutoRecognition]) -> Nothing | None:
    """What films without an exercise were taken for, None of none; one that could not be seen is left out."""
    seen = [each for each in films if each.took is not None]
    if not seen:
        return None
    reps = [sum(took.reps for took in each.elsewhere.values()) for each in seen]
    return Nothing(
        films=len(seen),
        counted=sum(map(bool, reps)),
        reps=sum(reps),
        held_s=sum(took.held_s for each in seen for took in each.elsewhere.values()),
        named=fmean(bool(_names(each)) for each in seen),
    )


def _names(film: AutoRecognition) -> set[str]:
    return {name for name in film.named if name is not None} | set(film.took or {})
