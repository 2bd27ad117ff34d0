"""The output without a command, on wrong usage, and on bugs."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import coach as package
from tests.cli.conftest import Coach

_NO_WEIGHT = "'--weight': '3st' is not a weight like 20.5, 20,5kg or 45lb. It can be in kg or lb."


def test_without_a_command_it_suggests_commands(coach: Coach) -> None:
    result = coach()
    assert result.code == 0
    assert "coach demo" in result.out
    assert "coach analyze film.mp4 " in result.out
    assert "--exercise" not in result.out, "naming the exercise is optional"
    assert "coach history" not in result.out, "there is no history yet"


def test_without_a_command_it_suggests_the_history_once_there_is_one(
    coach: Coach, squats_recording: Path
) -> None:
    assert coach("analyze", squats_recording, "-e", "squat").code == 0
    assert "coach history" in coach().out


def test_version_is_printed(coach: Coach) -> None:
    result = coach("--version")
    assert result.code == 0
    assert result.out.startswith(f"coach {package.__version__} · mediapipe ")


def test_the_console_script_runs_the_same_main() -> None:
    script = Path(sys.executable).with_name("coach")
    done = subprocess.run([script, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.startswith(f"coach {package.__version__}")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("analyse", "film.mp4"), "Did you mean 'analyze'?"),
        (("analyze", "film.mp4", "--exercize", "squat"), "--exercise"),
        (("analyze",), "FILM is missing."),
        (("analyze", "film.mp4", "-e", "squat", "--weight", "-3"), "'--weight' must be at least 0."),
        (("analyze", "film.mp4", "-e", "squat", "--weight", "heavy"), "--weight"),
        (("analyze", "film.mp4", "-e", "squat", "--range", "theirs"), "--range"),
        (("analyze", "film.mp4", "-e", "squat", "--model", "huge"), "lite, full, heavy"),
        (("exercises", "chek"), "Did you mean 'check'?"),
    ],
)
def test_wrong_usage_prints_a_sentence_and_where_to_find_help(
    coach: Coach, typed: tuple[str, ...], expected: str
) -> None:
    result = coach(*typed)
    assert result.code == 2
    assert expected in result.err
    assert "--help' explains the command." in result.err
    assert result.out == ""
    assert len(result.err.splitlines()) <= 3


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("squats",), "To count it in a film: coach analyze FILM --exercise squat"),
        (
            ("exercises", "press-up"),
            "To count it in a film: coach analyze FILM --exercise push-up",
        ),
        (("exercises", "list"), "To list them: coach exercises"),
        (("history", "3"), "To show that workout: coach history show 3"),
        (("history", "last"), "To show that workout: coach history show last"),
        (("my film.mp4",), "To count the reps in it: coach analyze 'my film.mp4'"),
        (("start", "squat", "a.mp4"), "A film goes after --source: coach start EXERCISE --source a.mp4"),
        (("start", "squat", "0"), "A camera goes after --source: coach start EXERCISE --source 0"),
        (("start", "push", "ups"), "Type the exercise as one word: coach start push-up"),
        (("demo", "bench", "press"), "Type the exercise as one word: coach demo bench-press"),
        (("start", "kb", "swing"), "Put a name of several words in quotes: coach start 'kb swing'"),
    ],
)
def test_hints_suggest_the_probable_meaning(
    coach: Coach, tmp_path: Path, typed: tuple[str, ...], expected: str
) -> None:
    (tmp_path / "my film.mp4").touch()
    result = coach(*typed)
    assert (result.code, result.err.splitlines()[1:]) == (2, [expected])


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (("history", "--since", "yesterday"), "'--since': 'yesterday' is not a date like 2026-01-31."),
        (("analyze", "a.mp4", "--weight", "3st"), _NO_WEIGHT),
        (("analyze", "a.mp4", "--range", "max"), "'--range': 'max' is not one of 'minimum' or 'mine'."),
        (
            ("history", "edit", "1"),
            "Choose what to correct: --reps, --hold, --weight, --exercise, --date, --note or --as-counted.",
        ),
        (("start", "--sets", "1.5"), "'--sets' must be a whole number."),
        (("start", "--continue=now"), "'--continue' takes no value."),
        (("start", "squat", "--reps"), "'--reps' needs a value after it."),
        (("--verison",), "There is no option --verison. Did you mean --verbose, --version?"),
        (("start", "squat", "a.mp4"), "Unexpected arguments: 'a.mp4'."),
    ],
)
def test_no_library_wording_reaches_the_user(coach: Coach, typed: tuple[str, ...], expected: str) -> None:
    assert coach(*typed).err.splitlines()[0] == expected


def test_help_also_works_as_a_word(coach: Coach) -> None:
    assert coach("help", "history", "show").out == coach("history", "show", "--help").out
    assert coach("help").out.startswith("Usage: coach [OPTIONS]")


def test_a_group_without_a_command_prints_only_its_help(coach: Coach) -> None:
    result = coach("bench")
    assert result.code == 2
    assert result.err.strip() == coach("bench", "--help").out.strip()


def test_with_json_an_error_is_on_stdout_too(coach: Coach) -> None:
    result = coach("exercises", "check", "nowhere.toml", "--json")
    assert result.code == 1
    [line] = result.lines
    assert set(line) == {"error", "hint"}
    assert line["error"] in result.err
    assert line["hint"] in result.err


def test_with_json_wrong_usage_is_on_stdout_too(coach: Coach) -> None:
    result = coach("analyze", "film.mp4", "--json", "--weight", "-3")
    assert result.code == 2
    assert set(result.lines[0]) == {"error", "hint"}


def test_a_bug_prints_a_traceback_and_asks_for_a_report() -> None:
    burst = (
        "from coach.cli import app, main\n"
        "@app.command()\n"
        "def burst(): raise ZeroDivisionError('never')\n"
        "main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", burst, "burst"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "Traceback" in done.stderr
    assert "ZeroDivisionError: never" in done.stderr
    assert "Please report it" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("typed", [(), ("--help",), ("exercises",), ("analyze", "film.mp4")])
def test_an_ascii_terminal_works(coach_process: Coach, typed: tuple[str, ...]) -> None:
    assert coach_process(*typed, PYTHONIOENCODING="ascii").code in {0, 1}


def test_a_closed_pipe_gives_no_traceback(home: Path) -> None:
    shell = f"'{sys.executable}' -m coach exercises --json | head -n 1"
    done = subprocess.run(
        ["bash", "-c", shell], env={**os.environ}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.stdout.count("\n") == 1
    assert "Traceback" not in done.stderr
