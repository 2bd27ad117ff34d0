"""The logbook: what is written when, and what remains after an error."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, event

from coach.errors import HistoryLocked
from coach.judging.events import HoldProgressed, Rep, RepCompleted, RepUndone, SetEnded, SetStarted
from coach.judging.figures.rep_effort import Tempo
from coach.sinks.logbook import Logbook
from coach.store.history import open_history
from coach.store.records import WorkoutRecord
from coach.store.spool import import_spool_files, spool_files
from tests.store.workouts import (
    HASHES,
    LEANING,
    counted_set,
    facts,
    faulty_set,
    held_set,
    mixed_sets,
    moment,
    moments_of,
    remember,
    rep,
    summary_of,
)


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "coach.sqlite3"


def remembered(database: Path) -> list[WorkoutRecord]:
    with open_history(database) as history:
        return history.recent(unbegun=True)


def test_every_rep_is_saved_as_soon_as_it_is_complete(database: Path) -> None:
    done = counted_set([rep(1), rep(2), rep(3)])
    with Logbook(facts(), database) as logbook:
        counts = []
        for each in moments_of(done):
            logbook.receive(each)
            (workout,) = remembered(database)
            counts.append(len(workout.reps))
            assert workout.state == "running"
        logbook.conclude(summary_of(done), interrupted=False)
    assert counts == [0, 0, 1, 1, 2, 2, 3]
    (workout,) = remembered(database)
    assert (workout.id, workout.state) == (logbook.workout_id, "finished")


def test_a_fault_is_saved_with_its_rep(database: Path) -> None:
    done = faulty_set()
    with Logbook(facts(), database) as logbook:
        counts = []
        for each in moments_of(done):
            logbook.receive(each)
            (workout,) = remembered(database)
            counts.append(sum(len(saved_set.summary.faults) for saved_set in workout.sets))
        logbook.conclude(summary_of(done), interrupted=False)
    assert counts == [0, 0, 1, 1, 2, 2, 3]
    assert remembered(database)[0].sets[0].summary.faults == done.faults


def test_a_hold_is_saved_to_the_second(database: Path) -> None:
    with Logbook(facts(exercise="plank"), database) as logbook:
        logbook.receive(moment(2.0, SetStarted(2.0, 1, "plank")))
        for second in range(1, 6):
            logbook.receive(moment(2.0 + second, HoldProgressed(2.0 + second, 1, float(second))))
            (workout,) = remembered(database)
            assert workout.hold_s == second
        logbook.conclude(summary_of(held_set(5.4), exercise="plank"), interrupted=False)
    (workout,) = remembered(database)
    assert (workout.hold_s, workout.sets[0].summary.end_s) == (5.4, 7.4)


def test_numpy_numbers_come_back_as_numbers(database: Path) -> None:
    small = np.float32
    figures = Tempo(small(1), small(2), small(3), small(4))  # type: ignore[arg-type]
    odd = Rep(1, "both", small(1), small(2), small(3), small(90), figures, "full", small(1.5), "")  # type: ignore[arg-type]
    done = counted_set([odd])
    with Logbook(facts(), database) as logbook:
        logbook.receive(moment(3.0, RepCompleted(3.0, 1, odd)))
        logbook.conclude(summary_of(done), interrupted=False)
    (saved,) = remembered(database)[0].reps
    assert (saved.rom_deg, saved.tempo, saved.share) == (90.0, Tempo(1.0, 2.0, 3.0, 4.0), 1.5)


def test_a_rep_in_the_summary_alone_is_saved(database: Path) -> None:
    """The last rep may be in the summary alone."""
    done = counted_set([rep(1), rep(2)])
    with Logbook(facts(), database) as logbook:
        for each in moments_of(done)[:-2]:
            logbook.receive(each)
        logbook.conclude(summary_of(done, events=(SetEnded(9.0, done),)), interrupted=False)
    (workout,) = remembered(database)
    assert [each.summary for each in workout.sets] == [done]


def test_an_empty_set_is_not_saved(database: Path) -> None:
    with Logbook(facts(), database) as logbook:
        logbook.receive(moment(1.0, SetStarted(1.0, 1, "squat")))
        logbook.conclude(summary_of(), interrupted=False)
    (workout,) = remembered(database)
    assert (workout.sets, workout.exercises, workout.full) == ((), ("squat",), 0)


def test_a_recognised_set_is_saved_with_its_exercise(database: Path) -> None:
    """Live at its first rep, in a film at the end, even without events."""
    live, late = mixed_sets()[:2]
    with Logbook(facts(exercise=None), database) as logbook:
        for each in moments_of(live):
            logbook.receive(each)
        (workout,) = remembered(database)
        assert [(each.summary.exercise, each.exercise_sha256) for each in workout.sets] == [
            ("squat", HASHES["squat"])
        ]
        logbook.conclude(summary_of(live, late, exercise=None), interrupted=False)
    (workout,) = remembered(database)
    assert [each.summary for each in workout.sets] == [live, late]
    assert [each.exercise_sha256 for each in workout.sets] == [HASHES["squat"], HASHES["push-up"]]


def test_each_set_is_saved_with_the_target_of_its_exercise(database: Path) -> None:
    """Reps or seconds, depending on the recognised exercise."""
    about = replace(facts(exercise=None), targets={"squat": 12, "push-up": None, "plank": 45})
    remember(database, about, *mixed_sets())
    assert [each.target for each in remembered(database)[0].sets] == [12, None, 45]


def test_a_numpy_confidence_is_saved_as_a_number(database: Path) -> None:
    [sure, *_] = mixed_sets()
    remember(database, facts(exercise=None), replace(sure, confidence=np.float32(0.75)))  # type: ignore[arg-type]
    (workout,) = remembered(database)
    assert workout.sets[0].summary.confidence == 0.75


def test_ctrl_c_saves_the_count(database: Path) -> None:
    logbook = remember(database, facts(), counted_set([rep(1), rep(2)]), interrupted=True)
    (workout,) = remembered(database)
    assert (workout.id, workout.state, workout.full) == (logbook.workout_id, "interrupted", 2)


def test_ctrl_c_before_the_first_rep_leaves_nothing(database: Path) -> None:
    assert remember(database, facts(), interrupted=True).workout_id is None
    assert remembered(database) == []


def test_an_error_saves_the_count(database: Path) -> None:
    with pytest.raises(ZeroDivisionError), Logbook(facts(), database) as logbook:
        for each in moments_of(counted_set([rep(1), rep(2)])):
            logbook.receive(each)
        raise ZeroDivisionError
    (workout,) = remembered(database)
    assert (workout.state, workout.full, workout.frames, workout.seen_share) == ("interrupted", 2, 5, 0.0)


def test_a_short_lock_costs_nothing(database: Path) -> None:
    done = counted_set([rep(1), rep(2)])
    with Logbook(facts(), database, patience_s=0.05) as logbook:
        with closing(sqlite3.connect(database)) as other:
            other.execute("BEGIN IMMEDIATE")
            for each in moments_of(done):
                logbook.receive(each)
            assert remembered(database)[0].full == 0
        logbook.conclude(summary_of(done), interrupted=False)
        assert spool_files(database) == [], "what was put aside meanwhile is gone"
    assert [each.summary for each in remembered(database)[0].sets] == [done]


def test_a_set_recognised_differently_later_is_replaced(database: Path) -> None:
    """Live recognition: one 'lunge' is removed, and squats are counted under the same set number."""
    lunge, squats = counted_set([rep(1)], exercise="lunge"), counted_set([rep(1), rep(2), rep(3)])
    about = replace(facts(exercise=None, kind="live", sha256=None), targets={"squat": 12, "lunge": 8})
    with Logbook(about, database) as logbook:
        for each in moments_of(lunge):
            logbook.receive(each)
        logbook.receive(moment(8.0, RepUndone(8.0, 1, lunge.reps[0])))
        assert remembered(database)[0].sets == (), "not even as 'lunge 0'"
        for each in moments_of(squats):
            logbook.receive(each)
            [workout] = remembered(database)
            assert {saved_set.summary.exercise for saved_set in workout.sets} <= {"squat"}, (
                "nor if it is killed now"
            )
        logbook.conclude(summary_of(squats, exercise=None), interrupted=False)
    [workout] = remembered(database)
    assert [
        (saved_set.summary, saved_set.target, saved_set.exercise_sha256) for saved_set in workout.sets
    ] == [(squats, 12, HASHES["squat"])]


def test_at_the_end_the_summary_replaces_what_was_written(database: Path) -> None:
    """Another exercise, a discarded set, a removed rep and another range are all settled by one rule."""
    about = replace(facts(exercise=None), targets={"squat": 12, "push-up": 5})
    with Logbook(about, database) as logbook:
        for each in (counted_set([rep(1), rep(2)], exercise="lunge"), counted_set([rep(3)], number=2)):
            for happened in moments_of(replace(each, faults=(LEANING,))):
                logbook.receive(happened)
        result = counted_set([rep(1, 60.0)], exercise="push-up", range_used="mine")
        logbook.conclude(summary_of(result, exercise=None), interrupted=False)
    [workout] = remembered(database)
    assert [(each.summary, each.target) for each in workout.sets] == [(result, 5)]


def test_a_lasting_lock_does_not_lose_the_count(database: Path) -> None:
    done = counted_set([rep(1), rep(2)])
    first, second = moments_of(counted_set([rep(1)])), moments_of(done)[-1]
    with (
        closing(sqlite3.connect(database)) as other,
        Logbook(facts(), database, patience_s=0.05) as logbook,
    ):
        for each in first:
            logbook.receive(each)
        other.execute("BEGIN IMMEDIATE")
        logbook.receive(second)
        assert len(spool_files(database)) == 1, "nor if it is killed now"
        logbook.conclude(summary_of(done), interrupted=False)
    assert isinstance(logbook.unsaved, HistoryLocked)
    (workout,) = remembered(database)
    assert (workout.state, workout.full) == ("interrupted", 1), "what was committed before stays"
    assert logbook.workout_id == workout.id
    assert [each.workout_id for each in import_spool_files(database)] == [workout.id]
    assert [each.summary for each in remembered(database)[0].sets] == [done]
    assert (remembered(database)[0].state, spool_files(database)) == ("finished", [])


def test_locked_from_the_first_rep_on_it_has_no_number(database: Path) -> None:
    done = counted_set([rep(1)])
    with closing(sqlite3.connect(database)) as other, Logbook(facts(), database, patience_s=0.05) as logbook:
        other.execute("BEGIN IMMEDIATE")
        for each in moments_of(done):
            logbook.receive(each)
        logbook.conclude(summary_of(done), interrupted=False)
    assert isinstance(logbook.unsaved, HistoryLocked)
    assert logbook.workout_id is None


def test_the_first_error_is_reported(database: Path) -> None:
    with (
        closing(sqlite3.connect(database)) as other,
        pytest.raises(ZeroDivisionError),
        Logbook(facts(), database, patience_s=0.05),
    ):
        other.execute("BEGIN IMMEDIATE")
        raise ZeroDivisionError


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on a file's size there")
def test_a_full_disk_does_not_lose_the_count(database: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(database)], capture_output=True, text=True, timeout=60
    )
    assert (ran.stderr, ran.stdout) == ("", "HistoryUnreachable\n")
    [taken] = import_spool_files(database)
    assert taken.workout_id is not None
    [workout] = remembered(database)
    assert (workout.id, workout.full, workout.state) == (taken.workout_id, 4, "finished")


FULL = """
import resource, signal, sys
from pathlib import Path
from coach.sinks.logbook import Logbook
from tests.store.workouts import counted_set, facts, moments_of, rep, summary_of
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # writing on fails, as on a full disk
database = Path(sys.argv[1])
done = counted_set([rep(number) for number in range(1, 5)])
with Logbook(facts(), database) as logbook:
    full = database.with_name(database.name + "-wal").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))
    for each in moments_of(done):
        logbook.receive(each)
    logbook.conclude(summary_of(done), interrupted=False)
    print(type(logbook.unsaved).__name__)
"""


def test_ctrl_c_while_writing_neither_loses_nor_doubles_anything(database: Path) -> None:
    """It arrives before the commit, and again after the commit but before it is registered."""
    done = counted_set([rep(1), rep(2)])
    begun, completed, *_ = (each for each in moments_of(done) if each.observation.events)

    def interrupt(_: object) -> None:
        raise KeyboardInterrupt

    with Logbook(facts(), database) as logbook:
        logbook.receive(begun)
        event.listen(Engine, "commit", interrupt)
        try:
            with pytest.raises(KeyboardInterrupt):
                logbook.receive(completed)
        finally:
            event.remove(Engine, "commit", interrupt)
        assert remembered(database)[0].reps == ()
        logbook.receive(completed)
        logbook.receive(completed)
        logbook.conclude(summary_of(done), interrupted=True)
    assert [each.summary for each in remembered(database)[0].sets] == [done]


def test_frames_without_events_are_cheap(database: Path) -> None:
    """A frame without events writes nothing: it costs a fraction of one with a rep."""
    idle, done = moment(1.0), counted_set([rep(number) for number in range(1, 101)])
    with Logbook(facts(), database) as logbook:
        began = time.perf_counter()
        for _ in range(10_000):
            logbook.receive(idle)
        idle_s = (time.perf_counter() - began) / 10_000
        began = time.perf_counter()
        for each in moments_of(done):
            logbook.receive(each)
        rep_s = (time.perf_counter() - began) / 100
    assert idle_s < rep_s / 20
