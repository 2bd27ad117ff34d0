"""The demo's sets: every exercise can be shown, and its flaws are what the judge makes of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.catalogue.library import all_exercises, load_exercise
from coach.errors import ExerciseError
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.demo_set import FULL, flawed_set, partial_depth
from coach.performer.motion.choreography import Performance
from coach.performer.sources import Truth

COUNTED = sorted(name for name, each in all_exercises().items() if each.reps is not None)
HELD = sorted(name for name, each in all_exercises().items() if each.hold is not None)


def judged(performance: Performance) -> Summary:
    judge = Judge(load_exercise(performance.exercise))
    for sighting in Truth(performance):
        judge.observe(sighting.pose, sighting.time)
    return judge.finish()


@pytest.mark.parametrize("name", COUNTED)
def test_what_is_announced_is_what_is_noticed_and_in_the_rep_that_acts_it(name: str) -> None:
    exercise = load_exercise(name)
    flawed = flawed_set(exercise)
    assert flawed.view in exercise.camera.views
    performance, summary = flawed.performance, judged(flawed.performance)
    [counted] = summary.sets
    assert [rep.number for rep in counted.reps] == [rep.number for rep in performance.reps]
    wrong = {rep.number for rep in performance.reps if rep.depth < 1.0 or rep.fault}
    partial = {rep.number for rep in counted.reps if rep.verdict == "partial"}
    flagged = {fault.rep for fault in counted.faults}
    assert wrong == partial | flagged
    assert {(rep.fault, rep.number) for rep in performance.reps if rep.fault} <= {
        (fault.name, fault.rep) for fault in counted.faults
    }
    said = {1: "one", 2: "two"}
    told = " and ".join(flawed.flaws)
    assert (f"{said.get(len(partial))} of them not far enough" in told) == bool(partial)
    for title in {fault.title for fault in counted.faults}:
        reps = {fault.rep for fault in counted.faults if fault.title == title}
        announced = f"({title}" if reps == partial else f"{said[len(reps)]} with a fault: {title}"
        assert announced in told


def test_where_no_flaw_can_be_told_the_set_is_clean() -> None:
    flaws = {name: flawed_set(load_exercise(name)).flaws for name in ("burpee", "dip")}
    assert flaws == {"burpee": (), "dip": ()}


@pytest.mark.parametrize("name", HELD)
def test_in_a_hold_the_position_is_lost_once(name: str) -> None:
    flawed = flawed_set(load_exercise(name))
    assert flawed.flaws == ("the position is lost once",)
    held_s = judged(flawed.performance).hold_s
    assert held_s is not None
    assert 10.0 < held_s < flawed.performance.duration_s - 1.0


def test_the_fault_is_noticed_and_named() -> None:
    flawed = flawed_set(load_exercise("push-up"))
    summary = judged(flawed.performance)
    assert (summary.full, summary.partial) == (FULL, 1)
    title = summary.sets[0].faults[-1].title
    assert flawed.flaws == ("one of them not far enough", f"one with a fault: {title}")


def test_a_file_that_acts_no_fault_has_two_that_fall_short() -> None:
    squat = load_exercise("squat").model_copy(update={"form": ()})
    flawed = flawed_set(squat)
    summary = judged(flawed.performance)
    assert flawed.flaws == ("two of them not far enough",)
    assert (summary.full, summary.partial) == (FULL, 2)


def test_partial_is_far_enough_to_be_noticed() -> None:
    """A curl that ends at the hips is not looked at as one; the partial one has to go on."""
    depth = partial_depth(load_exercise("biceps-curl"))
    performance = flawed_set(load_exercise("biceps-curl")).performance
    summary = judged(replace(performance, depths=(1.0, 1.0, 1.0, depth), acted=()))
    assert (summary.full, summary.partial) == (3, 1)


def test_key_poses_that_fall_short_of_their_own_minimum_are_an_error() -> None:
    squat = load_exercise("squat")
    assert squat.reps is not None
    farther = squat.model_copy(update={"reps": squat.reps.model_copy(update={"minimum_excursion": 175.0})})
    with pytest.raises(ExerciseError, match="can't be performed"):
        flawed_set(farther)
