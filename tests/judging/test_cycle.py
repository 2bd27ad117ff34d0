"""What makes a cycle, and what only looks like one."""

from __future__ import annotations

import pytest

from coach.catalogue.library import load_exercise
from coach.judging.cycle import Cycle as Found
from coach.judging.cycle import Instant
from coach.judging.rep_state_machine import RepStateMachine
from tests.judging.bodies import Cycle, depths

WAY = 60.0
PAUSED = Cycle(2.0, 2.0, 2.0)
"""At the turning point from 3.3 to 5.3 s."""


def found(instants: list[Instant], name: str = "bench-press") -> list[Found]:
    reps = load_exercise(name).reps
    assert reps is not None
    finder = RepStateMachine(reps)
    each = [finder.observe(instant) for instant in instants] + [finder.finish()]
    return [cycle for cycle in each if cycle is not None]


def path(levels: dict[tuple[float, float], float], proper: bool | None = True) -> list[Instant]:
    """A rep with a pause, with the signal moved elsewhere for a while."""
    instants = []
    for time, depth in depths([PAUSED], 30.0):
        other = [share for (since, until), share in levels.items() if since <= time < until]
        level = WAY * (other[0] if other else depth)
        instants.append(Instant(time, level, ready=level < WAY / 2, proper=proper, trust=1.0))
    return instants


def test_an_arm_lost_briefly_at_the_turning_point_makes_no_second_rep() -> None:
    assert len(found(path({(4.0, 4.1): 0.1}))) == 1


def test_a_longer_time_at_the_start_makes_a_rep() -> None:
    assert len(found(path({(4.0, 4.4): 0.0}))) == 2


def test_a_dip_is_not_part_of_the_return() -> None:
    with_dip, without = found(path({(4.0, 4.1): 0.1})), found(path({}))
    assert with_dip[0].end_s == pytest.approx(without[0].end_s)
    assert with_dip[0].base == pytest.approx(without[0].base)


def test_a_stray_landmark_does_not_decide_the_turning_point() -> None:
    stray = (4.0, 4.07)
    spiked = [
        Instant(each.time, each.level, each.ready, not stray[0] <= each.time < stray[1], 1.0)
        for each in path({stray: 1.3})
    ]
    assert found(spiked)[0].proper


def test_hidden_joints_at_the_turning_point_are_judged_by_the_outer_half() -> None:
    for was in (True, False):
        hidden = [
            Instant(each.time, each.level, each.ready, None if each.level > 0.85 * WAY else was, 1.0)
            for each in path({})
        ]
        assert [cycle.proper for cycle in found(hidden)] == [was]


def test_joints_that_were_never_visible_do_not_pass() -> None:
    assert [cycle.proper for cycle in found(path({}, proper=None))] == [False]
