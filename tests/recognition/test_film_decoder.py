"""A film is divided into segments; a shot between two cuts is one of them."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.recognition.film_decoder import segments
from tests.recognition.test_sequence_decoder import CLASSES, times, windows_like


def test_a_film_is_divided_into_its_exercises() -> None:
    starts, ends = times(60)
    rows = windows_like("n" * 10 + "s" * 20 + "n" * 10 + "l" * 15 + "n" * 5)
    squats, lunges = segments(starts, ends, rows, CLASSES)
    assert (squats.exercise, lunges.exercise) == ("squat", "lunge")
    assert (squats.start_s, squats.end_s) == pytest.approx((6.25, 16.25), abs=1.0)
    assert (lunges.start_s, lunges.end_s) == pytest.approx((21.25, 28.75), abs=1.0)
    assert squats.confidence == pytest.approx(0.9, abs=0.1)


def test_a_film_of_none_has_no_segments() -> None:
    starts, ends = times(20)
    assert segments(starts, ends, windows_like("n" * 20), CLASSES) == []
    assert segments(starts, ends, windows_like("n" * 9 + "s" + "n" * 10), CLASSES) == []
    assert segments(starts[:0], ends[:0], windows_like(""), CLASSES) == []


def test_a_film_of_one_short_window_is_named() -> None:
    one, *more = segments(np.array([0.0]), np.array([1.2]), windows_like("s"), CLASSES)
    assert (one.exercise, one.start_s, one.end_s, more) == ("squat", 0.0, 1.2, [])


def test_an_unknown_movement_is_a_segment_without_a_name() -> None:
    starts, ends = times(40)
    rows = windows_like("n" * 40)
    rows[10:30] = (0.19, 0.1, 0.19)
    [nameless] = segments(starts, ends, rows, CLASSES)
    assert nameless.exercise is None
    assert (nameless.start_s, nameless.end_s) == pytest.approx((6.25, 16.25), abs=1.0)
    assert nameless.confidence == pytest.approx(0.9, abs=0.1)


def shots_like(
    *shots: str,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64], list[float]]:
    """The windows of shots with a cut between each two, none of them across it, and the cuts."""
    starts, ends, cuts = [], [], [0.0]
    for each in shots:
        one, other = times(len(each))
        starts.append(one + cuts[-1])
        ends.append(other + cuts[-1])
        cuts.append(float(ends[-1][-1]) + 0.1)
    return np.concatenate(starts), np.concatenate(ends), windows_like("".join(shots)), cuts[1:-1]


def test_a_shot_between_two_cuts_is_named_as_a_whole() -> None:
    starts, ends, rows, cuts = shots_like("s" * 10, "n" * 6 + "l" * 14 + "s" * 4, "n" * 20)
    squats, lunges = segments(starts, ends, rows, CLASSES, cuts)
    assert (squats.exercise, squats.start_s, squats.end_s) == ("squat", starts[0], ends[9])
    assert (lunges.exercise, lunges.start_s, lunges.end_s) == ("lunge", cuts[0], ends[33])


def test_a_short_film_of_mostly_one_exercise_is_named_as_a_whole() -> None:
    starts, ends = times(30)
    [squats] = segments(starts, ends, windows_like("n" * 8 + "s" * 22), CLASSES)
    assert (squats.exercise, squats.start_s, squats.end_s) == ("squat", starts[0], ends[-1])


def test_a_shot_with_plainly_two_exercises_is_divided() -> None:
    starts, ends, rows, cuts = shots_like("n" * 10, "s" * 40 + "l" * 40)
    assert [each.exercise for each in segments(starts, ends, rows, CLASSES, cuts)] == ["squat", "lunge"]


def test_an_exercise_after_a_long_walk_in_the_same_shot_is_found_where_it_is() -> None:
    starts, ends, rows, cuts = shots_like("l" * 10, "n" * 30 + "s" * 10)
    _, squats = segments(starts, ends, rows, CLASSES, cuts)
    assert squats.exercise == "squat"
    assert squats.start_s == pytest.approx(cuts[0] + 16.0, abs=1.5)


def test_what_is_not_cut_for_long_is_not_named_as_a_whole() -> None:
    long = "n" * 60 + "s" * 30 + "n" * 60
    starts, ends, rows, cuts = shots_like("n" * 10, long)
    [squats] = segments(starts, ends, rows, CLASSES, cuts)
    assert squats.end_s - squats.start_s == pytest.approx(15.0, abs=2.0)
