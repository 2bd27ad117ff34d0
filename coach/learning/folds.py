"""Learning from some windows and asking about others: by people, and as it should not be done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import joblib
import numpy as np
from numpy.typing import NDArray

from coach.body.stream import OnProgress, Progress
from coach.learning.table import WindowTable, weights_of
from coach.recognition.classifier import Classifier

Split = tuple[NDArray[np.intp], NDArray[np.intp]]

SHARE = 0.3
"""How much rendered athletes count against film: 0.2 to 0.6 served unknown people alike."""


@dataclass(frozen=True, slots=True, eq=False)
class OutOfFold:
    """What was said of each window by a classifier that had not learned from it.

    Attributes:
        probabilities: Of each class, shape (n, classes).
        fold: In which fold it was asked about, shape (n,).
    """

    probabilities: NDArray[np.float64]
    fold: NDArray[np.intp]


def out_of_fold(
    table: WindowTable, splits: Iterator[Split], *, workers: int = 1, on_progress: OnProgress | None = None
) -> OutOfFold:
    """Fit on one side of each split, and ask about the other.

    A class that is on the other side alone can't be named there, and is not.

    Args:
        table: What to learn from.
        splits: Each window has to be asked about once.
        workers: How many splits at once.
        on_progress: Told after each split.
    """
    probabilities = np.zeros((len(table.film), len(table.classes)))
    fold = np.zeros(len(table.film), np.intp)
    every = list(splits)
    parallel = joblib.Parallel(n_jobs=workers, prefer="threads", return_as="generator")
    answers = parallel(joblib.delayed(_asked)(table, *split) for split in every)
    for number, ((_, asked), answer) in enumerate(zip(every, answers, strict=True)):
        probabilities[asked] = answer
        fold[asked] = number
        if on_progress is not None:
            on_progress(Progress(number + 1, len(every)))
    return OutOfFold(probabilities, fold)


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """What a classifier learns from: windows as they were seen, and as they might have been.

    Attributes:
        features: One row a window, shape (n, features).
        truth: The number of each window's class, shape (n,).
        group: The number of each window's group, shape (n,).
        rendered: Whether it shows a rendered athlete, shape (n,).
    """

    features: NDArray[np.float32]
    truth: NDArray[np.intp]
    group: NDArray[np.intp]
    rendered: NDArray[np.bool_]

    @property
    def weights(self) -> NDArray[np.float64]:
        """How much each window says, all rendered ones :data:`SHARE` of what film says; shape (n,)."""
        weights = np.empty(len(self.truth))
        film = ~self.rendered
        for part, share in ((film, 1.0), (self.rendered, SHARE)):
            if part.any():
                _, number = np.unique(self.truth[part], return_inverse=True)
                weights[part] = weights_of(self.group[part], number) * film.sum() / part.sum() * share
        scaled: NDArray[np.float64] = weights / weights.mean()
        return scaled


def lesson_of(table: WindowTable, rows: NDArray[np.intp] | None = None) -> Lesson:
    """What there is to learn from a table, or from some of its rows and all rendered athletes."""
    chosen = np.arange(len(table.film)) if rows is None else rows
    athletes = table.athletes
    _, who = np.unique(athletes.who, return_inverse=True)
    film = 2 * len(chosen)
    return Lesson(
        np.concatenate([table.features[chosen], table.varied[chosen], athletes.features]),
        np.concatenate([table.truth[chosen], table.truth[chosen], athletes.truth(table.classes)]),
        np.concatenate([table.group[chosen], table.group[chosen], who]),
        np.arange(film + len(athletes.who)) >= film,
    )


def fitted(lesson: Lesson, names: Sequence[str]) -> Classifier:
    """A classifier that has learned.

    Args:
        lesson: What from.
        names: What the classes are called.
    """
    labels = np.array(names)[lesson.truth]
    return Classifier().fit(lesson.features, labels, sample_weight=lesson.weights)


def _asked(table: WindowTable, learned: NDArray[np.intp], asked: NDArray[np.intp]) -> NDArray[np.float64]:
    """Probabilities of the asked, in the columns of all classes."""
    classifier = fitted(lesson_of(table, learned), table.classes)
    probabilities = np.zeros((len(asked), len(table.classes)))
    columns = np.searchsorted(table.classes, classifier.classes_)
    probabilities[:, columns] = classifier.predict_proba(table.features[asked])
    return probabilities
