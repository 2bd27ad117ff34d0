"""The windows of all labelled films as one table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.body.view import View
from coach.learning.labels import is_idle
from coach.recognition.features import NAMES
from coach.recognition.sequence_decoder import NONE


@dataclass(frozen=True, slots=True)
class FilmWindows:
    """A film, or part of one, with windows in the table.

    Attributes:
        name: Its path relative to the list or folder.
        label: Canonical name of the exercise, or ``none``.
        raw_label: The label as written.
        group: The person or footage.
        view: The view in most frames, or None if no person is detected.
    """

    name: str
    label: str
    raw_label: str
    group: str
    view: View | None


@dataclass(frozen=True, slots=True, eq=False)
class TrainingWindows:
    """Windows that are trained on where film is rare, and never scored.

    Attributes:
        features: One row a window, shape (n, features).
        label: Label of each window, shape (n,).
        who: Name of each window's athlete or recording, shape (n,).
    """

    features: NDArray[np.float32]
    label: NDArray[np.str_]
    who: NDArray[np.str_]

    def truth(self, classes: Sequence[str]) -> NDArray[np.intp]:
        """Index of each window's label in ``classes``, shape (n,)."""
        return np.array([classes.index(label) for label in self.label.tolist()], np.intp)


NOBODY = TrainingWindows(np.empty((0, len(NAMES)), np.float32), np.array([], str), np.array([], str))


def joined_windows(parts: Iterable[TrainingWindows]) -> TrainingWindows:
    """All the windows, in order."""
    every = [part for part in parts if len(part.who)]
    if not every:
        return NOBODY
    return TrainingWindows(
        np.concatenate([part.features for part in every]),
        np.concatenate([part.label for part in every]),
        np.concatenate([part.who for part in every]),
    )


@dataclass(frozen=True, slots=True, eq=False)
class WindowTable:
    """Windows, one per row.

    Attributes:
        films: The films.
        film: Index of each window's film in ``films``, shape (n,).
        starts_s: Start of each window, shape (n,).
        ends_s: End of each window, shape (n,).
        features: Of :mod:`coach.recognition.features`, shape (n, features).
        varied: Features of the augmented windows, shape (n, features); used for training, never scored.
        athletes: Windows of rendered athletes with the same labels.
        rebuilt: Windows of recordings that were rebuilt from other data, with their augmented copies.
    """

    films: tuple[FilmWindows, ...]
    film: NDArray[np.intp]
    starts_s: NDArray[np.float64]
    ends_s: NDArray[np.float64]
    features: NDArray[np.float32]
    varied: NDArray[np.float32]
    athletes: TrainingWindows = NOBODY
    rebuilt: TrainingWindows = NOBODY

    @property
    def classes(self) -> tuple[str, ...]:
        """Every label, in alphabetical order."""
        return tuple(sorted({film.label for film in self.films} | set(self.rebuilt.label.tolist())))

    @property
    def truth(self) -> NDArray[np.intp]:
        """Index of each window's label in ``classes``, shape (n,)."""
        return self.film_truth[self.film]

    @property
    def film_truth(self) -> NDArray[np.intp]:
        """Index of each film's label in ``classes``, shape (films,)."""
        return np.array([self.classes.index(film.label) for film in self.films], np.intp)

    @property
    def film_group(self) -> NDArray[np.intp]:
        """The number of each film's group, shape (films,)."""
        return _numbers([film.group for film in self.films])

    @property
    def group(self) -> NDArray[np.intp]:
        """The number of each window's group, shape (n,)."""
        return self.film_group[self.film]

    @property
    def film_nameless(self) -> NDArray[np.bool_]:
        """Whether each film shows an exercise that coach doesn't know, shape (films,)."""
        return np.array([film.label == NONE and not is_idle(film.raw_label) for film in self.films])

    @property
    def idle(self) -> NDArray[np.bool_]:
        """Whether each window shows no exercise at all, not even an unknown one, shape (n,)."""
        return np.array([is_idle(film.raw_label) for film in self.films])[self.film]


def as_stored(features: NDArray[np.floating]) -> NDArray[np.float32]:
    """Features rounded to the stored precision, so that a refitted classifier is the same."""
    most = float(np.finfo(np.float16).max)
    rounded: NDArray[np.float32] = np.clip(features, -most, most).astype(np.float16).astype(np.float32)
    return rounded


def weights_of(group: NDArray[np.intp], truth: NDArray[np.intp]) -> NDArray[np.float64]:
    """Training weight of each window.

    A class weighs by the square root of its number of people, and each person in it by the square root of
    their number of windows: many windows of one person are not a sample of many people, and a frequent class
    should weigh more than a rare one, but not dominate it.

    Args:
        group: The number of each window's group, shape (n,).
        truth: The number of each window's class, shape (n,).

    Returns:
        Weights whose mean is 1, shape (n,).
    """
    pairs, pair, windows = np.unique(
        np.stack([truth, group]), axis=1, return_inverse=True, return_counts=True
    )
    pair = pair.reshape(-1)
    people = np.bincount(pairs[0])
    of_class = np.bincount(pairs[0], np.sqrt(windows))
    weights = np.sqrt(people)[truth] / of_class[truth] / np.sqrt(windows)[pair]
    scaled: NDArray[np.float64] = weights / weights.mean()
    return scaled


def _numbers(names: Sequence[str]) -> NDArray[np.intp]:
    known = {name: number for number, name in enumerate(sorted(set(names)))}
    return np.array([known[name] for name in names], np.intp)
