"""Pairs of limbs: which limb's path is the movement of both."""

from __future__ import annotations

from coach.catalogue.library import load_exercise
from coach.judging.cycle import Cycle
from coach.judging.events import RepSide
from coach.judging.rep_pairing import Finished, RepPairing


def finished(
    side: RepSide, left_s: float, reached_s: float, turn_s: float, end_s: float, peak: float
) -> Finished:
    return Finished(Cycle(left_s, reached_s, turn_s, turn_s + 0.1, end_s, 0.0, peak, True, 0.9), side, peak)


def test_a_limb_that_turned_in_the_last_rep_does_not_say_where_this_one_began() -> None:
    """The left arm is not seen to straighten between two curls, and went farther in the first one."""
    reps = load_exercise("biceps-curl").reps
    assert reps is not None
    pairing = RepPairing(reps)
    [first] = pairing.enter(finished("right", 1.0, 2.0, 2.1, 3.0, 90.0), None, 3.0)
    assert pairing.enter(finished("right", 3.2, 4.0, 4.1, 5.0, 88.0), 1.0, 5.0) == []
    [second] = pairing.enter(finished("left", 1.0, 2.0, 4.2, 5.1, 100.0), None, 5.1)
    assert (first.side, second.side) == ("right", "both")
    assert (second.cycle.left_s, second.cycle.turn_s, second.cycle.end_s) == (3.0, 4.1, 5.1)
    assert second.cycle.excursion == 88.0
