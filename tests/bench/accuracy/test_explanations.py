"""Whether stored attempts explain a wrong count, on sets whose reps are known."""

from __future__ import annotations

import pytest

from coach.bench.accuracy.explanations import Explanation, explanation
from coach.bench.accuracy.performances import judged
from coach.catalogue.library import load_exercise
from coach.judging.observation import Summary
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def _squats(*depths: float) -> Summary:
    squat = load_exercise("squat")
    return judged(squat, list(Truth(perform(squat, depths=depths))))


@pytest.fixture(scope="module")
def shallow_second() -> Summary:
    """Four squats, of which the second does not count in full."""
    return _squats(1.0, 0.3, 1.0, 1.0)


def test_a_right_count_needs_no_explanation(shallow_second: Summary) -> None:
    assert explanation(shallow_second, truth=3) is None


def test_partial_reps_explain_missing_ones(shallow_second: Summary) -> None:
    found = explanation(shallow_second, truth=4)
    assert found == Explanation(needed=1, found=1, text="1 partial")
    assert found.is_complete


def test_more_reps_than_attempts_are_not_explained(shallow_second: Summary) -> None:
    found = explanation(shallow_second, truth=6)
    assert found is not None
    assert (found.needed, found.found, found.is_complete) == (3, 1, False)


def test_reps_that_are_like_the_others_explain_no_surplus() -> None:
    assert explanation(_squats(1.0, 1.0, 1.0), truth=2) == Explanation(needed=1, found=0, text="")


def test_a_rep_unlike_the_others_explains_a_surplus() -> None:
    found = explanation(_squats(1.0, 1.0, 1.45), truth=2)
    assert found == Explanation(needed=1, found=1, text="1 of an unusual range")
