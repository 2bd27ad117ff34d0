"""A history on a real PostgreSQL server: the same as in a file, for several coaches at once, never lost."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.database_server import VARIABLE
from coach.errors import (
    CoachError,
    HistoryDamaged,
    HistoryTooNew,
    HistoryUnreachable,
    NothingToEdit,
    UnknownProfile,
    WorkoutTaken,
)
from coach.export.history_json import export_json, read_history_json
from coach.judging.events import RepCompleted, SetStarted
from coach.resources import database_file
from coach.sinks.logbook import Logbook
from coach.store.backups.backup import back_up, restore
from coach.store.changes.deletion import delete_workouts
from coach.store.changes.forgetting import erase, planned_erasure
from coach.store.checks.health import examine
from coach.store.exchange.history_merge import merge_history
from coach.store.history import open_history
from coach.store.listing import ListedWorkout
from coach.store.progress.training_days import training_year
from coach.store.progress.training_sets import TrainingSet, training_sets
from coach.store.queries import WorkoutFilter
from coach.store.run_lock import is_running, running
from coach.store.spool import import_spool_files, spool_files
from tests.postgresql import PASSWORD, NewDatabase, Server, rows_in
from tests.store.progress.trained import BASIS, measured_sets, train
from tests.store.workouts import (
    attempted_set,
    counted_set,
    facts,
    faulty_set,
    held_set,
    moment,
    remember,
    rep,
    summary_of,
)

MONDAY = datetime(2026, 3, 2, 18, tzinfo=UTC)
MINE = WorkoutFilter(exercise="squat", profile="me", training=True)


@pytest.fixture
def on_server(new_on_server: NewDatabase) -> Path:
    return new_on_server()


def filled(path: Path) -> Path:
    """A file with workouts of two people, with faults, attempts, a hold and a load."""
    train(path, MONDAY, measured_sets(5, 6), weight_kg=20.0)
    train(path, MONDAY + timedelta(days=2), measured_sets(7), weight_kg=22.5)
    train(path, MONDAY + timedelta(days=4), measured_sets(3), profile="Ada")
    remember(path, facts(sha256="1" * 64), faulty_set())
    remember(path, facts(sha256="2" * 64, exercise="plank"), held_set(31.5))
    remember(path, facts(sha256="3" * 64), attempted_set())
    return path


def exported(path: Path) -> str:
    stream = io.StringIO()
    with open_history(path) as history:
        export_json(history, stream)
    return stream.getvalue()


def listed(path: Path, choice: WorkoutFilter) -> list[ListedWorkout]:
    with open_history(path) as history:
        return list(history.listed(choice))


def trend(path: Path) -> list[TrainingSet]:
    with open_history(path) as history:
        return training_sets(history, MINE, BASIS)


def test_a_history_moves_from_a_file_to_a_server_and_loses_nothing(tmp_path: Path, on_server: Path) -> None:
    file = filled(tmp_path / "coach.sqlite3")
    document = tmp_path / "all.json"
    document.write_text(exported(file), encoding="utf-8")
    merge_history(read_history_json(document), on_server)
    assert exported(on_server) == document.read_text(encoding="utf-8")
    assert merge_history(read_history_json(document), on_server).has_changes is False
    numbers = [{each.about.uid: each.parts for each in listed(path, MINE)} for path in (file, on_server)]
    assert numbers[0] == numbers[1] and len(numbers[0]) == 2
    figures = [[each.figures for each in trend(path)] for path in (file, on_server)]
    assert figures[0] == figures[1] and len(figures[0]) == 3
    assert trend(on_server) == trend(on_server), "the second time they are remembered"
    with open_history(on_server) as one, open_history(file) as other:
        assert one.extent(WorkoutFilter(limit=3)) == other.extent(WorkoutFilter(limit=3))
        friday = (MONDAY + timedelta(days=4)).date()
        assert training_year(one, MINE, friday) == training_year(other, MINE, friday)


def squats(logbook: Logbook, *numbers: int) -> None:
    for number in numbers:
        done = rep(number)
        logbook.receive(moment(done.end_s, RepCompleted(done.end_s, 1, done)))


def counted(path: Path) -> list[int]:
    with open_history(path) as history:
        return [each.number for each in history.workout("last").sets[0].summary.reps]


def test_a_server_that_is_stopped_and_started_in_a_set_loses_no_rep(
    postgresql: Server, on_server: Path
) -> None:
    with Logbook(facts(kind="live", sha256=None), on_server, live_patience_s=0.2) as logbook:
        logbook.receive(moment(3.4, SetStarted(3.4, 1, "squat")))
        squats(logbook, 1, 2)
        postgresql.stop()
        try:
            squats(logbook, 3)
            assert len(spool_files(on_server)) == 1, "a file has the third rep meanwhile"
        finally:
            postgresql.start()
        squats(logbook, 4)
        assert counted(on_server) == [1, 2, 3, 4]
        assert not spool_files(on_server)
        assert rows_in(on_server, "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'") >= [(1,)]
        remember(on_server, facts(sha256="1" * 64), faulty_set())  # another coach begins: this one still runs
        ended = counted_set([rep(number) for number in (1, 2, 3, 4)])
        logbook.conclude(summary_of(ended), interrupted=False)
    assert logbook.unsaved is None
    with open_history(on_server) as history:
        assert [(each.state, each.sets[0].summary.full) for each in history.recent(kind="live")] == [
            ("finished", 4)
        ]


def test_a_set_that_ends_while_the_server_is_away_is_saved_later(postgresql: Server, on_server: Path) -> None:
    with Logbook(facts(kind="live", sha256=None), on_server, live_patience_s=0.2) as logbook:
        logbook.receive(moment(3.4, SetStarted(3.4, 1, "squat")))
        squats(logbook, 1)
        postgresql.stop()
        try:
            squats(logbook, 2)
            logbook.conclude(summary_of(counted_set([rep(1), rep(2)])), interrupted=False)
            assert PASSWORD not in str(logbook.unsaved)
            with pytest.raises(HistoryUnreachable, match="can't be reached"):
                import_spool_files(on_server)
        finally:
            postgresql.start()
    assert [each.workout_id for each in import_spool_files(on_server)] == [1]
    assert counted(on_server) == [1, 2]


def test_a_workout_deleted_while_it_runs_is_saved_again(on_server: Path) -> None:
    """A coach whose lock the server has forgotten is not known to run."""
    with Logbook(facts(kind="live", sha256=None), on_server) as logbook:
        logbook.receive(moment(3.4, SetStarted(3.4, 1, "squat")))
        squats(logbook, 1)
        rows_in(on_server, "DELETE FROM workout")
        squats(logbook, 2)
        logbook.conclude(summary_of(counted_set([rep(1), rep(2)])), interrupted=False)
        assert "another coach" in str(logbook.unsaved)
    import_spool_files(on_server)
    assert counted(on_server) == [1, 2]


def test_several_coaches_write_at_once(on_server: Path) -> None:
    failed: list[BaseException] = []

    def train_one(profile: str) -> None:
        try:
            for _ in range(3):
                remember(on_server, facts(kind="live", sha256=None, profile=profile), faulty_set())
        except BaseException as error:
            failed.append(error)
            raise

    threads = [threading.Thread(target=train_one, args=(name,)) for name in ("Ada", "Ada", "Bo", "Cy")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert not failed
    with open_history(on_server) as history:
        found = history.recent()
    assert len(found) == 12 and {each.sets[0].summary.full for each in found} == {3}
    assert rows_in(on_server, "SELECT name FROM profile ORDER BY name") == [("Ada",), ("Bo",), ("Cy",)]


HOLD = """
import sys, time
from pathlib import Path
from coach.store.run_lock import running
with running(Path(sys.argv[1]), 3):
    print("holds it", flush=True)
    time.sleep(60)
"""


def test_the_lock_of_another_process_ends_with_it(on_server: Path) -> None:
    command = [sys.executable, "-c", HOLD, str(on_server)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=os.environ.copy(), text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "holds it\n"
        assert is_running(on_server, 3) and not is_running(on_server, 4)
        with pytest.raises(WorkoutTaken), running(on_server, 3):
            pass
        shown = subprocess.run(["ps", "-fp", str(other.pid)], capture_output=True, text=True, check=True)
        assert PASSWORD not in shown.stdout
        other.send_signal(signal.SIGKILL)
        other.wait()
        until = time.monotonic() + 10
        while is_running(on_server, 3):
            assert time.monotonic() < until
            time.sleep(0.05)
    with running(on_server, 3), running(on_server, 4):
        assert is_running(on_server, 3)
        with pytest.raises(WorkoutTaken), running(on_server, 3):
            pass
    assert not is_running(on_server, 3)


def test_a_running_workout_is_not_changed(on_server: Path) -> None:
    remember(on_server, facts(), faulty_set())
    with running(on_server, 1), pytest.raises(NothingToEdit, match="still running"):
        delete_workouts([1], on_server)


def test_a_person_is_forgotten(on_server: Path) -> None:
    remember(on_server, facts(), faulty_set())
    remember(on_server, facts(profile="Ada"), faulty_set())
    with pytest.raises(UnknownProfile):
        planned_erasure(on_server, "Bo")
    erase(on_server, planned_erasure(on_server, "Ada"))
    with open_history(on_server) as history:
        assert [each.profile for each in history.recent()] == ["me"]


def test_its_state_is_told_and_its_backups_are_its_own(on_server: Path, tmp_path: Path) -> None:
    remember(on_server, facts(), faulty_set())
    health = examine()
    assert (health.workouts, health.newest, health.free, health.unreadable) == (1, True, None, ())
    for refused in (lambda: back_up(on_server, None), lambda: restore(on_server, tmp_path / "x.sqlite3")):
        with pytest.raises(HistoryUnreachable, match="tools of its own") as raised:
            refused()
        assert "pg_" in (raised.value.hint or "")


def test_what_is_wrong_is_said_without_the_password(
    postgresql: Server, on_server: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = f"postgresql://localhost:{postgresql.port}"
    assert PASSWORD not in str(on_server)
    cases: dict[str, tuple[str, type[CoachError], str]] = {
        "password": (postgresql.url("postgres", "wrong-battery"), HistoryUnreachable, "password"),
        "database": (postgresql.url("nothing"), HistoryUnreachable, '"nothing" does not exist'),
        "server": (f"postgresql://coach:{PASSWORD}@localhost:1/x", HistoryUnreachable, "refused"),
        "host": (f"postgresql://coach:{PASSWORD}@no.invalid/x", HistoryUnreachable, "can't be reached"),
        "port": (f"postgresql://coach:{PASSWORD}@localhost:port/x", HistoryUnreachable, "not an address"),
        "program": (f"mysql://coach:{PASSWORD}@localhost/x", HistoryUnreachable, "PostgreSQL"),
    }
    for url, kind, words in cases.values():
        monkeypatch.setenv(VARIABLE, url)
        with pytest.raises(kind, match=words) as raised, open_history():
            pass
        told = f"{raised.value} {raised.value.hint}"
        assert PASSWORD not in told and "battery" not in told and "\n" not in told
        if url.startswith("postgresql://") and "localhost:" in url and str(postgresql.port) in url:
            assert place in told


def test_a_database_of_another_program_or_a_newer_coach_is_left_alone(
    postgresql: Server, new_on_server: NewDatabase
) -> None:
    newer = new_on_server()
    rows_in(newer, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(HistoryTooNew, match="newer version"), open_history(newer):
        pass
    other = new_on_server()
    rows_in(other, "DROP TABLE alembic_version")
    with pytest.raises(HistoryDamaged, match="another program"), open_history(other):
        pass


def test_without_the_library_it_says_what_to_install(
    on_server: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(HistoryUnreachable, match="not installed") as raised, open_history(on_server):
        pass
    assert "coach[postgres]" in (raised.value.hint or "")


def test_without_the_variable_the_file_is_used(monkeypatch: pytest.MonkeyPatch, home: Path) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert database_file() == home / "coach.sqlite3"
    monkeypatch.setenv(VARIABLE, "postgresql://anna@db.clinic.example/training")
    assert database_file("demo") == home / "demo.sqlite3", "the demo's is always a file"
    assert database_file().name.startswith("db.clinic.example-training-")
