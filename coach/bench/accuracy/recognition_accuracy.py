"""Scores of films recognised without a named exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from coach.bench.accuracy.auto_recognition import AutoRecognition

EXACT_BAR, OFF_BY_ONE_BAR = 0.85, 0.95
"""Required shares of films counted exactly, and within one, without a named exercise."""
REPS_OF_NOTHING_BAR = 0
"""Allowed number of reps in films without an exercise."""


@dataclass(frozen=True, slots=True)
class RecognitionAccuracy:
    """Scores of films with an exercise.

    Attributes:
        films: Number of films.
        rightly: Share in which the exercise was recognised, and no other reps were counted.
        unnamed: Number of films in which nothing was named or counted.
        otherwise: Number of films in which reps of another exercise were counted.
        reps_otherwise: Number of reps of other exercises, full and partial.
        held_otherwise_s: Hold time counted for other exercises, in seconds.
    """

    films: int
    rightly: float
    unnamed: int
    otherwise: int
    reps_otherwise: int
    held_otherwise_s: float


@dataclass(frozen=True, slots=True)
class Nothing:
    """False counts in films without an exercise.

    Attributes:
        films: Number of films.
        counted: Number of films in which a rep was counted, full or partial.
        reps: Number of reps, full and partial.
        held_s: Hold time counted, in seconds.
        named: Share of the films in which an exercise was named.
    """

    films: int
    counted: int
    reps: int
    held_s: float
    named: float


def naming(films: Sequence[AutoRecognition]) -> RecognitionAccuracy | None:
    """Score films with an exercise; None without films. A film that could not be analysed counts as wrong."""
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
    """Score films without an exercise; None without films. Films that could not be analysed are left out."""
    analysed = [each for each in films if each.took is not None]
    if not analysed:
        return None
    reps = [sum(took.reps for took in each.elsewhere.values()) for each in analysed]
    return Nothing(
        films=len(analysed),
        counted=sum(map(bool, reps)),
        reps=sum(reps),
        held_s=sum(took.held_s for each in analysed for took in each.elsewhere.values()),
        named=fmean(bool(_names(each)) for each in analysed),
    )


def _names(film: AutoRecognition) -> set[str]:
    return {name for name in film.named if name is not None} | set(film.took or {})
