"""The logbook during a live workout: corrections, resuming, and no waiting."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.judging.events import CountCorrected, RepUndone, SetStarted, SetSummary
from coach.sinks.logbook import Logbook
from coach.store.history import open_history
from coach.store.run_lock import running
from coach.store.schema import PATIENCE_S, WRITES, open_database
from coach.store.writer import begin_workout
from tests.sinks.test_logbook import database, remembered
from tests.store.workouts import LEANING, counted_set, facts, moment, moments_of, remember, rep, summary_of

__all__ = ["database"]


def test_corrections_by_hand_are_saved(database: Path) -> None:
    done = replace(counted_set([rep(1), rep(2), rep(3)]), added=2, faults=(LEANING,))
    with Logbook(facts(), database) as logbook:
        for each in moments_of(replace(done, added=0)):
            logbook.receive(each)
        logbook.receive(moment(20.0, RepUndone(20.0, 1, done.reps[-1])))
        logbook.receive(moment(21.0, CountCorrected(21.0, 1, 2, 4)))
        (workout,) = remembered(database)
        assert (workout.full, len(workout.reps)) == (4, 2)
        left = replace(done, reps=done.reps[:-1])
        logbook.conclude(summary_of(left), interrupted=False)
    (workout,) = remembered(database)
    assert (workout.full, workout.sets[0].summary.added) == (4, 2)


def test_a_set_with_every_rep_undone_is_gone(database: Path) -> None:
    done = counted_set([rep(1)])
    with Logbook(facts(), database) as logbook:
        for each in moments_of(done):
            logbook.receive(each)
        logbook.receive(moment(20.0, RepUndone(20.0, 1, done.reps[0])))
        (workout,) = remembered(database)
        assert workout.sets == (), "at once"
        logbook.conclude(summary_of(replace(done, reps=())), interrupted=False)
    (workout,) = remembered(database)
    assert workout.sets == ()


def test_an_interrupted_workout_resumes(database: Path) -> None:
    first = counted_set([rep(1), rep(2)])
    remember(database, facts(sha256=None, kind="live"), first, interrupted=True)
    second = counted_set([rep(1), rep(2), rep(3)], number=2)
    with (
        running(database, 1),
        Logbook(facts(sha256=None, kind="live"), database, resume_id=1, live_patience_s=0.1) as logbook,
    ):
        assert remembered(database)[0].state == "running"
        for each in moments_of(second):
            logbook.receive(each)
        logbook.conclude(summary_of(second), interrupted=False)
    (workout,) = remembered(database)
    assert (workout.id, workout.state, workout.full) == (1, "finished", 5)
    assert [each.summary.number for each in workout.sets] == [1, 2]


@pytest.mark.parametrize("is_swept", [False, True])
def test_a_workout_interrupted_before_its_first_rep_resumes(database: Path, is_swept: bool) -> None:
    """Even if another workout has deleted it in the meantime."""
    about = facts(sha256=None, kind="live")
    with open_database(database) as engine, engine.execution_options(**WRITES).begin() as connection:
        begin_workout(connection, about, datetime.now(UTC))
    if is_swept:
        remember(database, about, counted_set([rep(1)], exercise="lunge"))
    done = counted_set([rep(1), rep(2)])
    with running(database, 1), Logbook(about, database, resume_id=1) as logbook:
        for each in moments_of(done):
            logbook.receive(each)
        logbook.conclude(summary_of(done), interrupted=False)
    with open_history(database) as history:
        workout = history.workout(logbook.workout_id or 0)
    assert ([each.summary for each in workout.sets], workout.state) == ([done], "finished")


def test_a_set_added_by_hand_alone_is_saved(database: Path) -> None:
    with Logbook(facts(sha256=None, kind="live"), database) as logbook:
        logbook.receive(moment(1.0, SetStarted(1.0, 1, "squat"), CountCorrected(1.0, 1, 3, 3)))
        by_hand = SetSummary(1, "squat", 1.0, 1.0, (), None, "minimum", added=3)
        logbook.conclude(summary_of(by_hand), interrupted=True)
    assert [each.full for each in remembered(database)] == [3]


def test_a_workout_without_reps_is_not_saved(database: Path) -> None:
    assert remember(database, facts(sha256=None, kind="live")).workout_id is None
    assert remembered(database) == []


def test_a_live_workout_does_not_wait_for_a_lock(database: Path) -> None:
    done = counted_set([rep(1), rep(2)])
    with Logbook(facts(), database, live_patience_s=0.05) as logbook:
        with closing(sqlite3.connect(database, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            began = time.monotonic()
            for each in moments_of(done):
                logbook.receive(each)
            took_s = time.monotonic() - began
            other.execute("ROLLBACK")
        logbook.conclude(summary_of(done), interrupted=False)
    assert took_s < PATIENCE_S
    assert remembered(database)[0].full == 2
