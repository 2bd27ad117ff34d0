"""A database edited by hand: readable values are shown, others are reported."""

from __future__ import annotations

import io
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

import coach.cli
from coach.checkup.database import history
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.live.resume import interrupted_workout, resume_notice
from coach.errors import CoachError, NothingToContinue
from coach.resources import database_file
from coach.sinks.logbook import Logbook
from tests.store.dump import remember_some_of_everything
from tests.store.hand_edited import HandEdit, hand_edits
from tests.store.workouts import counted_set, facts, mixed_sets, moments_of, remember, rep, summary_of

READ = (
    ["--all"],
    ["--all", "--json"],
    ["--exercise", "squat"],
    ["--profile", "Ada", "--since", "2020-01-01"],
    *(["show", number, *how] for number in ("last", "1", "7") for how in ([], ["--json"])),
)
commands = cache(get_command)
LIVE = facts(sha256=None, kind="live", exercise=None, weight_kg=30)


@pytest.fixture(scope="session")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with all kinds of workouts; the last one has several exercises and was interrupted."""
    path = tmp_path_factory.mktemp("sound") / "coach.sqlite3"
    remember_some_of_everything(path)
    remember(path, LIVE, *mixed_sets(), interrupted=True)
    return path


def typed(*words: str) -> tuple[int, str, str]:
    """The exit code and both outputs of ``coach history``; a traceback fails the test."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["coach", "history", *words])
        patch.setattr(
            coach.cli, "get_command", commands
        )  # built once, because twenty runs per database are slow
        code = coach.cli._run(["history", *words])
    return code, out.getvalue(), err.getvalue()


def read() -> Iterator[str]:
    """Run every reading command; returns their errors."""
    for words in READ:
        code, out, err = typed(*words)
        assert code in (0, 1)
        assert code == 0 or len(err.splitlines()) == 2, "a sentence and a hint"
        if "--json" in words:
            for line in out.splitlines():
                json.loads(line)
        yield err


def examined() -> list[str]:
    """The doctor's marks for the history."""
    try:
        return [finding.mark for finding in history()]
    except CoachError:
        return ["fail"]


def written() -> None:
    """Run every writing command; failures must be reported."""
    for words in (["edit", "last", "--weight", "12.5"], ["edit", "1", "--reps", "4"]):
        assert typed(*words)[0] in (0, 1)
    with suppress(CoachError):
        remember(None, facts(sha256="1" * 64, weight_kg=20.0), counted_set([rep(1), rep(2)]))
    goes_on = None
    with suppress(NothingToContinue, CoachError):
        goes_on = interrupted_workout(AnalysisRequest(exercise=None, kind="live"))
    if goes_on is not None:
        assert resume_notice(goes_on, None, resume=True)
        more = replace(counted_set([rep(9)]), number=9)
        with suppress(CoachError), Logbook(LIVE, resume_id=goes_on.id) as logbook:
            for moment in moments_of(more):
                logbook.receive(moment)
            logbook.conclude(summary_of(more, exercise=None), interrupted=False)


@pytest.mark.parametrize("edit", hand_edits(40, seed=11), ids=str)
def test_hand_edited_values_are_left_out_or_reported(edit: HandEdit, sound: Path, home: Path) -> None:
    home.mkdir()
    shutil.copy(sound, database_file())
    edit.make(database_file())
    complaints = [each for each in read() if each and "no workout" not in each.lower()]
    assert "ok" not in examined()[:1] or not [each for each in complaints if "can't be read" in each]
    if complaints:
        assert {"warn", "fail"} & set(examined()) or "There are no workouts" in complaints[0]
    written()
    list(read())
