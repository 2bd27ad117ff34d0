"""Scores and intervals, on cases that can be calculated by hand."""

from __future__ import annotations

import numpy as np
import pytest

from coach.learning.scores import FilmScores, ScoreWithSpread, score_films, share_of_windows

NAMES = ("lunge", "none", "squat")


def _scores(truth: str, called: str, groups: str) -> FilmScores:
    """Scores of films, given the initials of true and predicted classes, and a digit for each group."""
    number = {name[0]: place for place, name in enumerate(NAMES)}
    return score_films(
        NAMES,
        np.array([number[letter] for letter in truth]),
        np.array([number[letter] for letter in called]),
        np.array([int(digit) for digit in groups]),
    )


def test_precision_recall_and_accuracy() -> None:
    scores = _scores("sssssnnnnnl", "ssssnnnnnsl", "01230123010")
    lunge, none, squat = scores.classes
    assert squat.recall.value == pytest.approx(4 / 5)
    assert squat.precision.value == pytest.approx(4 / 5)
    assert none.f1.value == pytest.approx(4 / 5)
    assert (squat.films, squat.groups, squat.evaluable) == (5, 4, True)
    assert (lunge.films, lunge.evaluable, lunge.recall.value) == (1, False, 1.0)
    assert scores.accuracy.value == pytest.approx(8 / 10), "the lunge is not averaged in"
    assert scores.macro_f1.value == pytest.approx(4 / 5)
    assert scores.confusion == ((1, 0, 0), (0, 4, 1), (0, 1, 4))


def test_a_prediction_of_a_class_that_is_not_evaluable_is_wrong() -> None:
    scores = _scores("sssssnnnnn", "sssslnnnnn", "0123401234")
    assert scores.accuracy.value == pytest.approx(9 / 10)
    assert scores.classes[0].precision.value == 0.0
    assert scores.classes[0].recall.value is None
    assert scores.macro_f1.value == pytest.approx((8 / 9 + 1) / 2)


def test_enough_films_of_too_few_people_are_not_evaluable() -> None:
    scores = _scores("ssssssnnnnnn", "ssssssnnnnnn", "010101012345")
    assert [each.evaluable for each in scores.classes] == [False, True, False]
    assert scores.accuracy.value == 1.0


def test_intervals_come_from_people_and_not_from_films() -> None:
    truth, called = "s" * 9 + "n" * 9, "s" * 6 + "n" * 12
    few = _scores(truth, called, "000111222" + "333444555")
    many = _scores(truth, called, "012345678" + "012345678")
    assert few.accuracy.value == many.accuracy.value == 15 / 18

    def width(figure: ScoreWithSpread) -> float:
        assert figure.low is not None
        assert figure.high is not None
        return figure.high - figure.low

    assert width(few.accuracy) > width(many.accuracy) > 0


def test_the_interval_of_a_share_of_windows_is_over_groups() -> None:
    all_one = share_of_windows(np.array([True] * 6), np.array([0, 0, 1, 1, 2, 2]))
    assert (all_one.value, all_one.low, all_one.high) == (1.0, 1.0, 1.0)
    mixed = share_of_windows(np.array([True, True, True, False]), np.array([7, 7, 3, 9]))
    assert mixed.value == 0.75
    assert mixed.low == 0.0
    assert mixed.high == 1.0
    assert share_of_windows(np.array([], bool), np.array([], np.intp)) == ScoreWithSpread(None)
