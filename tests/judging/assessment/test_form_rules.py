"""Each kind of form rule, what withholds it, and praise."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pydantic import ValidationError

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.form_rule import FormRule
from coach.catalogue.library import load_exercise
from coach.catalogue.poses import Acted
from coach.judging.assessment.form import FormJudge
from coach.judging.assessment.view_watch import ViewWatch
from coach.judging.events import Event, Fault, FaultNoticed, Rep, RepSide, Verdict
from coach.judging.figures.fault_mended import FaultMended
from coach.judging.figures.rep_effort import Tempo
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from tests.judging.bodies import squatting

TABLE: dict[str, Any] = {
    "fault": "bowed",
    "title": "bowing",
    "measure": "inclination",
    "at": "way",
    "views": ["side"],
    "cue": "Up.",
    "acted": {},
}


EVEN = Tempo(1, 0, 1, 0)


def rule(**changes: Any) -> FormRule:
    return FormRule.model_validate({**TABLE, **changes})


def rep(
    number: int = 1,
    *,
    side: RepSide = "both",
    verdict: Verdict = "full",
    tempo: Tempo = EVEN,
    slowed: bool = False,
) -> Rep:
    start_s = 3.0 * number
    times = (start_s, start_s + 1.0, start_s + 2.0)
    return Rep(number, side, *times, 90.0, tempo, verdict, 1.2, "", slowed=slowed)


def faults_of(
    form: FormJudge, leans: list[float], *, leveled: bool = True, view: View = "side", first: int = 1
) -> list[list[Fault]]:
    """The faults of reps whose trunk leans by 5° at the start and the end, and by more in between."""
    found = []
    for number, lean in enumerate(leans, start=first):
        one = rep(number)
        for tenth in range(31):
            time = one.start_s - 0.5 + tenth / 10
            amount = lean if one.start_s + 0.4 <= time <= one.end_s - 0.4 else 5.0
            body = replace(
                squatting(0.5), inclination=amount, trunk_lean=amount if leveled else None, view=view
            )
            form.observe(body, time, None)
        found.append(form.of_rep(one))
    return found


def judge_with(*rules: FormRule, name: str = "squat") -> FormJudge:
    return FormJudge(load_exercise(name).model_copy(update={"form": rules}))


def test_a_fault_exceeds_its_limit_by_more_than_its_error() -> None:
    """The trunk's inclination has an error of 9° from the side."""
    within, beyond = faults_of(judge_with(rule(at_most=30)), [38.0, 41.0])
    assert within == []
    assert [fault.reason for fault in beyond] == ["inclination 41° ± 9, at most 30° required"]


def test_an_unknown_tilt_of_the_camera_adds_its_error() -> None:
    form = judge_with(rule(at_most=30))
    assert faults_of(form, [60.0], leveled=False) == [[]]
    assert [fault.name for fault in faults_of(form, [70.0], leveled=False)[0]] == ["bowed"]


def test_a_change_does_not_depend_on_the_tilt() -> None:
    swing = rule(figure="range", at_most=10)
    still, swung = faults_of(judge_with(swing), [20.0, 40.0], leveled=False)
    assert still == []
    assert [fault.reason for fault in swung] == ["inclination moves by 35° ± 9, at most 10° required"]


def test_a_drift_is_a_change_since_the_phase_began() -> None:
    drift = rule(figure="drift", at="out", at_most=10)
    small, large = faults_of(judge_with(drift), [20.0, 40.0])
    assert small == []
    assert large[0].reason.startswith("inclination changes by 35° ± 9")


def test_a_drift_over_a_whole_rep_starts_from_its_start_position() -> None:
    """A trunk that bows at once has bowed, although it is bowed in all but the first moments of the rep."""
    form, one = judge_with(rule(figure="drift", at="way", at_most=10)), rep()
    for twentieth in range(61):
        time = one.start_s - 0.5 + twentieth / 20
        body = squatting(0.5)
        lean = 5.0 if time <= one.start_s else 45.0
        form.observe(replace(body, inclination=lean, trunk_lean=lean, view="side"), time, None)
    assert [each.reason for each in form.of_rep(one)] == [
        "inclination changes by 40° ± 9, at most 10° required"
    ]


def test_a_travel_is_the_way_from_the_start_to_the_turning_point() -> None:
    short = rule(figure="travel", at="turn", at_least=30)
    few, enough = faults_of(judge_with(short), [20.0, 40.0])
    assert [fault.name for fault in few] == ["bowed"]
    assert enough == []


def test_a_baseline_is_learned_from_the_first_good_reps() -> None:
    form = judge_with(rule(at="turn", against="baseline", at_most=10))
    found = faults_of(form, [20.0, 22.0, 24.0, 38.0, 45.0])
    assert [len(each) for each in found] == [0, 0, 0, 0, 1]
    assert found[-1][0].reason == "inclination 45° ± 9, 23° more than in your first reps, at most 10° allowed"
    assert form.coverage[0].judged == form.coverage[0].of == 2


def test_partial_reps_are_no_baseline() -> None:
    form = judge_with(rule(at="turn", against="baseline", at_most=10))
    for number in range(1, 6):
        assert form.of_rep(rep(number, verdict="partial")) == []
    assert faults_of(form, [60.0]) == [[]]
    assert form.coverage[0].judged == 0


def test_an_asymmetry_needs_both_sides() -> None:
    uneven = rule(measure="elbow", figure="asymmetry", at="turn", at_most=10)
    form = judge_with(uneven, name="shoulder-press")
    body = squatting(0.5)
    apart = np.array(body.joints)
    apart[0] = 170.0, 110.0
    for tenth in range(31):
        form.observe(replace(body, joints=apart), 3.0 + tenth / 10, None)
    assert [fault.reason for fault in form.of_rep(rep())] == ["elbow 60° ± 25 apart, at most 10° required"]
    assert form.of_rep(rep(side="left")) == []


def test_a_duration_is_that_of_the_named_phase() -> None:
    rushed = rule(measure=None, figure="duration", at="out", at_least=0.8)
    form = judge_with(rushed)
    for tenth in range(31):
        form.observe(replace(squatting(0.5), view="side"), 3.0 + tenth / 10, None)
    assert form.of_rep(rep(tempo=Tempo(1.2, 0, 0.3, 0))) == []
    [fault] = form.of_rep(rep(tempo=Tempo(0.5, 0, 2.0, 0)))
    assert fault.reason == "out in 0.5 s ± 0.2, at least 0.8 s required"
    assert form.of_rep(rep(tempo=Tempo(0.5, 0, 2.0, 0), slowed=True)) == []
    assert form.coverage[0].reason == "the film is in slow motion"


def test_a_level_brings_its_measure_and_limit() -> None:
    deep = rule(measure=None, level="parallel", at="turn")
    form = judge_with(deep)
    for tenth in range(31):
        form.observe(replace(squatting(1.0, knee_deg=60.0), view="side"), 3.0 + tenth / 10, None)
    [fault] = form.of_rep(rep())
    assert fault.reason == "knee 110° ± 14, at most 75° required"
    assert form.of_rep(rep(verdict="partial")) == []


@pytest.mark.parametrize(("for_s", "faults"), [(0.3, 1), (1.5, 0)])
def test_a_fault_may_have_to_last(for_s: float, faults: int) -> None:
    assert len(faults_of(judge_with(rule(at_most=30, for_s=for_s)), [60.0])[0]) == faults


def test_a_view_that_does_not_show_it_withholds_the_verdict_with_a_reason() -> None:
    form = judge_with(rule(at_most=30, views=["front", "oblique"]))
    assert faults_of(form, [80.0]) == [[]]
    [covered] = form.coverage
    assert (covered.judged, covered.of, covered.reason) == (0, 1, "needs a front or oblique view")


def test_a_measure_without_a_known_error_is_withheld() -> None:
    form = judge_with(rule(measure="rise", at_most=-5, views=["rear"]))
    assert faults_of(form, [10.0], view="rear") == [[]]
    assert form.coverage[0].reason == "its error in a rear view is unknown"


def test_a_mended_fault_is_noted_once_it_is_seen_to_be_gone() -> None:
    form = judge_with(rule(at_most=30))
    seen: list[tuple[float, View]] = [(60.0, "side"), (10.0, "front"), (10.0, "side"), (10.0, "side")]
    mended = []
    for number, (lean, view) in enumerate(seen, start=1):
        faults_of(form, [lean], view=view, first=number)
        mended.append([each.fault for each in form.mended])
    assert mended == [[], [], ["bowed"], []]


def test_a_flickering_view_does_not_switch() -> None:
    watch = ViewWatch()
    views = [watch.update(number / 30, 62.0 if number % 2 else 57.0) for number in range(90)]
    assert set(views) == {views[0]}
    assert watch.update(3.0, 58.0) == views[0]
    turned = [watch.update(3.0 + number / 30, 40.0) for number in range(60)]
    assert turned[-1] == "oblique"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({}, "needs at_least, at_most or both, or a level"),
        ({"measure": None, "at_most": 3}, "needs a measure, or a level of the standard"),
        ({"figure": "duration", "at": "out", "at_least": 1}, "a duration needs no measure"),
        (
            {"measure": None, "figure": "duration", "at": "way", "at_least": 1},
            "a duration is that of one phase",
        ),
        ({"figure": "range", "at": "turn", "at_most": 5}, "a range needs a phase"),
        ({"figure": "drift", "at_least": 5}, "a drift starts at 0"),
        ({"level": "parallel", "at_most": 5}, "a level brings its own measure"),
        ({"at_least": 9, "at_most": 5}, "at_least must be below at_most"),
    ],
)
def test_a_rule_that_makes_no_sense_is_an_error_in_plain_words(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        rule(**changes)


def test_a_level_must_be_one_of_the_standard() -> None:
    squat = load_exercise("squat").model_dump()
    squat["form"] = [{**TABLE, "measure": None, "level": "bottomless", "at": "turn"}]
    with pytest.raises(ValidationError, match="'bowed': the standard has no level 'bottomless'"):
        Exercise.model_validate(squat)


def test_keys_of_older_files_are_still_read() -> None:
    old = rule(at_most=30, both=True, if_alone=False)
    assert (old.severity, old.figure, old.against, old.for_s) == ("moderate", "value", "limit", 0.0)


def test_a_fault_may_be_acted_halfway_and_in_time() -> None:
    squat = load_exercise("squat")
    acted = Acted(back={"trunk_pitch": 30.0}, out_s=0.4)
    clean, faulty = (
        replace(perform(squat, "side", depths=(1.0,), acted=names), faults={"x": acted})
        for names in ((), ("x",))
    )
    assert faulty.reps[0].turn_s - faulty.reps[0].start_s == pytest.approx(0.4)
    pitch = [performance.angles_deg[:, 0].max() for performance in (clean, faulty)]
    assert pitch[1] > pitch[0] + 5


def test_an_acted_fault_is_noticed_and_praised_once_it_is_gone() -> None:
    squat = load_exercise("squat")
    acted = (None, "leaning-forward", None)
    judge, events = Judge(squat), list[Event]()
    for sighting in Truth(perform(squat, "side", depths=(1.0,) * 3, acted=acted, frame_rate=15.0)):
        events += judge.observe(sighting.pose, sighting.time).events
    events += judge.finish().events
    noticed = [each.fault for each in events if isinstance(each, FaultNoticed)]
    assert [(each.name, each.rep) for each in noticed] == [("leaning-forward", 2)]
    assert (noticed[0].severity, noticed[0].drill[:14]) == ("moderate", "Goblet squats:")
    mended = [each for each in events if isinstance(each, FaultMended)]
    assert [(each.fault, each.praise, each.rep_number) for each in mended] == [
        ("leaning-forward", "Chest up, good.", 3)
    ]
