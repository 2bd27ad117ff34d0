"""Windows of labelled films as one table, which is what is learned from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.body.view import View
from coach.learning.labels import is_idle
from coach.recognition.features import NAMES
from coach.recognition.sequence_decoder import NONE


@dataclass(frozen=True, slots=True)
class FilmWindows:
    """A film, or a stretch of one, whose windows are in the table.

    Attributes:
        name: What it is called in the list or the folder.
        label: Canonical name of the exercise, or ``none``.
        told: The label as it was written.
        group: The person or footage.
        view: From where it is seen mostly, or None where nobody is seen.
    """

    name: str
    label: str
    told: str
    group: str
    view: View | None


@dataclass(frozen=True, slots=True, eq=False)
class Athletes:
    """Windows of rendered athletes, who show what there is little film of: learned from, never scored.

    Attributes:
        features: One row a window, shape (n, features).
        label: What is done in each, shape (n,).
        who: Who does it, shape (n,).
    """

    features: NDArray[np.float32]
    label: NDArray[np.str_]
    who: NDArray[np.str_]

    def truth(self, classes: Sequence[str]) -> NDArray[np.intp]:
        """The place of each window's label in ``classes``, shape (n,)."""
        return np.array([classes.index(label) for label in self.label.tolist()], np.intp)


NOBODY = Athletes(np.empty((0, len(NAMES)), np.float32), np.array([], str), np.array([], str))


@dataclass(frozen=True, slots=True, eq=False)
class WindowTable:
    """Windows, one a row.

    Attributes:
        films: Those that the windows are of.
        film: The place of each window's film in ``films``, shape (n,).
        starts_s: When each begins, shape (n,).
        ends_s: When each ends, shape (n,).
        features: As :mod:`coach.recognition.features` has them, shape (n, features).
        varied: The same as other people, cameras and tempos might have had them, shape (n, features); learned
            from, never scored.
        athletes: Windows of rendered athletes who do the same things.
    """

    films: tuple[FilmWindows, ...]
    film: NDArray[np.intp]
    starts_s: NDArray[np.float64]
    ends_s: NDArray[np.float64]
    features: NDArray[np.float32]
    varied: NDArray[np.float32]
    athletes: Athletes = NOBODY

    @property
    def classes(self) -> tuple[str, ...]:
        """Every label, in alphabetical order."""
        return tuple(sorted({film.label for film in self.films}))

    @property
    def truth(self) -> NDArray[np.intp]:
        """The place of each window's label in ``classes``, shape (n,)."""
        return self.film_truth[self.film]

    @property
    def film_truth(self) -> NDArray[np.intp]:
        """The place of each film's label in ``classes``, shape (films,)."""
        return _numbers([film.label for film in self.films])

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
        """Whether each film shows an exercise that has no name here, shape (films,)."""
        return np.array([film.label == NONE and not is_idle(film.told) for film in self.films])

    @property
    def idle(self) -> NDArray[np.bool_]:
        """Whether no exercise at all is done in each window, not even one without a name, shape (n,)."""
        return np.array([is_idle(film.told) for film in self.films])[self.film]


def as_kept(features: NDArray[np.floating]) -> NDArray[np.float32]:
    """Features with the exactness they are kept with, so that what is fitted again is the same again."""
    most = float(np.finfo(np.float16).max)
    kept: NDArray[np.float32] = np.clip(features, -most, most).astype(np.float16).astype(np.float32)
    return kept


def weights_of(group: NDArray[np.intp], truth: NDArray[np.intp]) -> NDArray[np.float64]:
    """How much each window says.

    A class counts by the root of its people, and each of its people by the root of their windows: much of one
    person is no sample of many, and a class that many do should count for more, but not drown the rare ones.

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
