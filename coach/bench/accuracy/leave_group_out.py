"""Models for evaluation on people not in their training data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import joblib
import numpy as np
from numpy.typing import NDArray

from coach.body.stream import OnProgress, Progress
from coach.learning.calibration import Probabilities, best_temperature, best_threshold, tempered
from coach.learning.evaluation import FOLDS
from coach.learning.folds import Split, fitted, lesson_of
from coach.learning.splits import by_group
from coach.learning.table import WindowTable
from coach.recognition.classifier import Classifier
from coach.recognition.recogniser import RecognitionModel


class Models(Protocol):
    """Chooses a model for each group of films."""

    def part(self, group: str) -> int:
        """The number of the group's part; groups of the same part have the same model."""
        ...

    def model(self, group: str) -> RecognitionModel:
        """The model for a group."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class ForAll:
    """One model for all groups, for films outside its training data.

    Attributes:
        only: The model.
    """

    only: RecognitionModel

    def part(self, group: str) -> int:
        """0 for all groups."""
        return 0

    def model(self, group: str) -> RecognitionModel:
        """The model."""
        return self.only


@dataclass(frozen=True, slots=True, eq=False)
class FoldModel:
    """A model trained without one part of the people.

    Attributes:
        classes: The classes of the columns of probabilities, including those missing from its training data.
        classifier: Fitted to the other parts.
        temperature: Temperature of the calibration, from the other parts.
        threshold: The lowest probability at which an exercise is named, from the other parts.
    """

    classes: tuple[str, ...]
    classifier: Classifier
    temperature: float
    threshold: float

    def probabilities(self, features: NDArray[np.floating]) -> Probabilities:
        """Calibrated probability of each class for each window, shape (n, classes).

        Args:
            features: Of :mod:`coach.recognition.features`, shape (n, features).
        """
        return tempered(_predicted(self.classifier, self.classes, features), self.temperature)


@dataclass(frozen=True, slots=True, eq=False)
class UnseenPeople:
    """A model for each group of films that was not trained on it.

    Attributes:
        models: One for each part of the groups, trained on the other parts.
        part_of: Index of each group's part in ``models``.
    """

    models: tuple[FoldModel, ...]
    part_of: Mapping[str, int]

    def part(self, group: str) -> int:
        """The part of a group; 0 if no model was trained on it, because no person was detected in it."""
        return self.part_of.get(group, 0)

    def model(self, group: str) -> FoldModel:
        """The model that was not trained on a group."""
        return self.models[self.part(group)]


def unseen_people(
    table: WindowTable, *, folds: int = FOLDS, workers: int = 1, on_progress: OnProgress | None = None
) -> UnseenPeople:
    """Train a model for each part of the groups, on the other parts.

    As in the evaluation of a training run, the temperature and threshold for a part come from the other
    parts, predicted by models not trained on them.

    Args:
        table: The windows of all groups.
        folds: Number of parts.
        workers: Number of parallel fits.
        on_progress: Called after each fit.
    """
    splits = list(by_group(table, folds))
    classifiers = _fitted(table, splits, workers, on_progress)
    probabilities = np.zeros((len(table.film), len(table.classes)))
    part = np.zeros(len(table.film), np.intp)
    for number, ((_, held_out), classifier) in enumerate(zip(splits, classifiers, strict=True)):
        probabilities[held_out] = _predicted(classifier, table.classes, table.features[held_out])
        part[held_out] = number
    models = []
    for number, classifier in enumerate(classifiers):
        temperature, threshold = _calibrated(table, probabilities, part != number)
        models.append(FoldModel(table.classes, classifier, temperature, threshold))
    groups = [table.films[film].group for film in table.film]
    return UnseenPeople(tuple(models), dict(zip(groups, part.tolist(), strict=True)))


def _fitted(
    table: WindowTable, splits: list[Split], workers: int, on_progress: OnProgress | None
) -> list[Classifier]:
    parallel = joblib.Parallel(n_jobs=workers, prefer="threads", return_as="generator")
    fits = (joblib.delayed(_fitted_to)(table, rows) for rows, _ in splits)
    classifiers: list[Classifier] = []
    for classifier in parallel(fits):
        classifiers.append(classifier)
        if on_progress is not None:
            on_progress(Progress(len(classifiers), len(splits)))
    return classifiers


def _fitted_to(table: WindowTable, rows: NDArray[np.intp]) -> Classifier:
    return fitted(lesson_of(table, rows), table.classes)


def _predicted(
    classifier: Classifier, classes: tuple[str, ...], features: NDArray[np.floating]
) -> Probabilities:
    """Probabilities in the columns of all classes; 0 for classes missing from the training data."""
    probabilities = np.zeros((len(features), len(classes)))
    probabilities[:, np.searchsorted(classes, classifier.classes_)] = classifier.predict_proba(features)
    return probabilities


def _calibrated(
    table: WindowTable, probabilities: Probabilities, chosen: NDArray[np.bool_]
) -> tuple[float, float]:
    """Temperature and threshold from held-out predictions of some windows."""
    temperature = best_temperature(probabilities[chosen], table.truth[chosen])
    without = tempered(probabilities[chosen & table.idle], temperature)
    return temperature, best_threshold(without, table.classes)
