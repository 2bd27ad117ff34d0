"""What is known of a classifier: asked about people whom it never saw, and what flattery would have said."""

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
"""No single window makes a class impossible for its film."""


@dataclass(frozen=True, slots=True)
class WrongFilm:
    """A film that was called something else.

    Attributes:
        name: What it is called in the list.
        label: What is done in it.
        called: What it was called.
        probability: How likely that was said to be.
    """

    name: str
    label: str
    called: str
    probability: float


@dataclass(frozen=True, slots=True)
class Leak:
    """The same windows and classifier scored by group and by splitting windows at random.

    Attributes:
        by_group: Share of windows called rightly, of people never seen.
        at_random: The same with every film on both sides.
        film_accuracy_at_random: Share of films called rightly then.
        macro_f1_at_random: Mean F1 of the evaluable classes then.
    """

    by_group: ScoreWithSpread
    at_random: ScoreWithSpread
    film_accuracy_at_random: ScoreWithSpread
    macro_f1_at_random: ScoreWithSpread


@dataclass(frozen=True, slots=True)
class Rejection:
    """What becomes of windows at the threshold.

    Attributes:
        falsely_named: Share of windows without an exercise that are named as one.
        wrongly_named: Share of windows of an exercise without a name here that are named as one.
        by_told: The same for each label that means none, as it was written.
        unnamed: Share of windows of exercises that are not named at all.
        misnamed: Share of windows of exercises that are named as another.
    """

    falsely_named: ScoreWithSpread
    wrongly_named: ScoreWithSpread
    by_told: dict[str, ScoreWithSpread]
    unnamed: ScoreWithSpread
    misnamed: ScoreWithSpread


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What is known of a classifier.

    Attributes:
        folds: How many parts the groups were split into.
        temperature: What probabilities have to be tempered by.
        threshold: From which probability on an exercise is named.
        films: How well films are told apart.
        with_names: The same without the films of exercises that have no name here.
        rejection: What becomes of windows at the threshold; None without films of no exercise.
        leak: What a random split would have claimed.
        calibration: Expected calibration error of windows, before tempering and after.
        wrong: The films that were called something else.
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
    """Say how well people are told apart who were never seen, and what a random split would have claimed.

    Temperature and threshold of each fold come from the other folds, so that no figure is scored with what it
    chose itself; those that are kept come from all folds.

    Args:
        table: What to learn from.
        folds: Into how many parts the groups are split.
        workers: How many fits at once.
        on_progress: Told after each fit.
    """
    groups = min(folds, int(table.group.max()) + 1)

    def later(progress: Progress) -> None:
        if on_progress is not None:
            on_progress(Progress(groups + progress.done, groups + folds))

    def first(progress: Progress) -> None:
        if on_progress is not None:
            on_progress(Progress(progress.done, groups + folds))

    asked = out_of_fold(table, by_group(table, folds), workers=workers, on_progress=first)
    leaky = out_of_fold(table, at_random(table, folds), workers=workers, on_progress=later)
    honest, sure = _cross_fitted(table, asked)
    temperature = best_temperature(asked.probabilities, table.truth)
    threshold = best_threshold(tempered(asked.probabilities[table.idle], temperature), table.classes)
    of_films = film_probabilities(honest, table.film)
    called = of_films.argmax(axis=1)
    return Evaluation(
        folds=groups,
        temperature=temperature,
        threshold=threshold,
        films=score_films(table.classes, table.film_truth, called, table.film_group),
        with_names=_with_names(table, called),
        rejection=_rejection(table, honest, sure) if NONE in table.classes else None,
        leak=_leak(table, honest, leaky.probabilities),
        calibration=(
            calibration_error(asked.probabilities, table.truth),
            calibration_error(honest, table.truth),
        ),
        wrong=_wrong(table, of_films, called),
    )


def film_probabilities(probabilities: Probabilities, film: Numbers) -> Probabilities:
    """What a film is likely to show: the geometric mean of its windows, shape (films, classes).

    Args:
        probabilities: Of windows, shape (n, classes).
        film: The number of each window's film, shape (n,).
    """
    sums = np.zeros((int(film.max()) + 1, probabilities.shape[1]))
    np.add.at(sums, film, np.log(np.maximum(probabilities, _LEAST)))
    means = np.exp(sums / np.bincount(film)[:, None])
    likely: Probabilities = means / means.sum(axis=1, keepdims=True)
    return likely


def _cross_fitted(table: WindowTable, asked: OutOfFold) -> tuple[Probabilities, Flags]:
    """Tempered probabilities, and whether an exercise is named; each fold by what the others say."""
    truth = table.truth
    honest = np.empty_like(asked.probabilities)
    sure = np.zeros(len(truth), bool)
    for fold in np.unique(asked.fold):
        inside, outside = asked.fold == fold, asked.fold != fold
        elsewhere = asked.probabilities[outside]
        temperature = best_temperature(elsewhere, truth[outside])
        without = asked.probabilities[outside & table.idle]
        threshold = best_threshold(tempered(without, temperature), table.classes)
        honest[inside] = tempered(asked.probabilities[inside], temperature)
        sure[inside] = named(honest[inside], table.classes, threshold)
    return honest, sure


def _with_names(table: WindowTable, called: Numbers) -> FilmScores:
    chosen = ~table.film_nameless
    return score_films(table.classes, table.film_truth[chosen], called[chosen], table.film_group[chosen])


def _rejection(table: WindowTable, honest: Probabilities, sure: Flags) -> Rejection:
    truth, group = table.truth, table.group
    none = truth == table.classes.index(NONE)
    told = np.array([film.told for film in table.films])[table.film]
    other = sure & (honest.argmax(axis=1) != truth)
    return Rejection(
        falsely_named=share_of_windows(sure[table.idle], group[table.idle]),
        wrongly_named=share_of_windows(sure[none & ~table.idle], group[none & ~table.idle]),
        by_told={
            str(name): share_of_windows(sure[none & (told == name)], group[none & (told == name)])
            for name in np.unique(told[none])
        },
        unnamed=share_of_windows(~sure[~none], group[~none]),
        misnamed=share_of_windows(other[~none], group[~none]),
    )


def _leak(table: WindowTable, honest: Probabilities, leaky: Probabilities) -> Leak:
    truth = table.truth
    called = film_probabilities(leaky, table.film).argmax(axis=1)
    films = score_films(table.classes, table.film_truth, called, table.film_group)
    return Leak(
        share_of_windows(honest.argmax(axis=1) == truth, table.group),
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


def thin_places(table: WindowTable, views: Mapping[str, Sequence[str]]) -> dict[str, dict[str, int]]:
    """Of how many groups there are films of each exercise from each view that its file wants.

    Args:
        table: What was learned from.
        views: For each exercise the views that its file names.
    """
    found: dict[str, Counter[str]] = {}
    for label, view, _ in {(film.label, film.view, film.group) for film in table.films}:
        found.setdefault(label, Counter())[str(view)] += 1
    return {
        label: {view: found[label][view] for view in wanted}
        for label, wanted in views.items()
        if label in found
    }
