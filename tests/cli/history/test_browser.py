"""The browser of the history, driven by keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import DataTable, Static

from coach.cli.history.browser import HistoryBrowser
from coach.store.history import open_history
from coach.store.queries import WorkoutFilter
from coach.ui.theme import screen
from tests.store.workouts import LEANING, attempted_set, counted_set, facts, held_set, remember, rep

Steps = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture
def database(home: Path) -> Path:
    """Three workouts: squats with a fault, a plank, and lunges with a film's name."""
    path = home / "coach.sqlite3"
    faulty = replace(counted_set([rep(1), rep(2), rep(3, 45.0)]), faults=(LEANING,))
    remember(path, facts(sha256="1" * 64, weight_kg=20.0), faulty)
    remember(path, facts(sha256="2" * 64, exercise="plank"), held_set(31.5))
    remember(path, facts(sha256="3" * 64), attempted_set())
    return path


def driven(database: Path, steps: Steps, size: tuple[int, int] = (80, 24)) -> None:
    """Run the browser and press keys."""

    async def run() -> None:
        app = HistoryBrowser(database, WorkoutFilter(), "kg")
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(pilot)

    asyncio.run(run())


def cells(pilot: Pilot[None]) -> list[list[str]]:
    table = pilot.app.screen.query_one(DataTable)
    return [table.get_row_at(row) for row in range(table.row_count)]


def detail(pilot: Pilot[None]) -> str:
    console = screen()
    with console.capture() as captured:
        console.print(pilot.app.screen.query_one("#detail Static", Static).content)
    return captured.get()


def test_the_list_opens_a_workout_its_set_and_its_reps(database: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        listed = cells(pilot)
        assert [row[0] for row in listed] == ["3", "2", "1"]
        assert listed[2][2] == "2 + 1 partial squats" and listed[2][3] == "20 kg"
        assert listed[1][2] == "plank 31.5 s"
        await pilot.press("down", "down", "enter")
        await pilot.pause()
        [row] = cells(pilot)
        assert row[:4] == ["1", "squat", "2 + 1 partial", "20 kg"]
        assert "leaning" in detail(pilot).lower()
        await pilot.press("enter")
        await pilot.pause()
        assert [row[1] for row in cells(pilot)] == ["full", "full", "partial"]
        await pilot.press("down", "down")
        await pilot.pause()
        assert "Rep 3:" in detail(pilot)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert len(cells(pilot)) == 3

    driven(database, steps)


def test_search_narrows_the_list_and_escape_ends_it(database: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("slash", *"plank", "enter")
        await pilot.pause()
        assert [row[0] for row in cells(pilot)] == ["2"]
        await pilot.press("escape")
        await pilot.pause()
        assert len(cells(pilot)) == 3
        await pilot.press("slash", *"yoga", "enter")
        await pilot.pause()
        assert "No workout matches 'yoga'" in str(pilot.app.screen.query(Static).first().content)

    driven(database, steps)


def test_a_correction_is_saved(database: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("down", "down", "e")
        await pilot.pause()
        await pilot.press("backspace", *"x", "enter")
        await pilot.pause()
        problem = pilot.app.screen.query_one("#problem", Static)
        assert "whole number" in str(problem.content)
        await pilot.press("backspace", *"12", "enter")
        await pilot.pause()
        assert cells(pilot)[2][2].startswith("12 + 1 partial")

    driven(database, steps)
    with open_history(database) as history:
        assert history.workout(1).full == 12


def test_delete_asks_first(database: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("d", "n")
        await pilot.pause()
        assert len(cells(pilot)) == 3
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("d", "y")
        await pilot.pause()
        assert [row[0] for row in cells(pilot)] == ["2", "1"]

    driven(database, steps)
    with open_history(database) as history:
        assert {each.id for each in history.recent()} == {1, 2}


def test_attempts_and_keys_can_be_read(database: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        await pilot.press("question_mark")
        await pilot.pause()
        assert "search" in str(pilot.app.screen.query(Static).first().content)
        await pilot.press("escape", "enter")
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert pilot.app.screen.query(Static)
        await pilot.press("escape", "q")

    driven(database, steps)


def test_a_long_history_is_read_piece_by_piece(home: Path) -> None:
    path = home / "coach.sqlite3"
    for _ in range(3):
        remember(path, facts(sha256=None, kind="live"), counted_set([rep(1)]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coach.cli.history.browser._PAGE", 2)
        patch.setattr("coach.cli.history.browser._NEAR", 1)

        async def steps(pilot: Pilot[None]) -> None:
            assert len(cells(pilot)) == 2
            await pilot.press("down")
            await pilot.pause()
            assert [row[0] for row in cells(pilot)] == ["3", "2", "1"]

        driven(path, steps)


def test_an_empty_history_and_a_small_terminal_work(home: Path) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert not cells(pilot)
        await pilot.press("enter", "e", "d", "down")
        await pilot.pause()

    driven(home / "coach.sqlite3", steps, size=(30, 8))
