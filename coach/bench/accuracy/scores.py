"""Agreement of counts with the truth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from coach.bench.accuracy.explanations import Explanation

MANY = 3
"""Films with at least this many reps are scored separately, because they are easier to miscount."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The count of a film, with the count by eye.

    Attributes:
        film: Its path in the list.
        exercise: The exercise in the list; its canonical name if it has one.
        group: The person or footage.
        truth: Reps counted by eye.
        counted: Full reps counted; None if the film could not be analysed, which counts as wrong.
        partial: Partial reps counted.
        why: Why it could not be counted.
        least: The fewest reps that are also right, where the film begins within a rep; None if only the
            truth is.
        explanation: What the stored attempts say about a count that is wrong; None for a right one.
    """

    film: str
    exercise: str
    group: str
    truth: int
    counted: int | None
    partial: int = 0
    why: str | None = None
    least: int | None = None
    explanation: Explanation | None = None

    @property
    def off_by(self) -> int:
        """Absolute error of the count; the truth, and at least 2, without a count."""
        if self.counted is None:
            return max(self.truth, 2)
        least = self.truth if self.least is None else self.least
        return max(self.counted - self.truth, least - self.counted, 0)


@dataclass(frozen=True, slots=True)
class CountScores:
    """Scores of some films.

    Attributes:
        n: Number of films.
        exact: Share counted exactly.
        off_by_one: Share within one (OBO).
        mae: Mean of |counted - truth| / truth over films with a truth above 0; None without such films.
    """

    n: int
    exact: float
    off_by_one: float
    mae: float | None


def score(films: Sequence[Counted]) -> CountScores | None:
    """The scores of some films; None without films."""
    if not films:
        return None
    return CountScores(
        n=len(films),
        exact=fmean(each.off_by == 0 for each in films),
        off_by_one=fmean(each.off_by <= 1 for each in films),
        mae=_mean_error(films),
    )


def parts(films: Sequence[Counted]) -> dict[str, CountScores | None]:
    """The scores of each part of a list, with those of a baseline that always counts 1."""
    many = [each for each in films if each.truth >= MANY]
    exercises = sorted({each.exercise for each in films})
    scores = {name: score([each for each in films if each.exercise == name]) for name in exercises}
    scores["all films"] = score(films)
    scores[f"films of {MANY} and more"] = score(many)
    scores["always 1, all films"] = score(always_one(films))
    scores[f"always 1, films of {MANY} and more"] = score(always_one(many))
    return scores


def always_one(films: Sequence[Counted]) -> list[Counted]:
    """The baseline that always counts 1."""
    return [Counted(each.film, each.exercise, each.group, each.truth, counted=1) for each in films]


def group_mean(films: Sequence[Counted]) -> float | None:
    """Share counted exactly, with equal weight for each group."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for each in films:
        groups[each.group].append(each.off_by == 0)
    return fmean(fmean(exact) for exact in groups.values()) if groups else None


def explained_share(films: Sequence[Counted]) -> float | None:
    """Share of the films counted differently whose attempts explain it; None if all are counted right."""
    found = [each.explanation.is_complete for each in films if each.explanation is not None]
    return fmean(found) if found else None


def _mean_error(films: Sequence[Counted]) -> float | None:
    errors = [each.off_by / each.truth for each in films if each.truth > 0]
    return fmean(errors) if errors else None
