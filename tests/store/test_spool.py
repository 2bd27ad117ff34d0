"""What the database could not take waits beside it, whole and private, until it can."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from coach.errors import HistoryLocked
from coach.sinks.logbook import Logbook
from coach.store.history import open_history
from coach.store.records import WorkoutRecord
from coach.store.spool import take_in, waiting
from tests.store.workouts import (
    counted_set,
    facts,
    faulty_set,
    mixed_sets,
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
        return history.recent()


def locked_out(database: Path) -> Path:
    """A workout whose end met a lock; the file that it was put aside in."""
    with closing(sqlite3.connect(database)) as other, Logbook(facts(), database, patience_s=0.02) as logbook:
        other.execute("BEGIN IMMEDIATE")
        for each in moments_of(faulty_set()):
            logbook.receive(each)
        logbook.conclude(summary_of(faulty_set()), interrupted=False)
    assert isinstance(logbook.unsaved, HistoryLocked)
    assert logbook.put_aside is not None
    return logbook.put_aside


def test_it_is_taken_in_whole_and_once(database: Path) -> None:
    file = locked_out(database)
    assert waiting(database) == [file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.workout_id for each in take_in(database)] == [1]
    [workout] = remembered(database)
    assert [each.summary for each in workout.sets] == [faulty_set()]
    assert workout.sets[0].seen_frame_rate is not None
    assert (workout.state, workout.frames, workout.view) == ("finished", 200, "side")
    assert (take_in(database), waiting(database)) == ([], [])


def test_what_was_swept_away_meanwhile_is_remembered_anew(database: Path) -> None:
    """Its number may be somebody else's by then."""
    locked_out(database)
    remember(database, facts(sha256="2" * 64, exercise="push-up"), counted_set([rep(1)], exercise="push-up"))
    take_in(database)
    assert sorted((each.exercises, each.full) for each in remembered(database)) == [
        (("push-up",), 1),
        (("squat",), 3),
    ]


def test_it_keeps_every_kind_of_set(database: Path) -> None:
    about = facts(exercise=None, kind="live", sha256=None, weight_kg=20.0)
    with closing(sqlite3.connect(database)) as other, Logbook(about, database, patience_s=0.02) as logbook:
        other.execute("BEGIN IMMEDIATE")
        logbook.conclude(summary_of(*mixed_sets(), exercise=None), interrupted=True)
    take_in(database)
    [workout] = remembered(database)
    assert tuple(each.summary for each in workout.sets) == mixed_sets()
    assert ({each.weight_kg for each in workout.sets}, workout.state) == ({20.0}, "interrupted")


def test_while_the_lock_lasts_it_goes_on_waiting(database: Path) -> None:
    file = locked_out(database)
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryLocked):
            take_in(database, patience_s=0.02)
    assert waiting(database) == [file]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"format": 2}', b"[" * 100_000])
def test_a_damaged_file_is_left_alone_and_stops_nothing(database: Path, content: bytes) -> None:
    sound = locked_out(database)
    damaged = sound.with_name(f"{database.name}.unsaved-0.json")
    damaged.write_bytes(content)
    assert [(each.file, each.workout_id) for each in take_in(database)] == [(damaged, None), (sound, 1)]
    assert waiting(database) == [damaged]


KILLED = """
import os, signal, sqlite3, sys
from pathlib import Path
from coach.sinks.logbook import Logbook
from tests.store.workouts import counted_set, facts, moments_of, rep
database = Path(sys.argv[1])
other = sqlite3.connect(database)
with Logbook(facts(), database, patience_s=0.02) as logbook:
    other.execute("BEGIN IMMEDIATE")
    for each in moments_of(counted_set([rep(1), rep(2)])):
        logbook.receive(each)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_killed_while_the_lock_lasts_it_loses_nothing(database: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(database)], timeout=60, check=False)
    assert remembered(database) == []
    take_in(database)
    [workout] = remembered(database)
    assert (workout.full, workout.state) == (2, "interrupted")
