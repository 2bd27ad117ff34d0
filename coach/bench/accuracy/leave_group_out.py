"""Models that are asked only about people whom they never saw."""

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
    """Says for each group of films which model may be asked about it."""

    def part(self, group: str) -> int:
        """A number: groups with the same one may be asked of the same model."""
        ...

    def model(self, group: str) -> RecognitionModel:
        """The model for a group."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class ForAll:
    """One model for everybody: for films that it never saw.

    Attributes:
        only: The model.
    """

    only: RecognitionModel

    def part(self, group: str) -> int:
        """The same for all."""
        return 0

    def model(self, group: str) -> RecognitionModel:
        """The only one."""
        return self.only


@dataclass(frozen=True, slots=True, eq=False)
class FoldModel:
    """What was learned without one part of the people.

    Attributes:
        classes: What the columns of probabilities are: every class there is, learned or not.
        classifier: Fitted on the others.
        temperature: What its probabilities are tempered by, found on the others.
        threshold: From which probability on an exercise is named, found on the others.
    """

    classes: tuple[str, ...]
    classifier: Classifier
    temperature: float
    threshold: float

    def probabilities(self, features: NDArray[np.floating]) -> Probabilities:
        """Of each class for each window, shape (n, classes).

        Args:
            features: As :mod:`coach.recognition.features` has them, shape (n, features).
        """
        return tempered(_asked(self.classifier, self.classes, features), self.temperature)


@dataclass(frozen=True, slots=True, eq=False)
class UnseenPeople:
    """For every group of films a model that learned nothing from it.

    Attributes:
        models: One for each part of the groups, learned from the other parts.
        part_of: The place of each group's part in ``models``.
    """

    models: tuple[FoldModel, ...]
    part_of: Mapping[str, int]

    def part(self, group: str) -> int:
        """The part of a group; of one that no model learned from (nobody is seen in it) the first."""
        return self.part_of.get(group, 0)

    def model(self, group: str) -> FoldModel:
        """The model that did not learn from a group."""
        return self.models[self.part(group)]


def unseen_people(
    table: WindowTable, *, folds: int = FOLDS, workers: int = 1, on_progress: OnProgress | None = None
) -> UnseenPeople:
    """Learn from all but one part of the groups, for each part.

    As where a training is scored, temperature and threshold of a part come from what is said of the other
    parts by models that did not learn from them.

    Args:
        table: What to learn from, and all that will be asked about.
        folds: Into how many parts the groups are split.
        workers: How many fits at once.
        on_progress: Told after each fit.
    """
    splits = list(by_group(table, folds))
    classifiers = _fitted(table, splits, workers, on_progress)
    probabilities = np.zeros((len(table.film), len(table.classes)))
    part = np.zeros(len(table.film), np.intp)
    for number, ((_, asked), classifier) in enumerate(zip(splits, classifiers, strict=True)):
        probabilities[asked] = _asked(classifier, table.classes, table.features[asked])
        part[asked] = number
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
    lessons = (joblib.delayed(_learned)(table, learned) for learned, _ in splits)
    classifiers: list[Classifier] = []
    for classifier in parallel(lessons):
        classifiers.append(classifier)
        if on_progress is not None:
            on_progress(Progress(len(classifiers), len(splits)))
    return classifiers


def _learned(table: WindowTable, rows: NDArray[np.intp]) -> Classifier:
    return fitted(lesson_of(table, rows), table.classes)


def _asked(classifier: Classifier, classes: tuple[str, ...], features: NDArray[np.floating]) -> Probabilities:
    """Probabilities in the columns of all classes; one that it never learned has none."""
    probabilities = np.zeros((len(features), len(classes)))
    probabilities[:, np.searchsorted(classes, classifier.classes_)] = classifier.predict_proba(features)
    return probabilities


def _calibrated(
    table: WindowTable, probabilities: Probabilities, chosen: NDArray[np.bool_]
) -> tuple[float, float]:
    """Temperature and threshold by some windows, each asked about where it was not learned from."""
    temperature = best_temperature(probabilities[chosen], table.truth[chosen])
    without = tempered(probabilities[chosen & table.idle], temperature)
    return temperature, best_threshold(without, table.classes)
