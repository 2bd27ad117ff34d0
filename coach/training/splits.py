"""Learning from some windows and asking about others: by people, and as it should not be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import joblib
import numpy as np
from numpy.typing import NDArray

from coach.body.stream import OnProgress, Progress
from coach.judging.classifier import Classifier
from coach.training.table import Table, weights_of

Split = tuple[NDArray[np.intp], NDArray[np.intp]]

_SEED = 5


@dataclass(frozen=True, slots=True, eq=False)
class OutOfFold:
    """What was said of each window by a classifier that had not learned from it.

    Attributes:
        probabilities: Of each class, shape (n, classes).
        fold: In which fold it was asked about, shape (n,).
    """

    probabilities: NDArray[np.float64]
    fold: NDArray[np.intp]


def by_group(table: Table, folds: int) -> Iterator[Split]:
    """Splits that have no group on both sides, with the classes in like shares."""
    from sklearn.model_selection import StratifiedGroupKFold

    splitter = StratifiedGroupKFold(min(folds, int(table.group.max()) + 1), shuffle=True, random_state=_SEED)
    return iter(splitter.split(table.features, table.truth, table.group))


def at_random(table: Table, folds: int) -> Iterator[Split]:
    """Splits of single windows, which have every film on both sides: what flatters."""
    from sklearn.model_selection import KFold

    return iter(KFold(folds, shuffle=True, random_state=_SEED).split(table.features))


def out_of_fold(
    table: Table, splits: Iterator[Split], *, workers: int = 1, on_progress: OnProgress | None = None
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


def fitted(table: Table, rows: NDArray[np.intp] | None = None) -> Classifier:
    """A classifier that has learned from a table, or from some of its rows."""
    chosen = np.arange(len(table.film)) if rows is None else rows
    labels = np.array(table.classes)[table.truth[chosen]]
    return fitted_on(table.features[chosen], labels, table.group[chosen])


def fitted_on(features: NDArray[np.float32], labels: NDArray[np.str_], group: NDArray[np.intp]) -> Classifier:
    """A classifier that has learned from windows.

    Args:
        features: One row a window, shape (n, features).
        labels: What each shows, shape (n,).
        group: The number of each window's group, shape (n,).
    """
    _, truth = np.unique(labels, return_inverse=True)
    return Classifier().fit(features, labels, sample_weight=weights_of(group, truth), groups=group)


def _asked(table: Table, learned: NDArray[np.intp], asked: NDArray[np.intp]) -> NDArray[np.float64]:
    """Probabilities of the asked, in the columns of all classes."""
    classifier = fitted(table, learned)
    probabilities = np.zeros((len(asked), len(table.classes)))
    columns = np.searchsorted(table.classes, classifier.classes_)
    probabilities[:, columns] = classifier.predict_proba(table.features[asked])
    return probabilities
