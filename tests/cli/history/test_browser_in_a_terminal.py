"""``coach history`` opens the browser in a terminal only."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Coach
from tests.cli.terminal import Terminal
from tests.store.workouts import counted_set, facts, remember, rep


def test_a_terminal_gets_the_browser_and_a_pipe_gets_lines(coach: Coach, home: Path, tmp_path: Path) -> None:
    remember(home / "coach.sqlite3", facts(sha256="1" * 64), counted_set([rep(1), rep(2)]))
    with Terminal(("history",), tmp_path) as terminal:
        terminal.wait_for("Search")
        terminal.press("q")
        assert terminal.end() == 0
    assert "squat" in coach("history").out
    with Terminal(("history", "--plain"), tmp_path) as terminal:
        assert terminal.end() == 0
    assert "Search" not in terminal.shown and "squat" in terminal.shown
