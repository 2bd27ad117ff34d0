"""Opening the database: created, migrated after a backup, never harmed."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text

from coach.errors import HistoryDamaged, HistoryError, HistoryLocked, HistoryTooNew, HistoryUnreachable
from coach.resources import shipped
from coach.store import schema
from coach.store.history import open_history
from coach.store.migration import alembic_run
from coach.store.migration import revisions as revisions_module
from coach.store.migration.revisions import revisions
from coach.store.schema import open_database
from coach.store.tables import Remembered
from tests.store.workouts import counted_set, facts, remember, rep

OLD = revisions()[-1]
NEW = f"{int(OLD) + 1:04}"
NEXT_REVISION = """
import sqlalchemy as sa
from alembic import op
revision = "{new}"
down_revision = "{old}"
def upgrade():
    with op.batch_alter_table("workout", recreate="always") as table:
        table.add_column(sa.Column("remark", sa.String))
    {then}
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "coach.sqlite3"


@pytest.fixture
def filled(database: Path) -> Path:
    """A database with one workout of two reps."""
    remember(database, facts(), counted_set([rep(1), rep(2)]))
    return database


def a_newer_coach(folder: Path, monkeypatch: pytest.MonkeyPatch, then: str = "") -> None:
    """Add one migration to the shipped ones."""
    copied = folder / "migrations"
    shutil.copytree(shipped("migrations"), copied, ignore=shutil.ignore_patterns("__pycache__"))
    migration = NEXT_REVISION.format(old=OLD, new=NEW, then=then)
    (copied / "versions" / f"{NEW}_notes.py").write_text(migration, encoding="utf-8")
    for module in (revisions_module, alembic_run):
        monkeypatch.setattr(module, "shipped", lambda _: copied)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def test_a_new_database_has_exactly_the_tables_that_the_code_declares(database: Path) -> None:
    with open_database(database) as engine, engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Remembered.metadata) == []
        checks = connection.execute(text("SELECT group_concat(sql) FROM sqlite_master")).scalar_one()
    for table in Remembered.metadata.tables.values():
        for constraint in table.constraints - {table.primary_key}:  # SQLite names none with AUTOINCREMENT
            assert str(constraint.name) in checks


def test_revisions_by_file_name_are_what_alembic_finds() -> None:
    config = Config()
    config.set_main_option("script_location", str(shipped("migrations")))
    walked = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
    assert revisions() == walked[::-1]


def test_its_settings_allow_many_readers_and_prevent_orphans(database: Path) -> None:
    with open_database(database) as engine, engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "foreign_keys", "busy_timeout")
        }
    assert settings == {"journal_mode": "wal", "foreign_keys": 1, "busy_timeout": 5000}


def test_opening_it_again_needs_no_alembic(filled: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from coach.store.history import open_history\n"
        f"with open_history(Path({str(filled)!r})) as history: history.recent()\n"
        "print(*(name for name in sys.modules if name.split('.')[0] in "
        "{'alembic', 'mediapipe', 'cv2', 'sklearn'}), end='')"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_an_older_database_is_migrated_after_a_backup(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_newer_coach(tmp_path, monkeypatch)
    with open_database(filled):
        pass
    assert rows(filled, "SELECT version_num FROM alembic_version") == [(NEW,)]
    assert rows(filled, "SELECT id, remark FROM workout") == [(1, None)]
    assert rows(filled, "SELECT count(*) FROM rep") == [(2,)], "rebuilding a table must not cascade"
    (copy,) = filled.parent.glob(f"coach.{OLD}.*.sqlite3")
    assert rows(copy, "SELECT version_num FROM alembic_version") == [(OLD,)]
    assert rows(copy, "SELECT count(*) FROM rep") == [(2,)]
    with open_database(filled):
        pass
    assert len(list(filled.parent.glob(f"coach.{OLD}.*"))) == 1, "no backup without a migration"


def test_the_backup_includes_the_log(filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(sqlite3.connect(filled)) as other:  # an open connection prevents a checkpoint of the log
        other.execute("INSERT INTO profile (name, created_at) VALUES ('Ada', '2026-01-01 00:00:00')")
        other.commit()
        assert filled.with_name("coach.sqlite3-wal").stat().st_size > 0
        a_newer_coach(tmp_path, monkeypatch)
        with open_database(filled):
            pass
    (copy,) = filled.parent.glob(f"coach.{OLD}.*.sqlite3")
    assert rows(copy, "SELECT name FROM profile ORDER BY id") == [("me",), ("Ada",)]


def test_a_failed_migration_changes_nothing(
    filled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_newer_coach(tmp_path, monkeypatch, then="raise RuntimeError('half way')")
    with pytest.raises(RuntimeError, match="half way"), open_database(filled):
        pass
    assert rows(filled, "SELECT version_num FROM alembic_version") == [(OLD,)]
    assert rows(filled, "SELECT count(*) FROM rep") == [(2,)]
    assert "remark" not in str(rows(filled, "SELECT sql FROM sqlite_master WHERE name = 'workout'"))


def refused(path: Path, kind: type[HistoryError], message: str) -> None:
    """Check that opening fails with this message, and leaves the file unchanged."""
    before = path.read_bytes() if path.is_file() else b""
    with pytest.raises(kind, match=message) as raised, open_database(path, patience_s=0.2):
        pass
    assert raised.value.hint
    assert str(path) in str(raised.value)
    assert (path.read_bytes() if path.is_file() else b"") == before


def test_a_database_of_a_newer_version_is_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0099'")
        connection.commit()
    refused(filled, HistoryTooNew, "newer version")


def test_a_text_file_is_refused(database: Path) -> None:
    database.write_text("squats: 12\n" * 100, encoding="utf-8")
    refused(database, HistoryDamaged, "is not a database")


def test_a_database_of_another_program_is_left_alone(database: Path) -> None:
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("CREATE TABLE song (title)")
        connection.commit()
    refused(database, HistoryDamaged, "is a database of another program")


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_database_is_damaged(filled: Path, share: float) -> None:
    content = filled.read_bytes()
    filled.write_bytes(content[: int(len(content) * share)])
    refused(filled, HistoryDamaged, "is damaged")


def test_a_database_with_overwritten_pages_is_damaged(filled: Path) -> None:
    content = bytearray(filled.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    filled.write_bytes(content)
    refused(filled, HistoryDamaged, "is damaged")


def test_a_folder_is_refused(database: Path) -> None:
    database.mkdir()
    refused(database, HistoryUnreachable, "is a folder")


def test_a_file_in_place_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    with (
        pytest.raises(HistoryUnreachable, match="can't be opened"),
        open_database(tmp_path / "data" / "c.sqlite3"),
    ):
        pass


WITHOUT_PERMISSION = """
import os, sys
from pathlib import Path
from coach.errors import HistoryUnreachable
from coach.store.history import open_history
if os.getuid() == 0:  # root has permission to read everything
    os.setuid(65534)
path = Path(sys.argv[1])
for mode in (0o600, 0):
    path.chmod(mode)
    try:
        with open_history(path) as history:
            print(history.workout(1).full)
    except HistoryUnreachable as error:
        print(error)
"""


def test_a_database_without_permission_to_read_it(filled: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:  # other users can't enter the folders of pytest
        path = Path(shutil.copy(filled, folder))
        if os.getuid() == 0:
            os.chown(folder, 65534, 65534)
            os.chown(path, 65534, 65534)
        command = [sys.executable, "-c", WITHOUT_PERMISSION, str(path)]
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60)
    message = f"The history {path} can't be opened: you don't have permission to read and write it."
    assert (ran.stdout.splitlines(), ran.stderr) == (["2", message], "")


def test_a_database_locked_by_another_program(filled: Path) -> None:
    with closing(sqlite3.connect(filled)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(HistoryLocked, match="Another program"), open_database(filled, patience_s=0.2):
            pass
    with open_history(filled) as history:
        assert history.workout(1).full == 2


def test_a_lock_after_opening_raises_the_same_error(filled: Path) -> None:
    with (
        closing(sqlite3.connect(filled)) as other,
        pytest.raises(HistoryLocked),
        open_database(filled, patience_s=0.2) as engine,
    ):
        other.execute("BEGIN IMMEDIATE")
        with engine.execution_options(**schema.WRITES).begin():
            pass


def test_several_processes_can_create_it_at_once(database: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from tests.store.workouts import *\n"
        f"remember(Path({str(database)!r}), facts(sha256=sys.argv[1]), counted_set([rep(1), rep(2)]))\n"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(each) * 64], stderr=subprocess.PIPE, text=True)
        for each in range(3)
    ]
    assert [child.communicate(timeout=60)[1] for child in children] == ["", "", ""]
    with open_history(database) as history:
        assert [each.full for each in history.recent()] == [2, 2, 2]
    assert not list(database.parent.glob("coach.0*")), "a new database needs no backup"
