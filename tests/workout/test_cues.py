"""Cues: one at a time, the most important first, seldom enough, and praise where something was mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import given
from hypothesis import strategies as st

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.catalogue.poses import with_fault
from coach.judging.events import (
    CueGiven,
    Event,
    Fault,
    FaultNoticed,
    HoldProgressed,
    Rep,
    RepCompleted,
    RepUndone,
    SetEnded,
    SetSummary,
    Tempo,
    Verdict,
)
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.workout.cues import APART_S, CuePolicy, Cues

PRESS = load_exercise("shoulder-press")
FIRST, SECOND = (rule.fault for rule in PRESS.form)
CUE = {rule.fault: rule.cue for rule in PRESS.form}
SLOW_S = 4.0


def rep(number: int, verdict: Verdict = "full") -> Rep:
    return Rep(number, "both", 0.0, 1.0, 2.0, 90.0, Tempo(1, 0, 1, 0), verdict, 1.1, "")


def moment(number: int, *faults: str, time: float, verdict: Verdict = "full") -> list[Event]:
    noticed = [
        FaultNoticed(time, 1, Fault(name, name, CUE.get(name, "?"), "", number, time)) for name in faults
    ]
    return [RepCompleted(time, 1, rep(number, verdict)), *noticed]


def said(
    reps: Iterable[Sequence[str]], policy: CuePolicy | None = None, *, every_s: float = SLOW_S
) -> list[tuple[int, str, str]]:
    """After which repetition what was said of which fault; each repetition is the list of its faults."""
    cues = Cues(policy)
    told: list[tuple[int, str, str]] = []
    for number, faults in enumerate(reps, start=1):
        time = number * every_s
        told += [
            (number, c.kind, c.fault) for c in cues.choose(moment(number, *faults, time=time), PRESS, time)
        ]
    return told


def test_the_most_important_of_several_comes_first_and_alone() -> None:
    assert said([(SECOND, FIRST)]) == [(1, "mend", FIRST)]


def test_a_fault_of_which_the_file_says_nothing_comes_last() -> None:
    assert said([("foreign", SECOND)]) == [(1, "mend", SECOND)]
    assert said([("foreign",)]) == [(1, "mend", "foreign")]


def test_what_is_said_is_the_cue_of_the_file() -> None:
    [cue] = Cues().choose(moment(1, FIRST, time=2.0), PRESS, 2.5)
    assert cue == CueGiven(2.5, 1, "mend", FIRST, CUE[FIRST])


def test_the_same_fault_is_said_at_every_third_repetition() -> None:
    assert said([(FIRST,)] * 8) == [(1, "mend", FIRST), (4, "mend", FIRST), (7, "mend", FIRST)]
    often = CuePolicy(every_reps=1)
    assert said([(FIRST,)] * 3, often) == [(number, "mend", FIRST) for number in (1, 2, 3)]


def test_what_is_mended_is_praised_once() -> None:
    assert said([(FIRST,), (), (), ()]) == [(1, "mend", FIRST), (2, "praise", FIRST)]
    assert said([(FIRST,), (FIRST,), (), ()]) == [(1, "mend", FIRST), (3, "praise", FIRST)]
    assert said([(FIRST,), ()], CuePolicy(praise=False)) == [(1, "mend", FIRST)]


def test_what_was_never_said_is_not_praised() -> None:
    assert said([(), (), ()]) == []
    assert said([(FIRST, SECOND), (FIRST,)]) == [(1, "mend", FIRST)]


def test_something_else_to_mend_goes_before_praise_once_it_may_be_said() -> None:
    assert said([(FIRST,), (SECOND,)], CuePolicy(every_reps=1)) == [(1, "mend", FIRST), (2, "mend", SECOND)]
    assert said([(FIRST,), (SECOND,)]) == [(1, "mend", FIRST), (2, "praise", FIRST)]


def test_two_never_come_within_a_few_seconds() -> None:
    assert said([(FIRST,), (), ()], every_s=1.0) == [(1, "mend", FIRST)]
    assert said([(FIRST,), (), (), (), ()], every_s=1.0) == [(1, "mend", FIRST), (4, "praise", FIRST)]
    assert said([(FIRST,)] * 5, CuePolicy(every_reps=1), every_s=1.0) == [
        (1, "mend", FIRST),
        (4, "mend", FIRST),
    ]


def test_a_partial_repetition_proves_nothing() -> None:
    cues = Cues()
    assert cues.choose(moment(1, FIRST, time=4.0), PRESS, 4.0)
    assert not cues.choose(moment(2, time=8.0, verdict="partial"), PRESS, 8.0)
    assert [cue.kind for cue in cues.choose(moment(3, time=12.0), PRESS, 12.0)] == ["praise"]


def test_a_repetition_that_was_none_had_nothing_to_mend() -> None:
    cues = Cues()
    assert cues.choose(moment(1, FIRST, time=4.0), PRESS, 4.0)
    assert not cues.choose([RepUndone(6.0, 1, rep(1))], PRESS, 6.0)
    assert not cues.choose(moment(1, time=9.0), PRESS, 9.0)


def test_another_that_was_none_changes_nothing() -> None:
    cues = Cues()
    assert cues.choose(moment(1, FIRST, time=4.0), PRESS, 4.0)
    cues.choose(moment(2, FIRST, time=8.0), PRESS, 8.0)
    cues.choose([RepUndone(9.0, 1, rep(2))], PRESS, 9.0)
    assert [cue.kind for cue in cues.choose(moment(2, time=12.0), PRESS, 12.0)] == ["praise"]


def test_the_next_set_goes_on_where_the_last_one_was() -> None:
    cues = Cues()
    assert cues.choose(moment(8, FIRST, time=20.0), PRESS, 20.0)
    ended = SetSummary(1, PRESS.name, 0.0, 20.0, (), None, "minimum")
    assert not cues.choose([SetEnded(25.0, ended)], PRESS, 25.0)
    assert not cues.choose(moment(1, FIRST, time=90.0), PRESS, 90.0)
    assert [cue.kind for cue in cues.choose(moment(2, time=94.0), PRESS, 94.0)] == ["praise"]


def test_another_exercise_has_faults_of_its_own() -> None:
    """What was said in one is not praised in the next, and its own first fault need not wait."""
    squat = load_exercise("squat")
    bent = squat.form[0].fault
    cues = Cues()
    assert cues.choose(moment(1, FIRST, time=4.0), PRESS, 4.0)
    assert not cues.choose(moment(1, time=8.0), squat, 8.0)
    assert [cue.fault for cue in cues.choose(moment(2, bent, time=12.0), squat, 12.0)] == [bent]


def test_a_hold_is_cued_by_the_clock_and_not_praised() -> None:
    plank = load_exercise("plank")
    [rule] = plank.form
    cues, told = Cues(CuePolicy(every_s=10.0)), []
    for second in range(1, 31):
        time = float(second)
        events: list[Event] = [HoldProgressed(time, 1, time)]
        if second % 4 == 0:
            fault = Fault(rule.fault, rule.title, rule.cue, "", None, time)
            events.append(FaultNoticed(time, 1, fault))
        told += [(cue.time, cue.kind) for cue in cues.choose(events, plank, time)]
    assert told == [(4.0, "mend"), (16.0, "mend"), (28.0, "mend")]


@given(
    reps=st.lists(
        st.tuples(
            st.sets(st.sampled_from([FIRST, SECOND])), st.sampled_from(["full", "partial"]), st.floats(0.3, 6)
        ),
        max_size=40,
    ),
    every_reps=st.integers(1, 6),
    praise=st.booleans(),
)
def test_whatever_happens_it_is_seldom_one_and_true(
    reps: list[tuple[set[str], Verdict, float]], every_reps: int, praise: bool
) -> None:
    cues, time = Cues(CuePolicy(every_reps=every_reps, praise=praise)), 0.0
    last_s, last_mend, cued = -APART_S, -every_reps, ""
    for number, (faults, verdict, took_s) in enumerate(reps, start=1):
        time += took_s
        given_now = cues.choose(moment(number, *sorted(faults), time=time, verdict=verdict), PRESS, time)
        assert len(given_now) <= 1
        for cue in given_now:
            assert cue.time - last_s >= APART_S
            last_s = time
            if cue.kind == "mend":
                assert cue.fault == min(faults, key=[FIRST, SECOND].index)
                assert number - last_mend >= every_reps
                last_mend, cued = number, cue.fault
            else:
                assert praise
                assert cue.fault == cued
                assert cued not in faults
                assert verdict == "full"
                cued = ""


def performed(exercise: Exercise, view: View, reps: int, *, faulty: bool) -> list[CueGiven]:
    """What is said of a performance that the judge sees."""
    if faulty:
        changed = with_fault(exercise.poses, exercise.form[0].acted)
        exercise = exercise.model_copy(update={"poses": changed})
    judge, cues, told = Judge(exercise), Cues(), []
    for sighting in Truth(perform(exercise, view, depths=(1.0,) * reps)):
        told += cues.choose(judge.observe(sighting.pose, sighting.time).events, exercise, sighting.time)
    return told


def test_what_the_judge_notices_is_said_and_what_the_view_withholds_never() -> None:
    squat = load_exercise("squat")
    assert [cue.text for cue in performed(squat, "side", 4, faulty=True)] == ["Chest up.", "Chest up."]
    assert performed(squat, "front", 4, faulty=True) == []
    assert performed(squat, "side", 2, faulty=False) == []
