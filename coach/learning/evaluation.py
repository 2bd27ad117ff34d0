"""Evaluation of the classifier: cross-validation split by person, compared with a random split."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.body.stream import OnProgress, Progress
from coach.learning.calibration import (
    Numbers,
    Probabilities,
    best_temperature,
    best_threshold,
    calibration_error,
    named,
    tempered,
)
from coach.learning.folds import OutOfFold, out_of_fold
from coach.learning.scores import FilmScores, ScoreWithSpread, score_films, share_of_windows
from coach.learning.splits import at_random, by_group
from coach.learning.table import WindowTable
from coach.recognition.sequence_decoder import NONE

FOLDS = 5

Flags = NDArray[np.bool_]

_LEAST = 1e-3
"""Lowest probability of a class in a window, so that no single window rules a class out for its film."""


@dataclass(frozen=True, slots=True)
class WrongFilm:
    """A misclassified film.

    Attributes:
        name: Its name in the list.
        label: Its label.
        called: The predicted class.
        probability: The predicted class's probability.
    """

    name: str
    label: str
    called: str
    probability: float


@dataclass(frozen=True, slots=True)
class Leak:
    """Scores of the same windows and classifier with a split by group and with a random split.

    Attributes:
        by_group: Share of windows classified correctly, of people not in the training data.
        at_random: The same with every film on both sides of the split.
        film_accuracy_at_random: Share of films classified correctly with the random split.
        macro_f1_at_random: Mean F1 of the evaluable classes with the random split.
    """

    by_group: ScoreWithSpread
    at_random: ScoreWithSpread
    film_accuracy_at_random: ScoreWithSpread
    macro_f1_at_random: ScoreWithSpread


@dataclass(frozen=True, slots=True)
class Rejection:
    """Errors of windows at the threshold.

    Attributes:
        falsely_named: Share of windows without an exercise that are named as one.
        wrongly_named: Share of windows of an unknown exercise that are named as a known one.
        by_raw_label: Share of windows named as an exercise, for each label, as written, that means ``none``.
        unnamed: Share of windows of known exercises that are not named.
        misnamed: Share of windows of known exercises that are named as another.
    """

    falsely_named: ScoreWithSpread
    wrongly_named: ScoreWithSpread
    by_raw_label: dict[str, ScoreWithSpread]
    unnamed: ScoreWithSpread
    misnamed: ScoreWithSpread


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The evaluation of a classifier.

    Attributes:
        folds: Number of folds.
        temperature: Temperature of the calibration.
        threshold: The lowest probability at which an exercise is named.
        films: Scores of films.
        with_names: Scores of films without those of unknown exercises.
        rejection: Errors of windows at the threshold; None without films of ``none``.
        leak: Comparison with a random split.
        calibration: Expected calibration error of windows before and after temperature scaling.
        wrong: The misclassified films.
    """

    folds: int
    temperature: float
    threshold: float
    films: FilmScores
    with_names: FilmScores
    rejection: Rejection | None
    leak: Leak
    calibration: tuple[float, float]
    wrong: tuple[WrongFilm, ...]


def evaluate(
    table: WindowTable, *, folds: int = FOLDS, workers: int = 1, on_progress: OnProgress | None = None
) -> Evaluation:
    """Score a classifier on people not in the training data, and compare with a random split.

    The temperature and threshold for scoring a fold come from the other folds, so that no fold is scored with
    parameters fitted to it; those returned come from all folds.

    Args:
        table: The windows.
        folds: Number of folds.
        workers: Number of parallel fits.
        on_progress: Called after each fit.
    """
    groups = min(folds, int(table.group.max()) + 1)

    def report_leaky(progress: Progress) -> None:
        if on_progress is not None:
            on_progress(Progress(groups + progress.done, groups + folds))

    def report_by_group(progress: Progress) -> None:
        if on_progress is not None:
            on_progress(Progress(progress.done, groups + folds))

    held_out = out_of_fold(table, by_group(table, folds), workers=workers, on_progress=report_by_group)
    leaky = out_of_fold(table, at_random(table, folds), workers=workers, on_progress=report_leaky)
    scaled, is_named = _cross_fitted(table, held_out)
    temperature = best_temperature(held_out.probabilities, table.truth)
    threshold = best_threshold(tempered(held_out.probabilities[table.idle], temperature), table.classes)
    of_films = film_probabilities(scaled, table.film)
    called = of_films.argmax(axis=1)
    return Evaluation(
        folds=groups,
        temperature=temperature,
        threshold=threshold,
        films=score_films(table.classes, table.film_truth, called, table.film_group),
        with_names=_with_names(table, called),
        rejection=_rejection(table, scaled, is_named) if NONE in table.classes else None,
        leak=_leak(table, scaled, leaky.probabilities),
        calibration=(
            calibration_error(held_out.probabilities, table.truth),
            calibration_error(scaled, table.truth),
        ),
        wrong=_wrong(table, of_films, called),
    )


def film_probabilities(probabilities: Probabilities, film: Numbers) -> Probabilities:
    """Class probabilities of films: the normalised geometric mean of their windows, shape (films, classes).

    Args:
        probabilities: Of windows, shape (n, classes).
        film: The number of each window's film, shape (n,).
    """
    sums = np.zeros((int(film.max()) + 1, probabilities.shape[1]))
    np.add.at(sums, film, np.log(np.maximum(probabilities, _LEAST)))
    means = np.exp(sums / np.bincount(film)[:, None])
    likely: Probabilities = means / means.sum(axis=1, keepdims=True)
    return likely


def _cross_fitted(table: WindowTable, held_out: OutOfFold) -> tuple[Probabilities, Flags]:
    """Calibrated probabilities, and whether a window is named, by the parameters of the other folds."""
    truth = table.truth
    scaled = np.empty_like(held_out.probabilities)
    is_named = np.zeros(len(truth), bool)
    for fold in np.unique(held_out.fold):
        inside, outside = held_out.fold == fold, held_out.fold != fold
        elsewhere = held_out.probabilities[outside]
        temperature = best_temperature(elsewhere, truth[outside])
        without = held_out.probabilities[outside & table.idle]
        threshold = best_threshold(tempered(without, temperature), table.classes)
        scaled[inside] = tempered(held_out.probabilities[inside], temperature)
        is_named[inside] = named(scaled[inside], table.classes, threshold)
    return scaled, is_named


def _with_names(table: WindowTable, called: Numbers) -> FilmScores:
    chosen = ~table.film_nameless
    return score_films(table.classes, table.film_truth[chosen], called[chosen], table.film_group[chosen])


def _rejection(table: WindowTable, scaled: Probabilities, is_named: Flags) -> Rejection:
    truth, group = table.truth, table.group
    none = truth == table.classes.index(NONE)
    labels = np.array([film.raw_label for film in table.films])[table.film]
    other = is_named & (scaled.argmax(axis=1) != truth)
    return Rejection(
        falsely_named=share_of_windows(is_named[table.idle], group[table.idle]),
        wrongly_named=share_of_windows(is_named[none & ~table.idle], group[none & ~table.idle]),
        by_raw_label={
            str(name): share_of_windows(is_named[none & (labels == name)], group[none & (labels == name)])
            for name in np.unique(labels[none])
        },
        unnamed=share_of_windows(~is_named[~none], group[~none]),
        misnamed=share_of_windows(other[~none], group[~none]),
    )


def _leak(table: WindowTable, scaled: Probabilities, leaky: Probabilities) -> Leak:
    truth = table.truth
    called = film_probabilities(leaky, table.film).argmax(axis=1)
    films = score_films(table.classes, table.film_truth, called, table.film_group)
    return Leak(
        share_of_windows(scaled.argmax(axis=1) == truth, table.group),
        share_of_windows(leaky.argmax(axis=1) == truth, table.group),
        films.accuracy,
        films.macro_f1,
    )


def _wrong(table: WindowTable, of_films: Probabilities, called: Numbers) -> tuple[WrongFilm, ...]:
    return tuple(
        WrongFilm(film.name, film.label, table.classes[number], float(likely[number]))
        for film, number, likely in zip(table.films, called, of_films, strict=True)
        if table.classes[number] != film.label
    )


def groups_by_view(table: WindowTable, views: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    """Number of groups with films of each exercise from each view that its file lists.

    Args:
        table: The training data.
        views: The views that each exercise's file lists.
    """
    found: dict[str, Counter[str]] = {}
    for label, view, _ in {(film.label, film.view, film.group) for film in table.films}:
        found.setdefault(label, Counter())[str(view)] += 1
    return {
        label: {view: found[label][view] for view in wanted}
        for label, wanted in views.items()
        if label in found
    }
