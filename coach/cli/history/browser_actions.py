"""What the browser of the history changes: counts and deletions, after a question."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

from textual.app import App

from coach.cli.history.browser_dialogs import Confirmation, Message, Question
from coach.store.changes.deletion import delete_workouts
from coach.store.changes.editing import Edit, edit_set
from coach.store.history import open_history


class BrowserPage(Protocol):
    """A screen of the browser."""

    @property
    def app(self) -> App[Any]: ...

    @property
    def database(self) -> Path: ...

    def errors_shown(self) -> AbstractContextManager[None]: ...


def ask_for_count(page: BrowserPage, number: int, set_number: int | None, then: Callable[[], None]) -> None:
    """Ask for the right number of full reps of a set, or for its hold time, and save it."""
    with page.errors_shown(), open_history(page.database) as history:
        workout = history.workout(number)
        chosen = next((e for e in reversed(workout.sets) if set_number in (None, e.summary.number)), None)
        if chosen is None:
            page.app.push_screen(Message("No set was counted in this workout, so there is nothing to edit."))
            return
        held = chosen.summary.hold_s is not None
        value = f"{chosen.summary.hold_s:.0f}" if held else str(chosen.summary.full)

        def save(typed: str | None) -> None:
            if typed is None or not typed.strip() or typed.strip() == value:
                return
            count = int(typed)
            edit = Edit(hold_s=float(count)) if held else Edit(reps=count)
            with page.errors_shown():
                edit_set(workout, chosen.summary.number, edit, page.database)
            then()

        what = "Seconds held" if held else "Full reps"
        page.app.push_screen(
            Question(f"{what} in set {chosen.summary.number} of workout {number}:", value, _number_problem),
            save,
        )


def _number_problem(typed: str) -> str:
    is_number = typed.strip().isascii() and typed.strip().isdigit() and int(typed) <= 86_400
    return "" if is_number or not typed.strip() else "Type a whole number, such as 12."


def ask_to_delete(page: BrowserPage, number: int, then: Callable[[], None]) -> None:
    """Ask whether to delete a workout, and do it."""

    def answered(is_sure: bool | None) -> None:
        if is_sure:
            with page.errors_shown():
                delete_workouts([number], page.database)
            then()

    page.app.push_screen(
        Confirmation(f"Delete workout {number}? 'coach history undo' brings it back."), answered
    )
