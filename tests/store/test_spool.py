"""Spool files: complete and private, imported when the database can be written again."""

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
from coach.store.spool import import_spool_files, spool_files
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


def saved(database: Path) -> list[WorkoutRecord]:
    with open_history(database) as history:
        return history.recent()


def locked_out(database: Path) -> Path:
    """Save a workout while the database is locked; return its spool file."""
    with closing(sqlite3.connect(database)) as other, Logbook(facts(), database, patience_s=0.02) as logbook:
        other.execute("BEGIN IMMEDIATE")
        for each in moments_of(faulty_set()):
            logbook.receive(each)
        logbook.conclude(summary_of(faulty_set()), interrupted=False)
    assert isinstance(logbook.unsaved, HistoryLocked)
    assert logbook.spool_file is not None
    return logbook.spool_file


def test_it_is_imported_completely_and_once(database: Path) -> None:
    file = locked_out(database)
    assert spool_files(database) == [file]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [each.workout_id for each in import_spool_files(database)] == [1]
    [workout] = saved(database)
    assert [each.summary for each in workout.sets] == [faulty_set()]
    assert workout.sets[0].seen_frame_rate is not None
    assert (workout.state, workout.frames, workout.view) == ("finished", 200, "side")
    assert (import_spool_files(database), spool_files(database)) == ([], [])


def test_a_workout_deleted_meanwhile_is_saved_as_a_new_one(database: Path) -> None:
    """By then, another workout may have its number."""
    locked_out(database)
    remember(database, facts(sha256="2" * 64, exercise="push-up"), counted_set([rep(1)], exercise="push-up"))
    import_spool_files(database)
    assert sorted((each.exercises, each.full) for each in saved(database)) == [
        (("push-up",), 1),
        (("squat",), 3),
    ]


def test_it_stores_every_kind_of_set(database: Path) -> None:
    about = facts(exercise=None, kind="live", sha256=None, weight_kg=20.0)
    with closing(sqlite3.connect(database)) as other, Logbook(about, database, patience_s=0.02) as logbook:
        other.execute("BEGIN IMMEDIATE")
        logbook.conclude(summary_of(*mixed_sets(), exercise=None), interrupted=True)
    import_spool_files(database)
    [workout] = saved(database)
    assert tuple(each.summary for each in workout.sets) == mixed_sets()
    assert ({each.weight_kg for each in workout.sets}, workout.state) == ({20.0}, "interrupted")


def test_while_the_lock_lasts_the_file_stays(database: Path) -> None:
    file = locked_out(database)
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryLocked):
            import_spool_files(database, patience_s=0.02)
    assert spool_files(database) == [file]


@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b"[]", b'{"format": 2}', b"[" * 100_000])
def test_a_damaged_file_is_left_alone_and_does_not_stop_the_others(database: Path, content: bytes) -> None:
    sound = locked_out(database)
    damaged = sound.with_name(f"{database.name}.unsaved-0.json")
    damaged.write_bytes(content)
    assert [(each.file, each.workout_id) for each in import_spool_files(database)] == [
        (damaged, None),
        (sound, 1),
    ]
    assert spool_files(database) == [damaged]


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


def test_a_process_killed_while_the_lock_lasts_loses_nothing(database: Path) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(database)], timeout=60, check=False)
    assert saved(database) == []
    import_spool_files(database)
    [workout] = saved(database)
    assert (workout.full, workout.state) == (2, "interrupted")
