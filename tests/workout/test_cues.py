"""Cues: one at a time, the most important first, not too often, and praise for corrected faults."""

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
    Verdict,
)
from coach.judging.figures.fault_mended import FaultMended
from coach.judging.figures.rep_effort import Tempo
from coach.judging.judge import Judge
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.workout.cues import APART_S, CuePolicy, Cues

PRESS = load_exercise("shoulder-press")
FIRST, SECOND, *_ = (rule.fault for rule in PRESS.form)
CUE = {rule.fault: rule.cue for rule in PRESS.form}
SLOW_S = 4.0


def rep(number: int, verdict: Verdict = "full") -> Rep:
    return Rep(number, "both", 0.0, 1.0, 2.0, 90.0, Tempo(1, 0, 1, 0), verdict, 1.1, "")


def moment(number: int, *faults: str, time: float, verdict: Verdict = "full") -> list[Event]:
    noticed = [
        FaultNoticed(time, 1, Fault(name, name, CUE.get(name, "?"), "", number, time)) for name in faults
    ]
    gone = [name for name in CUE if name not in faults] if verdict == "full" else []
    mended = [FaultMended(time, 1, name, name, f"{name} is gone.", number) for name in gone]
    return [RepCompleted(time, 1, rep(number, verdict)), *noticed, *mended]


def cues_for(
    reps: Iterable[Sequence[str]], policy: CuePolicy | None = None, *, every_s: float = SLOW_S
) -> list[tuple[int, str, str]]:
    """The cues as (rep, kind, fault), for reps given as lists of their faults."""
    cues = Cues(policy)
    chosen: list[tuple[int, str, str]] = []
    for number, faults in enumerate(reps, start=1):
        time = number * every_s
        chosen += [
            (number, c.kind, c.fault) for c in cues.choose(moment(number, *faults, time=time), PRESS, time)
        ]
    return chosen


def test_only_the_most_important_fault_gets_a_cue() -> None:
    assert cues_for([(SECOND, FIRST)]) == [(1, "mend", FIRST)]


def test_a_fault_that_is_not_in_the_file_comes_last() -> None:
    assert cues_for([("foreign", SECOND)]) == [(1, "mend", SECOND)]
    assert cues_for([("foreign",)]) == [(1, "mend", "foreign")]


def test_the_cue_is_the_one_in_the_file() -> None:
    [cue] = Cues().choose(moment(1, FIRST, time=2.0), PRESS, 2.5)
    assert cue == CueGiven(2.5, 1, "mend", FIRST, CUE[FIRST])


def test_the_same_fault_gets_a_cue_every_third_rep() -> None:
    assert cues_for([(FIRST,)] * 8) == [(1, "mend", FIRST), (4, "mend", FIRST), (7, "mend", FIRST)]
    often = CuePolicy(every_reps=1)
    assert cues_for([(FIRST,)] * 3, often) == [(number, "mend", FIRST) for number in (1, 2, 3)]


def test_a_corrected_fault_is_praised_once() -> None:
    assert cues_for([(FIRST,), (), (), ()]) == [(1, "mend", FIRST), (2, "praise", FIRST)]
    assert cues_for([(FIRST,), (FIRST,), (), ()]) == [(1, "mend", FIRST), (3, "praise", FIRST)]
    assert cues_for([(FIRST,), ()], CuePolicy(praise=False)) == [(1, "mend", FIRST)]


def test_a_fault_without_a_cue_is_not_praised() -> None:
    assert cues_for([(), (), ()]) == []
    assert cues_for([(FIRST, SECOND), (FIRST,)]) == [(1, "mend", FIRST)]


def test_a_due_correction_goes_before_praise() -> None:
    assert cues_for([(FIRST,), (SECOND,)], CuePolicy(every_reps=1)) == [
        (1, "mend", FIRST),
        (2, "mend", SECOND),
    ]
    assert cues_for([(FIRST,), (SECOND,)]) == [(1, "mend", FIRST), (2, "praise", FIRST)]


def test_two_cues_are_never_seconds_apart() -> None:
    assert cues_for([(FIRST,), (), ()], every_s=1.0) == [(1, "mend", FIRST)]
    assert cues_for([(FIRST,), (), (), (), ()], every_s=1.0) == [(1, "mend", FIRST), (4, "praise", FIRST)]
    assert cues_for([(FIRST,)] * 5, CuePolicy(every_reps=1), every_s=1.0) == [
        (1, "mend", FIRST),
        (4, "mend", FIRST),
    ]


def test_a_partial_rep_earns_no_praise() -> None:
    cues = Cues()
    assert cues.choose(moment(1, FIRST, time=4.0), PRESS, 4.0)
    assert not cues.choose(moment(2, time=8.0, verdict="partial"), PRESS, 8.0)
    assert [cue.kind for cue in cues.choose(moment(3, time=12.0), PRESS, 12.0)] == ["praise"]


def test_an_undone_rep_has_no_fault_to_correct() -> None:
    cues = Cues()
    assert cues.choose(moment(1, FIRST, time=4.0), PRESS, 4.0)
    assert not cues.choose([RepUndone(6.0, 1, rep(1))], PRESS, 6.0)
    assert not cues.choose(moment(1, time=9.0), PRESS, 9.0)


def test_undoing_another_rep_changes_nothing() -> None:
    cues = Cues()
    assert cues.choose(moment(1, FIRST, time=4.0), PRESS, 4.0)
    cues.choose(moment(2, FIRST, time=8.0), PRESS, 8.0)
    cues.choose([RepUndone(9.0, 1, rep(2))], PRESS, 9.0)
    assert [cue.kind for cue in cues.choose(moment(2, time=12.0), PRESS, 12.0)] == ["praise"]


def test_cues_continue_across_sets() -> None:
    cues = Cues()
    assert cues.choose(moment(8, FIRST, time=20.0), PRESS, 20.0)
    ended = SetSummary(1, PRESS.name, 0.0, 20.0, (), None, "minimum")
    assert not cues.choose([SetEnded(25.0, ended)], PRESS, 25.0)
    assert not cues.choose(moment(1, FIRST, time=90.0), PRESS, 90.0)
    assert [cue.kind for cue in cues.choose(moment(2, time=94.0), PRESS, 94.0)] == ["praise"]


def test_another_exercise_resets_the_cues() -> None:
    """A fault of the last exercise is not praised, and the first fault of the new one need not wait."""
    squat = load_exercise("squat")
    bent = squat.form[0].fault
    cues = Cues()
    assert cues.choose(moment(1, FIRST, time=4.0), PRESS, 4.0)
    assert not cues.choose(moment(1, time=8.0), squat, 8.0)
    assert [cue.fault for cue in cues.choose(moment(2, bent, time=12.0), squat, 12.0)] == [bent]


def test_a_hold_gets_timed_cues_and_praise_once_it_is_mended() -> None:
    plank = load_exercise("plank")
    rule = plank.form[0]
    cues, chosen = Cues(CuePolicy(every_s=10.0)), []
    for second in range(1, 31):
        time = float(second)
        events: list[Event] = [HoldProgressed(time, 1, time)]
        if second % 4 == 0:
            fault = Fault(rule.fault, rule.title, rule.cue, "", None, time)
            events.append(FaultNoticed(time, 1, fault))
        if second == 21:
            events.append(FaultMended(time, 1, rule.fault, rule.title, rule.praise, None))
        chosen += [(cue.time, cue.kind) for cue in cues.choose(events, plank, time)]
    assert chosen == [(4.0, "mend"), (16.0, "mend"), (21.0, "praise"), (28.0, "mend")]


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
def test_cues_are_always_rare_single_and_true(
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
    """The cues for a judged performance."""
    if faulty:
        changed = with_fault(exercise.poses, exercise.form[0].acted)
        exercise = exercise.model_copy(update={"poses": changed})
    judge, cues, chosen = Judge(exercise), Cues(), []
    for sighting in Truth(perform(exercise, view, depths=(1.0,) * reps)):
        chosen += cues.choose(judge.observe(sighting.pose, sighting.time).events, exercise, sighting.time)
    return chosen


def test_visible_faults_get_cues_and_others_never_do() -> None:
    squat = load_exercise("squat")
    assert [cue.text for cue in performed(squat, "side", 4, faulty=True)] == [
        "A little deeper.",
        "A little deeper.",
    ]
    assert performed(squat, "front", 4, faulty=True) == []
    assert performed(squat, "side", 2, faulty=False) == []
