"""Verdicts on labelled sets: by the rules rep by rep, by limits on the whole set, and by a learned judge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier
from sklearn.model_selection import StratifiedGroupKFold

from coach.bench.accuracy.form.labelled_sets import LabelledSet
from coach.bench.accuracy.form.moment_figures import moment_figures
from coach.bench.accuracy.form.near_duplicates import near_duplicates
from coach.bench.accuracy.form.push_up_measures import measures_of
from coach.bench.accuracy.form.set_figures import set_faults, set_figures
from coach.bench.accuracy.performances import judged
from coach.catalogue.definition import Exercise
from coach.judging.observation import Summary

FOLDS = 5
REPEATS = 3
"""Splits into folds; the probability of a film is the mean of its held-out ones."""
TARGET = 0.85
PUBLISHED = {"MediaPipe and a forest": 0.826, "MoveNet and a forest": 0.876}
"""Published accuracies on 265 push-up films of the same project, with random folds by film."""
_TREES = 100
_TREES_OF_MOMENTS = 60
_HALF = 0.5

_Flags = NDArray[np.bool_]
_Floats = NDArray[np.float64]
_Learner = Callable[[_Floats, _Flags, _Floats], _Floats]
"""Probabilities to be wrong for the last table, learned from the first one and its labels."""


@dataclass(frozen=True, slots=True)
class Confusion:
    """How verdicts agree with labels.

    Attributes:
        correct: Sets labelled as correct.
        passed: Of these, those judged as correct.
        wrong: Sets labelled as wrong.
        flagged: Of these, those judged as wrong.
    """

    correct: int
    passed: int
    wrong: int
    flagged: int

    @property
    def balanced_accuracy(self) -> float:
        """The mean of both shares judged rightly."""
        return (self.passed / self.correct + self.flagged / self.wrong) / 2

    @property
    def accuracy(self) -> float:
        """The share judged rightly."""
        return (self.passed + self.flagged) / (self.correct + self.wrong)


@dataclass(frozen=True, slots=True)
class FormVerdict:
    """The verdicts on a set.

    Attributes:
        name: The name of its file.
        is_wrong: Whether it is labelled as wrong.
        group: The number of its group of near-duplicates.
        reps: Reps that the exercise's rules were applied to.
        faults: Names of the faults that the exercise's rules found in at least half of them.
        set_faults: Faults that last for long enough, by limits on the whole set.
        probability: Of being wrong, by a judge that learned from other groups.
        probability_by_film: The same by a judge that learned from other films, near-duplicates among them.
    """

    name: str
    is_wrong: bool
    group: int
    reps: int
    faults: tuple[str, ...]
    set_faults: tuple[str, ...]
    probability: float
    probability_by_film: float


def form_verdicts(sets: Sequence[LabelledSet], exercise: Exercise) -> list[FormVerdict]:
    """Judge each set in every way.

    Args:
        sets: The sets; at least two of each label.
        exercise: Its rules.
    """
    measured = [measures_of(each) for each in sets]
    table = np.array([list(set_figures(each).values()) for each in measured])
    moments = np.stack([moment_figures(each) for each in measured])
    truth = np.array([each.is_wrong for each in sets])
    groups = near_duplicates(sets)
    by_group, by_film = (
        (held_out(table, truth, each) + held_out(moments, truth, each, learned_from_moments)) / 2
        for each in (groups, np.arange(len(sets)))
    )
    summaries = [judged(exercise, list(each.sightings())) for each in sets]
    return [
        FormVerdict(
            each.name,
            each.is_wrong,
            int(groups[place]),
            reps_of(summaries[place]),
            usual_faults(summaries[place]),
            tuple(set_faults(measured[place])),
            float(by_group[place]),
            float(by_film[place]),
        )
        for place, each in enumerate(sets)
    ]


def learned_from_sets(table: _Floats, truth: _Flags, rest: _Floats) -> _Floats:
    """Judge sets by one row of figures each; of two that tell them apart alike, each tree has another."""
    if truth.all() or not truth.any():
        return np.full(len(rest), float(truth[0]))
    forest = ExtraTreesClassifier(_TREES, min_samples_leaf=2, class_weight="balanced", random_state=0)
    probabilities: _Floats = forest.fit(table, truth).predict_proba(rest)[:, 1]
    return probabilities


def learned_from_moments(table: _Floats, truth: _Flags, rest: _Floats) -> _Floats:
    """Judge each moment of a set, and take the mean; tables have the shape (sets, moments, figures)."""
    if truth.all() or not truth.any():
        return np.full(len(rest), float(truth[0]))
    forest = RandomForestClassifier(
        _TREES_OF_MOMENTS, min_samples_leaf=20, max_features=0.3, class_weight="balanced", random_state=0
    )
    figures = table.shape[-1]
    forest.fit(table.reshape(-1, figures), np.repeat(truth, table.shape[1]))
    probabilities: _Floats = forest.predict_proba(rest.reshape(-1, figures))[:, 1]
    mean: _Floats = probabilities.reshape(len(rest), -1).mean(axis=1)
    return mean


def held_out(
    table: _Floats, truth: _Flags, groups: NDArray[np.intp], learned: _Learner = learned_from_sets
) -> _Floats:
    """The probability of each set to be wrong, by judges that learned from other groups, shape (n,).

    Args:
        table: The figures of each set, shape (n, figures) or (n, moments, figures).
        truth: Whether each is labelled as wrong, shape (n,).
        groups: The number of each set's group, shape (n,).
        learned: How to learn.
    """
    folds = min(FOLDS, int(truth.sum()), int((~truth).sum()))
    total = np.zeros(len(truth))
    for repeat in range(REPEATS):
        splitter = StratifiedGroupKFold(folds, shuffle=True, random_state=repeat)
        for known, rest in splitter.split(truth, truth, groups):
            total[rest] += learned(table[known], truth[known], table[rest])
    return total / REPEATS


def reps_of(summary: Summary) -> int:
    """Full and partial reps."""
    return sum(len(each.reps) for each in summary.sets)


def usual_faults(summary: Summary) -> tuple[str, ...]:
    """Faults that occur in at least half of the reps, minor ones too: each is reported as not right."""
    reps = max(reps_of(summary), 1)
    names = [fault.name for each in summary.sets for fault in each.faults]
    return tuple(name for name in dict.fromkeys(names) if names.count(name) >= _HALF * reps)


def confusions(verdicts: Sequence[FormVerdict]) -> dict[str, Confusion]:
    """How each way of judging agrees with the labels, by its name."""
    flagged = {
        "rules, as 'coach analyze' applies them": [bool(each.faults) for each in verdicts],
        "rules on the whole set": [bool(each.set_faults) for each in verdicts],
        "rules and a learned judge": [each.probability > _HALF for each in verdicts],
        "the same, folds by film": [each.probability_by_film > _HALF for each in verdicts],
    }
    return {name: _confusion(verdicts, flags) for name, flags in flagged.items()}


def _confusion(verdicts: Sequence[FormVerdict], flags: Sequence[bool]) -> Confusion:
    pairs = [(each.is_wrong, flag) for each, flag in zip(verdicts, flags, strict=True)]
    wrong = sum(is_wrong for is_wrong, _ in pairs)
    return Confusion(len(pairs) - wrong, pairs.count((False, False)), wrong, pairs.count((True, True)))
