"""Scores of classified films and windows, with confidence intervals over groups."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ENOUGH_FILMS, ENOUGH_GROUPS = 5, 3
"""Data that a class needs for its scores to be meaningful."""

_ROUNDS = 2000
_SEED = 5
_TAILS = (2.5, 97.5)

Numbers = NDArray[np.intp]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoreWithSpread:
    """A share and its 95 % interval.

    Attributes:
        value: The share, or None if the divisor is 0.
        low: Lower end, or None.
        high: Upper end, or None.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ClassScore:
    """Scores of one class, film by film.

    Attributes:
        name: The class.
        films: Number of its films.
        groups: Number of people or footages in them.
        evaluable: Whether there are enough of both for meaningful scores.
        precision: Share of the films predicted as this class that are of it.
        recall: Share of the films of this class that are predicted as it.
        f1: Harmonic mean of precision and recall.
    """

    name: str
    films: int
    groups: int
    evaluable: bool
    precision: ScoreWithSpread
    recall: ScoreWithSpread
    f1: ScoreWithSpread


@dataclass(frozen=True, slots=True)
class FilmScores:
    """Scores of classified films.

    Attributes:
        classes: The scores of each class.
        accuracy: Share of films classified correctly, of the evaluable classes.
        macro_f1: Mean of the evaluable classes' F1.
        confusion: Number of films by true class (rows) and predicted class (columns).
    """

    classes: tuple[ClassScore, ...]
    accuracy: ScoreWithSpread
    macro_f1: ScoreWithSpread
    confusion: tuple[tuple[int, ...], ...]


def score_films(names: tuple[str, ...], truth: Numbers, called: Numbers, group: Numbers) -> FilmScores:
    """Score predictions of films.

    Intervals are from Efron's bootstrap over groups: the groups are resampled with replacement, so films of
    one person don't count as independent samples.

    Args:
        names: The classes.
        truth: The true class of each film, shape (films,).
        called: The predicted class of each film, shape (films,).
        group: The number of its group, shape (films,).
    """
    groups, size = int(group.max()) + 1, len(names)
    tables = np.zeros((groups, size, size))
    np.add.at(tables, (group, truth, called), 1.0)
    draws = np.random.default_rng(_SEED).multinomial(groups, np.full(groups, 1 / groups), _ROUNDS)
    all_tables = np.concatenate([tables.sum(axis=0)[None], np.tensordot(draws, tables, 1)])
    films = np.bincount(truth, minlength=size)
    people = np.array([len(np.unique(group[truth == number])) for number in range(size)])
    evaluable = (films >= ENOUGH_FILMS) & (people >= ENOUGH_GROUPS)
    precision, recall, f1 = _by_class(all_tables)
    classes = tuple(
        ClassScore(
            name,
            int(films[number]),
            int(people[number]),
            bool(evaluable[number]),
            _figure(precision[:, number]),
            _figure(recall[:, number]),
            _figure(f1[:, number]),
        )
        for number, name in enumerate(names)
    )
    right = np.trace(all_tables[:, evaluable][:, :, evaluable], axis1=1, axis2=2)
    accuracy = _divided(right, all_tables[:, evaluable].sum(axis=(1, 2)))
    whole = all_tables[0].astype(int).tolist()
    return FilmScores(classes, _figure(accuracy), _figure(_mean(f1[:, evaluable])), tuple(map(tuple, whole)))


def share_of_windows(hit: NDArray[np.bool_], group: Numbers) -> ScoreWithSpread:
    """The share of windows for which a condition holds, with its interval over groups.

    Args:
        hit: Whether the condition holds, shape (n,).
        group: The number of each window's group, shape (n,).
    """
    if not len(hit):
        return ScoreWithSpread(None)
    _, inverse = np.unique(group, return_inverse=True)
    groups = int(inverse.max()) + 1
    hits = np.bincount(inverse, hit.astype(float), groups).astype(float)
    windows = np.bincount(inverse, minlength=groups)
    draws = np.random.default_rng(_SEED).multinomial(groups, np.full(groups, 1 / groups), _ROUNDS)
    shares = _divided(draws @ hits, (draws @ windows).astype(float))
    return _figure(np.concatenate([[hit.mean()], shares]))


def _by_class(tables: Floats) -> tuple[Floats, Floats, Floats]:
    """Precision, recall and F1 of each class in each table, each of shape (tables, classes)."""
    right = np.diagonal(tables, axis1=1, axis2=2)
    called, are = tables.sum(axis=1), tables.sum(axis=2)
    f1 = np.where(are > 0, _divided(2 * right, called + are), np.nan)
    return _divided(right, called), _divided(right, are), f1


def _divided(part: Floats, whole: Floats) -> Floats:
    divided: Floats = np.divide(part, whole, out=np.full(np.shape(whole), np.nan), where=whole > 0)
    return divided


def _mean(figures: Floats) -> Floats:
    """The mean of each row, ignoring NaN."""
    there = ~np.isnan(figures)
    return _divided(np.where(there, figures, 0.0).sum(axis=1), there.sum(axis=1).astype(float))


def _figure(figures: Floats) -> ScoreWithSpread:
    """The score from the first figure, with its interval from the others."""
    value, drawn = float(figures[0]), figures[1:][~np.isnan(figures[1:])]
    if np.isnan(value):
        return ScoreWithSpread(None)
    if not len(drawn):
        return ScoreWithSpread(value)
    low, high = np.percentile(drawn, _TAILS)
    return ScoreWithSpread(value, float(low), float(high))
