"""Demo sets: every exercise can be shown, and its flaws are those that the judge finds."""

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
def test_the_announced_flaws_are_detected_in_the_reps_that_act_them(name: str) -> None:
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
    words = {1: "one", 2: "two"}
    flaws = " and ".join(flawed.flaws)
    assert (f"{words.get(len(partial))} partial" in flaws) == bool(partial)
    reps_of = {
        title: {fault.rep for fault in counted.faults if fault.title == title}
        for title in dict.fromkeys(fault.title for fault in counted.faults)
    }
    for reps in reps_of.values():
        titles = [title for title, others in reps_of.items() if others == reps]
        kind = "a fault" if len(titles) == 1 else "faults"
        named = " and ".join(titles)
        assert (f"({named}" if reps == partial else f"{words[len(reps)]} with {kind}: {named}") in flaws


def test_without_detectable_flaws_the_set_is_clean() -> None:
    assert flawed_set(load_exercise("burpee").model_copy(update={"form": ()})).flaws == ()


@pytest.mark.parametrize("name", HELD)
def test_in_a_hold_the_position_is_lost_once(name: str) -> None:
    flawed = flawed_set(load_exercise(name))
    assert flawed.flaws == ("the position is lost once",)
    held_s = judged(flawed.performance).hold_s
    assert held_s is not None
    assert 10.0 < held_s < flawed.performance.duration_s - 1.0


def test_the_fault_is_detected_and_named() -> None:
    flawed = flawed_set(load_exercise("push-up"))
    summary = judged(flawed.performance)
    assert (summary.full, summary.partial) == (FULL, 1)
    title = summary.sets[0].faults[-1].title
    assert flawed.flaws == ("one partial", f"one with a fault: {title}")


def test_a_file_without_acted_faults_has_two_partial_reps() -> None:
    squat = load_exercise("squat").model_copy(update={"form": ()})
    flawed = flawed_set(squat)
    summary = judged(flawed.performance)
    assert flawed.flaws == ("two partial",)
    assert (summary.full, summary.partial) == (FULL, 2)


def test_a_partial_rep_is_deep_enough_to_count_as_one() -> None:
    """A curl that ends at the hips is not counted; a partial one has to go farther."""
    depth = partial_depth(load_exercise("biceps-curl"))
    performance = flawed_set(load_exercise("biceps-curl")).performance
    summary = judged(replace(performance, depths=(1.0, 1.0, 1.0, depth), acted=()))
    assert (summary.full, summary.partial) == (3, 1)


def test_key_poses_below_the_minimum_excursion_are_an_error() -> None:
    squat = load_exercise("squat")
    assert squat.reps is not None
    farther = squat.model_copy(update={"reps": squat.reps.model_copy(update={"minimum_excursion": 175.0})})
    with pytest.raises(ExerciseError, match="can't be performed"):
        flawed_set(farther)
