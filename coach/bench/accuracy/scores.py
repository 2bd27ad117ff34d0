"""How well counts agree with the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

MANY = 3
"""Films of so many repetitions are told apart from those that show one or two: there, miscounting is easy."""


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a film beside what a person counted.

    Attributes:
        film: Its path as the list gives it.
        exercise: Canonical name.
        group: The person or footage it belongs to.
        truth: Repetitions counted by eye.
        counted: Full repetitions counted here; None when the film could not be counted, which is wrong too.
        partial: Partial ones, which don't count.
        why: Why it could not be counted.
    """

    film: str
    exercise: str
    group: str
    truth: int
    counted: int | None
    partial: int = 0
    why: str | None = None

    @property
    def off_by(self) -> int:
        """How far the count is from the truth; all of it, and at least 2, where there is no count."""
        return max(self.truth, 2) if self.counted is None else abs(self.counted - self.truth)


@dataclass(frozen=True, slots=True)
class CountScores:
    """Agreement over some films.

    Attributes:
        n: How many films.
        exact: Share counted exactly.
        off_by_one: Share within one (OBO).
        mae: Mean of |counted - truth| / truth over films whose truth is not 0; None without any.
    """

    n: int
    exact: float
    off_by_one: float
    mae: float | None


def score(films: Sequence[Counted]) -> CountScores | None:
    """The scores of some films, None of none."""
    if not films:
        return None
    return CountScores(
        n=len(films),
        exact=fmean(each.off_by == 0 for each in films),
        off_by_one=fmean(each.off_by <= 1 for each in films),
        mae=_mean_error(films),
    )


def parts(films: Sequence[Counted]) -> dict[str, CountScores | None]:
    """The scores of every part of a list that is told apart, beside a baseline that says 1 to all."""
    many = [each for each in films if each.truth >= MANY]
    exercises = sorted({each.exercise for each in films})
    told = {name: score([each for each in films if each.exercise == name]) for name in exercises}
    told["all films"] = score(films)
    told[f"films of {MANY} and more"] = score(many)
    told["always 1, all films"] = score(always_one(films))
    told[f"always 1, films of {MANY} and more"] = score(always_one(many))
    return told


def always_one(films: Sequence[Counted]) -> list[Counted]:
    """The baseline that says 1 whatever it is shown."""
    return [Counted(each.film, each.exercise, each.group, each.truth, counted=1) for each in films]


def group_mean(films: Sequence[Counted]) -> float | None:
    """Share counted exactly, every group of films weighing the same."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for each in films:
        groups[each.group].append(each.off_by == 0)
    return fmean(fmean(exact) for exact in groups.values()) if groups else None


def _mean_error(films: Sequence[Counted]) -> float | None:
    errors = [each.off_by / each.truth for each in films if each.truth > 0]
    return fmean(errors) if errors else None
