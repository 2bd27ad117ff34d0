"""The wheel works outside the checkout: it starts, and reads old databases."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from coach.resources import database_file
from coach.store.migration.revisions import revisions
from tests.store.dump import DATABASES, old_database, remembered_in

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built as for a release."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [path] = folder.glob("*.whl")
    return path


def test_it_contains_exercises_migrations_and_types(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("exercises", "migrations", "models"):
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                assert f"coach/_shipped/{path.relative_to(ROOT).as_posix()}" in inside
    assert "coach/py.typed" in inside
    assert not [name for name in inside if name.startswith("tests/")]


@pytest.fixture(scope="module")
def bare(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A virtual environment with the wheel; it shares the libraries of the test environment."""
    folder = tmp_path_factory.mktemp("bare")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    packages = next((folder / "lib").glob("python*")) / "site-packages"
    zipfile.ZipFile(wheel).extractall(packages)
    around = [path for path in map(Path, sys.path) if path.name == "site-packages"]
    (packages / "libraries.pth").write_text("\n".join(map(str, around)))
    return folder


def python(bare: Path, home: Path, *typed: str) -> str:
    """Output of the bare environment's Python, run outside the checkout."""
    done = subprocess.run(
        [bare / "bin" / "python", "-P", *typed],
        cwd=bare,
        env={**os.environ, "COACH_HOME": str(home)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


@pytest.mark.slow
def test_it_works_in_a_bare_environment(bare: Path, home: Path) -> None:
    def run(*typed: str) -> str:
        return python(bare, home, "-m", "coach", *typed)

    where = python(bare, home, "-c", "import coach; print(coach.__file__)")
    assert Path(where).is_relative_to(bare)
    assert run("--version").startswith("coach ")
    assert "squat" in run("exercises")
    assert "There are no workouts yet" in run("history")
    assert "lite" in run("models")


@pytest.mark.slow
def test_it_creates_a_database_with_its_own_migrations(bare: Path, home: Path) -> None:
    home.mkdir()
    database_file().touch()
    assert "There are no workouts yet" in python(bare, home, "-m", "coach", "history")
    with closing(sqlite3.connect(database_file())) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [
            (revisions()[-1],)
        ]


def _joined(value: object) -> object:
    return ", ".join(value) if isinstance(value, list) else value


@pytest.mark.slow
@pytest.mark.parametrize("dump", sorted(DATABASES.glob("*.sql")), ids=lambda dump: dump.stem)
def test_it_reads_the_databases_of_every_version(bare: Path, home: Path, dump: Path) -> None:
    old_database(dump, database_file())
    lines = map(json.loads, python(bare, home, "-m", "coach", "history", "--all", "--json").splitlines())
    keys = ("profile", "kind", "state", "exercises", "reps", "partial", "hold_s")
    found = {line["id"]: tuple(_joined(line[key]) for key in keys) for line in lines}
    assert found == remembered_in(dump)
    assert "2 squats + 1 partial" in python(bare, home, "-m", "coach", "history", "show", "1")
