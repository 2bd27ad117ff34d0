"""Form rules: faults are reported once, with figures; what is not visible is not judged."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from coach.body.angles import Angles
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.form_rule import FormRule
from coach.catalogue.library import load_exercise
from coach.catalogue.poses import Acted, with_fault
from coach.judging.assessment.form import FormJudge
from coach.judging.events import Fault, FaultCoverage, FaultNoticed, Rep, RepSide, SetEnded
from coach.judging.figures.rep_effort import Tempo
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from tests.judging.bodies import curling, squatting

SHALLOW = FormRule.model_validate(
    {
        "fault": "high-thighs",
        "title": "thighs above level",
        "measure": "knee",
        "at": "turn",
        "at_most": 100,
        "views": ["side"],
        "cue": "Sit deeper.",
        "why": "Level thighs.",
        "source": "made up",
        "acted": {"turn": {"knee_flexion": -55, "hip_flexion": -55}},
    }
)


def rule(**changes: Any) -> FormRule:
    return FormRule.model_validate({**SHALLOW.model_dump(), **changes})


def exercise_with(*rules: FormRule, name: str = "squat") -> Exercise:
    return load_exercise(name).model_copy(update={"form": rules})


def rep(side: RepSide = "both") -> Rep:
    return Rep(4, side, 1.0, 2.0, 3.0, 90.0, Tempo(1, 0, 1, 0), "full", 1.2, "")


def judge_rep(
    form: FormJudge, bodies: list[Angles], *, side: RepSide = "both", view: View = "side"
) -> list[Fault]:
    """Bodies spread evenly over four seconds, which contain the rep."""
    for number, body in enumerate(bodies):
        form.observe(replace(body, view=view), 4.0 * number / (len(bodies) - 1), None)
    return form.of_rep(rep(side))


def squat(knee_deg: float = 90.0) -> list[Angles]:
    depths = [max(0.0, 1.0 - abs(number - 60) / 30) for number in range(121)]
    return [squatting(depth, knee_deg=knee_deg) for depth in depths]


def test_a_broken_rule_is_a_fault_with_its_figures() -> None:
    faults = judge_rep(FormJudge(exercise_with(SHALLOW)), squat(knee_deg=50.0))
    assert [(fault.name, fault.rep, fault.time, fault.cue) for fault in faults] == [
        ("high-thighs", 4, 2.0, "Sit deeper.")
    ]
    assert faults[0].reason.startswith("knee 12")
    assert faults[0].reason.endswith("at most 100° required")


def test_a_rule_that_is_met_is_no_fault() -> None:
    assert judge_rep(FormJudge(exercise_with(SHALLOW)), squat(knee_deg=90.0)) == []


def test_a_measurement_that_breaks_two_rules_is_one_fault_the_more_severe() -> None:
    twin = rule(fault="higher-than-level", at_most=105, severity="minor")
    other = rule(fault="hips-open", measure="hip", at_most=60, severity="minor")
    two = FormJudge(exercise_with(twin, SHALLOW, other))
    assert [each.name for each in judge_rep(two, squat(knee_deg=50.0))] == ["high-thighs", "hips-open"]
    alone = FormJudge(exercise_with(twin, other))
    assert [each.name for each in judge_rep(alone, squat(knee_deg=50.0))] == [
        "higher-than-level",
        "hips-open",
    ]
    equal = FormJudge(exercise_with(rule(fault="first"), SHALLOW))
    assert [each.name for each in judge_rep(equal, squat(knee_deg=50.0))] == ["first"]


def test_a_measurement_that_breaks_two_rules_of_a_hold_is_one_fault() -> None:
    sag = rule(fault="sag", measure="hip", at_most=None, at_least=172, severity="minor")
    worse = rule(fault="bent-hips", measure="hip", at_most=None, at_least=168, severity="serious")
    plank = exercise_with(sag, worse, name="plank")
    bent = plank.model_copy(update={"poses": with_fault(plank.poses, Acted(start={"hip_flexion": 28}))})
    judge = Judge(plank)
    for sighting in Truth(perform(bent, "side", hold_s=4.0)):
        judge.observe(sighting.pose, sighting.time)
    assert [each.name for each in judge.finish().sets[0].faults] == ["bent-hips"]


def test_a_rule_is_not_judged_from_an_unsuitable_view() -> None:
    form = FormJudge(exercise_with(SHALLOW))
    assert judge_rep(form, squat(knee_deg=50.0), view="front") == []
    assert form.coverage == (FaultCoverage("thighs above level", 0, 1, "rep", "needs a side view"),)
    other = FormJudge(exercise_with(SHALLOW))
    judge_rep(other, squat(), view="side")
    assert other.coverage == (FaultCoverage("thighs above level", 1, 1, "rep"),)
    other.forget(1)
    assert not other.coverage


def test_the_start_position_is_judged_before_the_movement() -> None:
    straight = rule(fault="bent", at="start", at_most=None, at_least=160)
    bent = [replace(body, joints=body.joints - 30.0) for body in squat()]
    assert judge_rep(FormJudge(exercise_with(straight)), squat()) == []
    assert [fault.time for fault in judge_rep(FormJudge(exercise_with(straight)), bent)] == [1.0]


def test_a_fault_in_the_start_position_belongs_to_the_next_rep() -> None:
    """A bad start position after a rep does not belong to that rep."""
    upright = rule(fault="bowed", measure="inclination", at="way", at_most=40)
    form = FormJudge(exercise_with(upright))
    poses = [
        squatting(depth) for depth in [max(0.0, 1.0 - abs(number % 60 - 30) / 30) for number in range(121)]
    ]
    for number, body in enumerate(poses):
        bowed = replace(body, inclination=80.0 if number >= 54 else 10.0)
        form.observe(bowed, 1.0 + number / 30, None)
    first = replace(rep(), number=1)
    second = replace(rep(), number=2, start_s=3.0, turn_s=4.0, end_s=5.0)
    assert form.of_rep(first) == []
    assert [(fault.name, fault.rep) for fault in form.of_rep(second)] == [("bowed", 2)]


@pytest.mark.parametrize(("frames", "broken"), [(2, False), (20, True)])
def test_a_fault_on_the_way_must_last(frames: int, broken: bool) -> None:
    upright = rule(fault="bowed", measure="inclination", at="way", at_most=40)
    bodies = squat()
    for number in range(50, 50 + frames):
        bodies[number] = replace(bodies[number], inclination=80.0)
    faults = judge_rep(FormJudge(exercise_with(upright)), bodies)
    assert [fault.name for fault in faults] == (["bowed"] if broken else [])


@pytest.mark.parametrize(("side", "faults"), [("left", 1), ("right", 0), ("both", 1)])
def test_each_limb_is_judged_separately(side: RepSide, faults: int) -> None:
    closed = rule(measure="elbow", at_most=95)
    bodies = [curling(0.3, 1.0)] * 60
    bodies = [
        replace(body, joints=body.joints + ([0.0, 0.0] if side != "both" else [0.0, 60.0])) for body in bodies
    ]
    assert len(judge_rep(FormJudge(exercise_with(closed, name="biceps-curl")), bodies, side=side)) == faults


def test_a_hidden_limb_is_not_judged() -> None:
    closed = rule(measure="elbow", at_most=110)
    bodies = [curling(0.3, 0.3, trust=(0.1, 0.1))] * 60
    assert judge_rep(FormJudge(exercise_with(closed, name="biceps-curl")), bodies, side="left") == []


def test_a_rule_is_judged_through_the_whole_pipeline() -> None:
    squats = exercise_with(SHALLOW)
    clean, faulty = (
        judged(squats),
        judged(squats.model_copy(update={"poses": with_fault(squats.poses, SHALLOW.acted)})),
    )
    assert clean.full == faulty.full == 3
    assert clean.sets[0].faults == ()
    assert [(fault.name, fault.rep) for fault in faulty.sets[0].faults] == [
        ("high-thighs", number) for number in (1, 2, 3)
    ]


def judged(exercise: Exercise) -> Summary:
    judge = Judge(exercise)
    for sighting in Truth(perform(exercise, "side", depths=(1.0,) * 3)):
        judge.observe(sighting.pose, sighting.time)
    return judge.finish()


def test_a_fault_of_a_hold_is_reported_once_until_it_is_corrected() -> None:
    sag = rule(fault="sag", measure="hip", at_most=None, at_least=172)
    plank = exercise_with(sag, name="plank")
    straight = list(Truth(perform(plank, "side", hold_s=4.0)))
    bent = plank.model_copy(update={"poses": with_fault(plank.poses, Acted(start={"hip_flexion": 28}))})
    sagging = list(Truth(perform(bent, "side", hold_s=4.0)))
    judge, noticed, time = Judge(plank), [], 0.0
    for sighting in (*straight, *sagging, *straight, *sagging):
        time += 1 / 30
        pose = sighting.pose and replace(sighting.pose, time=time)
        noticed += [each for each in judge.observe(pose, time).events if isinstance(each, FaultNoticed)]
    summary = judge.finish()
    assert [each.fault.rep for each in noticed] == [None, None]
    assert summary.sets[0].faults == tuple(each.fault for each in noticed)
    ended = [each for each in summary.events if isinstance(each, SetEnded)]
    assert ended[0].summary.faults == summary.sets[0].faults
