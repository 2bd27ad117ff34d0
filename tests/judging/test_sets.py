"""A closed set lists its reps by time, also those that were told late."""

from __future__ import annotations

from coach.catalogue.library import load_exercise
from coach.judging.events import Fault, FaultNoticed, Rep, RepCompleted, SetEnded
from coach.judging.figures.rep_effort import Tempo
from coach.judging.judge import Judge
from coach.judging.set_tally import SetTally
from coach.judging.sets import Sets
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def _rep(number: int, start_s: float, pause_s: float = 0.0) -> Rep:
    tempo = Tempo(1.0, 0.0, 1.0, pause_s)
    return Rep(number, "both", start_s, start_s + 1.0, start_s + 2.0, 90.0, tempo, "full", 1.0, "reached")


def _fault(rep: int, time: float) -> Fault:
    return Fault("leaning", "trunk far forward", "Chest up.", "70°, at most 64° required", rep, time)


def _closed(*reps: Rep, faults: tuple[Fault, ...] = ()) -> Sets:
    sets = Sets("squat")
    sets.start(10.0, reps[0].start_s)
    for rep in reps:
        sets.add(rep)
    for fault in faults:
        sets.add_fault(fault)
    sets.end(20.0)
    return sets


def test_a_rep_told_late_is_listed_where_it_belongs() -> None:
    sets = _closed(_rep(1, 2.0), _rep(2, 8.0, pause_s=4.0), _rep(3, 5.0), faults=(_fault(2, 9.0),))
    [summary] = sets.closed
    assert [(rep.number, rep.start_s) for rep in summary.reps] == [(1, 2.0), (2, 5.0), (3, 8.0)]
    assert [fault.rep for fault in summary.faults] == [3]
    assert [rep.tempo.pause_contracted for rep in summary.reps] == [0.0, 0.0, 1.0]


def test_undo_after_a_set_removes_the_last_rep_by_time() -> None:
    sets = _closed(_rep(1, 2.0), _rep(2, 8.0), _rep(3, 5.0), faults=(_fault(2, 9.0),))
    [undone] = sets.undo(21.0)
    assert undone.rep.start_s == 8.0
    assert [rep.start_s for rep in sets.closed[0].reps] == [2.0, 5.0]
    assert sets.closed[0].faults == ()


def test_reps_told_in_order_keep_their_pauses() -> None:
    reps = _rep(1, 2.0), _rep(2, 8.0, pause_s=4.0)
    assert _closed(*reps).closed[0].reps == reps


def test_a_rep_told_late_does_not_shorten_the_set() -> None:
    tally = SetTally("minimum", "squat")
    for rep in (_rep(1, 5.0), _rep(2, 2.0)):
        tally.add(RepCompleted(10.0, 1, rep))
    assert (tally.sets[1].start_s, tally.sets[1].end_s) == (2.0, 7.0)


def test_a_set_that_is_cut_off_keeps_the_fault_of_its_last_rep() -> None:
    squat = load_exercise("squat")
    bowed = perform(squat, "side", depths=(1.0, 1.0), acted=(None, "leaning-forward"))
    judge = Judge(squat)
    cut_s = bowed.reps[-1].turn_s + 0.8 * (bowed.reps[-1].end_s - bowed.reps[-1].turn_s)
    for sighting in Truth(bowed):
        if sighting.time <= cut_s:
            judge.observe(sighting.pose, sighting.time)
    events = judge.end_set(cut_s, cut=True)
    [noticed] = [each for each in events if isinstance(each, FaultNoticed)]
    [ended] = [each for each in events if isinstance(each, SetEnded)]
    assert (noticed.fault.rep, ended.summary.faults) == (2, (noticed.fault,))
    assert judge.finish().sets == (ended.summary,)
