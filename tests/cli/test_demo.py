"""``coach demo``: the full analysis of a rendered athlete, and its screen."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.performer.demo_set import FULL, flawed_set
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach, put_film
from tests.cli.terminal import Terminal

pytestmark = pytest.mark.slow

GROUND = "\x1b[48;2;"
"""A background colour; only pictures have one."""


@pytest.fixture
def drawn(home: Path) -> Callable[[str], None]:
    """Puts a demo's film into its cache; it is rendered once for all runs."""

    def put(exercise: str) -> None:
        put_film(home, flawed_set(load_exercise(exercise)).performance)

    return put


def test_a_dumb_terminal_gets_the_count_and_that_it_is_rendered(
    coach: Coach, pose_model: PoseModel, home: Path, tmp_path: Path, drawn: Callable[[str], None]
) -> None:
    drawn("push-up")
    typed = ("demo", "push-ups", "--model", pose_model.path)
    with Terminal(typed, tmp_path, environment={"TERM": "dumb"}) as terminal:
        assert terminal.end() == 0
    text = " ".join(terminal.shown.split())
    assert "A rendered athlete does 6 push-ups: one partial and one with a fault" in text
    assert f"{FULL} push-ups + 1 partial" in terminal.shown
    assert "Hips sagging in rep 6: " in text
    assert text.endswith("coach analyze film.mp4")
    assert "\x1b[?1049h" not in terminal.shown
    assert (home / "demo.sqlite3").exists()
    assert not (home / "coach.sqlite3").exists()
    assert "push-up" in coach("history", "--demo").out


def test_only_the_film_is_cached(coach: Coach, pose_model: PoseModel, home: Path, tmp_path: Path) -> None:
    [line] = coach("demo", "push-ups", "--model", pose_model.path, "--json").lines
    assert (line["exercise"], line["reps"], line["partial"]) == ("push-up", FULL, 1)
    assert [path.suffix for path in (home / "cache").rglob("*") if path.is_file()] == [".mp4"]
    damaged = tmp_path / "damaged.task"
    damaged.write_bytes(pose_model.path.read_bytes()[:100_000])
    again = coach("demo", "push-ups", "--model", damaged)
    assert again.code == 1
    assert again.err.startswith("damaged.task is not a pose model bundle, or is damaged.")
    assert "partial" not in again.out.split("\n\n", 1)[1]


def test_a_hold_is_timed_and_its_loss_is_not(
    coach: Coach, pose_model: PoseModel, drawn: Callable[[str], None]
) -> None:
    drawn("plank")
    result = coach("demo", "plank", "--model", pose_model.path)
    assert result.code == 0, result.err
    assert "the position is lost once." in " ".join(result.out.split())
    [held] = re.findall(r"Plank held for ([\d.]+) s", result.out)
    assert 12.5 < float(held) < flawed_set(load_exercise("plank")).performance.duration_s - 1.0


def test_terminal_shows_athlete_and_count_and_ctrl_c_saves_the_set(
    pose_model: PoseModel, home: Path, tmp_path: Path, coach: Coach, drawn: Callable[[str], None]
) -> None:
    drawn("push-up")
    with Terminal(("demo", "push-up", "--model", pose_model.path), tmp_path) as terminal:
        terminal.wait_for(GROUND)
        assert "\x1b[?1049h" in terminal.shown
        terminal.wait_for("STRICT   ")
        terminal.resize(120, 40)
        terminal.wait_for("\x1b[40;1H")
        terminal.wait_for("PARTIAL   ")
        terminal.interrupt()
        assert terminal.end() == 130
        assert terminal.restored
        report = terminal.shown.rpartition("\x1b[?1049l")[2]
    assert "You stopped the analysis" in report
    assert "Saved as workout 1" in report
    assert coach("history", "show", "--demo", "--json").lines[0]["reps"] >= 2


def test_without_colours_the_athlete_is_drawn_in_dots(
    pose_model: PoseModel, tmp_path: Path, drawn: Callable[[str], None]
) -> None:
    drawn("push-up")
    typed = ("demo", "push-up", "--model", pose_model.path)
    with Terminal(typed, tmp_path, environment={"NO_COLOR": "1"}) as terminal:
        terminal.wait_for("in position")
        terminal.wait_for("⠒")
        terminal.interrupt()
        assert terminal.end() == 130
        assert terminal.restored
        assert GROUND not in terminal.shown


def test_an_unknown_exercise_is_an_error(coach: Coach) -> None:
    result = coach("demo", "pushup-jump")
    assert result.code == 1
    assert result.err.startswith("There is no exercise called 'pushup-jump'.")
