"""Fitting of the classifier, and cross-validation over given splits."""

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

MOST_OF_GROUP = 100
"""Windows of one group to train on: 50 s of movement. More make the model larger, not better."""
SHARE = 0.3
"""Weight of all rendered athletes relative to all film. From 0.2 to 0.6, scores on people not in the training
data were the same."""


@dataclass(frozen=True, slots=True, eq=False)
class OutOfFold:
    """Predictions for each window by a classifier that was not trained on it.

    Attributes:
        probabilities: Of each class, shape (n, classes).
        fold: The fold that held the window out, shape (n,).
    """

    probabilities: NDArray[np.float64]
    fold: NDArray[np.intp]


def out_of_fold(
    table: WindowTable, splits: Iterator[Split], *, workers: int = 1, on_progress: OnProgress | None = None
) -> OutOfFold:
    """Fit on one side of each split, and predict the other.

    A class that is missing on the side to fit on gets probability 0.

    Args:
        table: The windows.
        splits: Indices to fit on and to hold out; each window is held out once.
        workers: Number of parallel fits.
        on_progress: Called after each split.
    """
    probabilities = np.zeros((len(table.film), len(table.classes)))
    fold = np.zeros(len(table.film), np.intp)
    every = list(splits)
    parallel = joblib.Parallel(n_jobs=workers, prefer="threads", return_as="generator")
    predictions = parallel(joblib.delayed(_predicted)(table, *split) for split in every)
    for number, ((_, held_out), prediction) in enumerate(zip(every, predictions, strict=True)):
        probabilities[held_out] = prediction
        fold[held_out] = number
        if on_progress is not None:
            on_progress(Progress(number + 1, len(every)))
    return OutOfFold(probabilities, fold)


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A training set: windows of film, their augmented copies, and windows of rendered athletes.

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
        """Weight of each window, shape (n,); all rendered ones sum to :data:`SHARE` of the weight of film."""
        weights = np.empty(len(self.truth))
        film = ~self.rendered
        for part, share in ((film, 1.0), (self.rendered, SHARE)):
            if part.any():
                _, number = np.unique(self.truth[part], return_inverse=True)
                weights[part] = weights_of(self.group[part], number) * film.sum() / part.sum() * share
        scaled: NDArray[np.float64] = weights / weights.mean()
        return scaled


def lesson_of(table: WindowTable, rows: NDArray[np.intp] | None = None) -> Lesson:
    """The training set of a table, or of some of its rows with everything that is never scored."""
    chosen = _spread(np.arange(len(table.film)) if rows is None else rows, table.group)
    athletes, rebuilt = table.athletes, table.rebuilt
    _, athlete = np.unique(athletes.who, return_inverse=True)
    _, recording = np.unique(rebuilt.who, return_inverse=True)
    kept = _spread(np.arange(len(recording)), recording)
    film = 2 * len(chosen) + len(kept)
    return Lesson(
        np.concatenate(
            [table.features[chosen], table.varied[chosen], rebuilt.features[kept], athletes.features]
        ),
        np.concatenate(
            [
                table.truth[chosen],
                table.truth[chosen],
                rebuilt.truth(table.classes)[kept],
                athletes.truth(table.classes),
            ]
        ),
        np.concatenate(
            [
                table.group[chosen],
                table.group[chosen],
                recording[kept] + int(table.group.max(initial=-1)) + 1,
                athlete,
            ]
        ),
        np.arange(film + len(athlete)) >= film,
    )


def _spread(rows: NDArray[np.intp], group: NDArray[np.intp]) -> NDArray[np.intp]:
    """Rows without most of those of groups that have very many: windows of one session are much alike."""
    kept = [
        own
        if len(own) <= MOST_OF_GROUP
        else own[np.linspace(0, len(own) - 1, MOST_OF_GROUP).round().astype(int)]
        for own in (rows[group[rows] == number] for number in np.unique(group[rows]))
    ]
    return np.sort(np.concatenate(kept)) if kept else rows


def fitted(lesson: Lesson, names: Sequence[str]) -> Classifier:
    """Fit a classifier.

    Args:
        lesson: The training set.
        names: Names of the classes.
    """
    labels = np.array(names)[lesson.truth]
    return Classifier().fit(lesson.features, labels, sample_weight=lesson.weights)


def _predicted(
    table: WindowTable, training: NDArray[np.intp], held_out: NDArray[np.intp]
) -> NDArray[np.float64]:
    """Probabilities of the held-out windows, in the columns of all classes."""
    classifier = fitted(lesson_of(table, training), table.classes)
    probabilities = np.zeros((len(held_out), len(table.classes)))
    columns = np.searchsorted(table.classes, classifier.classes_)
    probabilities[:, columns] = classifier.predict_proba(table.features[held_out])
    return probabilities
