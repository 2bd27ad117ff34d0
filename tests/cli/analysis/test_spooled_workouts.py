"""Spooled workouts are saved at the start of a command."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coach.cli.analysis.spooled_workouts import save_spooled
from coach.store.spool import spool_files
from tests.store.test_spool import locked_out


def test_spooling_and_saving_are_each_reported_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database = tmp_path / "coach.sqlite3"
    save_spooled(database)
    file = locked_out(database)
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        save_spooled(database)
    assert spool_files(database) == [file]
    save_spooled(database)
    save_spooled(database)
    still, now = capsys.readouterr().err.splitlines()
    assert still == (
        "An earlier workout is still not saved in the history: "
        f"Another program has locked the history {database}."
    )
    assert now == "Workout 1 could not be saved when it ended. It is in the history now."


def test_a_damaged_spool_file_is_named_and_skipped(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "coach.sqlite3.unsaved-7.json"
    file.write_text("{")
    save_spooled(tmp_path / "coach.sqlite3")
    assert capsys.readouterr().err.startswith(f"{file} should contain an unsaved workout")
