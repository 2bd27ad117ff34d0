"""Learning from some windows and asking about others: by people, and as it should not be done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.body.stream import OnProgress, Progress
from coach.training.estimator import SEED, new_estimator
from coach.training.table import Table, weights_of

Split = tuple[NDArray[np.intp], NDArray[np.intp]]


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

    splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=SEED)
    return iter(splitter.split(table.features, table.truth, table.group))


def at_random(table: Table, folds: int) -> Iterator[Split]:
    """Splits of single windows, which have every film on both sides: what flatters."""
    from sklearn.model_selection import KFold

    return iter(KFold(folds, shuffle=True, random_state=SEED).split(table.features))


def out_of_fold(
    table: Table, splits: Iterator[Split], workers: int | None = None, on_progress: OnProgress | None = None
) -> OutOfFold:
    """Fit on one side of each split, and ask about the other.

    A class that is on the other side alone can't be named there, and is not.

    Args:
        table: What to learn from.
        splits: Each window has to be asked about once.
        workers: Processor cores to fit on.
        on_progress: Told after each split.
    """
    truth = table.truth
    probabilities = np.zeros((len(truth), len(table.classes)))
    fold = np.zeros(len(truth), np.intp)
    for number, (learned, asked) in enumerate(splits):
        estimator = new_estimator(workers)
        estimator.fit(
            table.features[learned], truth[learned], weights_of(table.film[learned], truth[learned])
        )
        columns = np.ix_(asked, estimator.classes_)
        probabilities[columns] = estimator.predict_proba(table.features[asked])
        fold[asked] = number
        if on_progress is not None:
            on_progress(Progress(number + 1, None))
    return OutOfFold(probabilities, fold)
