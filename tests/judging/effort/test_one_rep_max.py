"""The estimated one-repetition maximum, and when there is none."""

from __future__ import annotations

import pytest

from coach.catalogue.library import load_exercise
from coach.judging.effort.one_rep_max import one_rep_max
from coach.judging.figures.coaching_facts import facts_of
from tests.judging.effort.reps import moved, set_of, squat_facts

FACTS = squat_facts()


def test_five_reps_give_the_range_between_both_formulas() -> None:
    found = one_rep_max(set_of([moved(n) for n in range(1, 6)]), 100.0, FACTS)
    assert found is not None
    assert found.low_kg == pytest.approx(112.5)
    assert found.high_kg == pytest.approx(116.67, abs=0.01)


def test_one_rep_is_its_load() -> None:
    found = one_rep_max(set_of([moved(1)]), 100.0, FACTS)
    assert found is not None
    assert (found.low_kg, found.high_kg) == (100.0, 100.0)


@pytest.mark.parametrize(("reps", "weight_kg"), [(13, 100.0), (5, None), (5, 0.0)])
def test_no_load_and_too_many_reps_give_none(reps: int, weight_kg: float | None) -> None:
    assert one_rep_max(set_of([moved(n) for n in range(1, reps + 1)]), weight_kg, FACTS) is None


def test_a_partial_rep_gives_none() -> None:
    assert one_rep_max(set_of([moved(1), moved(2, full=False)]), 100.0, FACTS) is None


@pytest.mark.parametrize("name", ["push-up", "pull-up", "dip", "sit-up", "jumping-jack"])
def test_where_the_body_is_the_load_there_is_none(name: str) -> None:
    assert one_rep_max(set_of([moved(n) for n in range(1, 6)]), 10.0, facts_of(load_exercise(name))) is None
