"""The list of attempts: what a new verdict replaces."""

from __future__ import annotations

from dataclasses import replace

from coach.judging.attempts import Attempt, added, not_explained_by, without_rep

SHORT = Attempt(
    1.0, 1.5, 2.0, "both", 30.0, "not counted", "too-fast", "took 0.30 s, at least 0.50 s required"
)
LATER = replace(SHORT, start_s=4.0, turn_s=4.5, end_s=5.0)
COUNTED = replace(SHORT, verdict="full", rule="pattern", text="like the 5 others")


def test_attempts_stand_in_order_of_time() -> None:
    assert added((LATER,), SHORT) == (SHORT, LATER)


def test_a_later_verdict_replaces_the_earlier_one() -> None:
    assert added((SHORT, LATER), COUNTED) == (COUNTED, LATER)
    assert added((SHORT,), replace(SHORT, rule="walked")) == (replace(SHORT, rule="walked"),)


def test_a_verdict_on_one_limb_leaves_the_other() -> None:
    left = replace(SHORT, side="left")
    assert added((left,), replace(COUNTED, side="right")) == (left, replace(COUNTED, side="right"))


def test_a_rep_that_is_counted_later_explains_its_attempt() -> None:
    assert not_explained_by((SHORT, LATER), 0.9, 2.1, "both") == (LATER,)
    part = replace(SHORT, rule="same-movement")
    assert not_explained_by((part, COUNTED), 0.9, 2.1, "both") == (part, COUNTED)


def test_an_undone_rep_takes_its_verdict_along() -> None:
    assert without_rep((COUNTED, LATER), 1.5, "both") == (LATER,)
