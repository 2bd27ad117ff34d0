"""Scores of segmented workouts, from artificial segments."""

from __future__ import annotations

import pytest

from coach.bench.accuracy.segmentation import Ends, compare_segments, figures, spread
from coach.bench.fixtures.stretch import Stretch
from coach.judging.events import Rep, SetSummary
from coach.judging.figures.rep_effort import Tempo
from coach.judging.observation import Segment, Summary

SQUATS, PUSH_UPS, AGAIN = (
    Stretch("squat", 10.0, 20.0),
    Stretch("push-up", 30.0, 40.0),
    Stretch("squat", 50.0, 60.0),
)
TEMPO = Tempo(1.0, 0.2, 1.0, 0.2)


def summary(segments: list[Segment], sets: list[SetSummary] | None = None) -> Summary:
    some = tuple(sets or ())
    return Summary(None, some, 700, 700, 70.0, "side", 0.0, "minimum", (), segments=tuple(segments))


def a_set(exercise: str, start_s: float, end_s: float, full: int = 1) -> SetSummary:
    reps = [Rep(n, "both", start_s, start_s, end_s, 90.0, TEMPO, "full", 1.0, "") for n in range(full)]
    return SetSummary(1, exercise, start_s, end_s, tuple(reps), None, "minimum")


def test_a_segment_near_its_stretch_is_found() -> None:
    result = compare_segments(
        "one",
        [SQUATS, PUSH_UPS],
        summary([Segment(8.5, 21.5, "squat", 0.9), Segment(28.4, 40.0, "push-up", 0.9)]),
    )
    near, far = result.cuts
    assert near.found and near.segment == Ends(-1.5, 1.5)
    assert not far.found and far.segment is not None
    assert far.segment.start_s == pytest.approx(-1.6)
    assert not near.otherwise and not result.aside


def test_two_stretches_of_the_same_exercise_are_distinguished() -> None:
    result = compare_segments(
        "one",
        [SQUATS, PUSH_UPS, AGAIN],
        summary([Segment(50.5, 60.0, "squat", 0.9), Segment(10.0, 20.0, "squat", 0.9)]),
    )
    assert [cut.found for cut in result.cuts] == [True, False, True]
    assert result.cuts[1].segment is None


def test_one_segment_over_two_stretches_is_found_in_neither() -> None:
    result = compare_segments("one", [SQUATS, PUSH_UPS, AGAIN], summary([Segment(10.0, 60.0, "squat", 0.9)]))
    assert not any(cut.found for cut in result.cuts)


def test_wrong_segments_inside_and_outside_of_stretches() -> None:
    result = compare_segments(
        "one",
        [SQUATS, PUSH_UPS],
        summary(
            [
                Segment(1.0, 5.0, "lunge", 0.8),
                Segment(5.0, 7.0, None, 0.0),
                Segment(10.0, 14.0, "lunge", 0.8),
                Segment(14.0, 20.0, "squat", 0.9),
                Segment(31.0, 39.0, None, 0.0),
            ]
        ),
    )
    assert [cut.otherwise for cut in result.cuts] == [("lunge",), (None,)]
    assert [each.start_s for each in result.aside] == [1.0], "an unknown movement is not a wrong segment"
    figured = figures([result])
    assert (figured.otherwise, figured.aside, figured.named, figured.found) == (1, 1, 1, 0)


def test_a_long_segment_belongs_to_every_stretch_that_it_covers() -> None:
    result = compare_segments("one", [SQUATS, PUSH_UPS, AGAIN], summary([Segment(0.0, 46.0, "lunge", 0.8)]))
    assert [cut.otherwise for cut in result.cuts] == [("lunge",), ("lunge",), ()]
    assert not result.aside


def test_sets_reach_from_the_first_repetition_to_the_last() -> None:
    result = compare_segments(
        "one",
        [SQUATS],
        summary(
            [Segment(10.0, 20.0, "squat", 0.9)],
            [a_set("squat", 10.4, 14.0, 2), a_set("lunge", 14.0, 15.0), a_set("squat", 16.0, 19.5, 3)],
        ),
    )
    [cut] = result.cuts
    assert cut.sets is not None
    assert cut.sets.start_s == pytest.approx(0.4)
    assert cut.sets.end_s == pytest.approx(-0.5)
    assert cut.full == 5


def test_figures_are_over_all_workouts() -> None:
    good = compare_segments("good", [SQUATS], summary([Segment(10.2, 20.0, "squat", 0.9)]))
    none = compare_segments("none", [PUSH_UPS], summary([]))
    result = figures([good, none])
    assert (result.stretches, result.found, result.share) == (2, 1, 0.5)
    assert result.segment_starts.n == 1
    assert result.segment_starts.median_s == pytest.approx(0.2)
    assert result.set_starts.median_s is None
    assert figures([]).share is None


def test_the_spread_is_of_absolute_errors() -> None:
    result = spread([-1.0, 1.0, 1.0, -3.0, 1.0])
    assert (result.n, result.median_s) == (5, 1.0)
    assert result.most_s == pytest.approx(2.2)
