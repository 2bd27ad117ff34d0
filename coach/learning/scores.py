"""How well films are told apart, with the spread that comes of having seen only some people."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

ENOUGH_FILMS, ENOUGH_GROUPS = 5, 3
"""What a class must have for its scores to say anything."""

_ROUNDS = 2000
_SEED = 5
_TAILS = (2.5, 97.5)

Numbers = NDArray[np.intp]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ScoreWithSpread:
    """A share, and between what it would lie with other people of the kind.

    Attributes:
        value: The share, or None where there is nothing to divide by.
        low: Lower end of the 95 % interval, or None.
        high: Upper end, or None.
    """

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class ClassScore:
    """How well one class is told apart, film by film.

    Attributes:
        name: The class.
        films: How many films there are of it.
        groups: Of how many people or footages.
        evaluable: Whether they are enough for the figures to say anything.
        precision: Of the films called so, how many are.
        recall: Of the films that are, how many are called so.
        f1: The harmonic mean of both.
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
    """How well films are told apart.

    Attributes:
        classes: Each class by itself.
        accuracy: Share of films called rightly, of the evaluable classes.
        macro_f1: Mean of the evaluable classes' F1.
        confusion: Films of each class (rows) by what they were called (columns).
    """

    classes: tuple[ClassScore, ...]
    accuracy: ScoreWithSpread
    macro_f1: ScoreWithSpread
    confusion: tuple[tuple[int, ...], ...]


def score_films(names: tuple[str, ...], truth: Numbers, called: Numbers, group: Numbers) -> FilmScores:
    """Compare what films were called with what they are.

    Intervals come from drawing as many groups again and again from the groups there are, with replacement
    (Efron's bootstrap), so that films of one person don't count as evidence of many.

    Args:
        names: The classes.
        truth: The class of each film, shape (films,).
        called: What each was called, shape (films,).
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
    """The share of windows for which something holds, with its spread over groups.

    Args:
        hit: Whether it holds, shape (n,).
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
    """The mean of each row, of what is a number in it."""
    there = ~np.isnan(figures)
    return _divided(np.where(there, figures, 0.0).sum(axis=1), there.sum(axis=1).astype(float))


def _figure(figures: Floats) -> ScoreWithSpread:
    """The first is the figure; the others say between what it lies."""
    value, drawn = float(figures[0]), figures[1:][~np.isnan(figures[1:])]
    if np.isnan(value):
        return ScoreWithSpread(None)
    if not len(drawn):
        return ScoreWithSpread(value)
    low, high = np.percentile(drawn, _TAILS)
    return ScoreWithSpread(value, float(low), float(high))
