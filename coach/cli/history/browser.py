"""The browser of the history: ``coach history`` in a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import ClassVar

from rich.console import Group
from rich.text import Text
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Static

from coach.cli.history import browser_rows as rows
from coach.cli.history.browser_actions import ask_for_count, ask_to_delete
from coach.cli.history.browser_dialogs import Message, Question
from coach.cli.history.opening import catalogue
from coach.errors import CoachError
from coach.judging.candidates.attempt_list import listed_attempts
from coach.judging.effort.workout_review import ReviewedSet, WorkoutReview
from coach.quantities import WeightUnit
from coach.store.history import open_history
from coach.store.listing import ListedWorkout
from coach.store.queries import WorkoutFilter
from coach.store.records import SetRecord, WorkoutRecord
from coach.ui.attempt_table import AttemptTable
from coach.ui.formatting import local_time
from coach.ui.progress.goal_text import goal_line
from coach.ui.progress.overview import Overview
from coach.ui.report import results_text, set_lines
from coach.ui.review import closing_lines, lead_lines, velocity_texts

_PAGE = 200
"""Workouts read at a time; more are read when the cursor comes near the end."""
_NEAR = 20
_ROOMY = 32
"""Rows of a terminal that has room for the heat map."""
_KEYS = """\
up, down       move
enter          open: workout, set, rep
escape, left   back
/              search by exercise, date, film, note or person
e              correct the number of full reps, or the hold time
d              delete the workout
w              movements that could be reps, and why they don't count
?              these keys
q              quit"""


def browse(database: Path, choice: WorkoutFilter, units: WeightUnit, heading: Overview | None = None) -> None:
    """Show the history until the person quits.

    Args:
        database: The database.
        choice: Which workouts.
        units: The unit of loads.
        heading: What stands above the list; its heat map only where there is room.
    """
    HistoryBrowser(database, choice, units, heading).run()


class HistoryBrowser(App[None]):
    """The list of workouts; opening one shows its sets, then its reps."""

    CSS = """
    Screen { layout: vertical; }
    #heading { height: auto; max-height: 40%; padding: 0 1; }
    DataTable { height: 1fr; }
    #detail { height: 1fr; border-top: solid $secondary; padding: 0 1; }
    #detail Static { height: auto; }
    ModalScreen { align: center middle; }
    .box { width: 64; max-width: 90%; height: auto; max-height: 90%; border: round $secondary;
      padding: 1 2; background: $surface; }
    .aside { color: $text-muted; }
    #problem { color: $warning; height: auto; }
    """
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self, database: Path, choice: WorkoutFilter, units: WeightUnit, heading: Overview | None = None
    ) -> None:
        super().__init__(ansi_color=True)
        self.database, self.choice, self.units, self.heading = database, choice, units, heading

    def on_mount(self) -> None:
        """Show the list."""
        self.push_screen(_WorkoutsScreen())

    @contextmanager
    def errors_shown(self) -> Iterator[None]:
        """Show an error of the history instead of ending with it."""
        try:
            yield
        except CoachError as error:
            self.push_screen(Message("\n".join(filter(None, (str(error), error.hint)))))


class _Page(Screen[None]):
    """A screen of the browser."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,left,backspace", "back", "Back"),
        Binding("question_mark", "keys", "Keys"),
        Binding("q", "quit", "Quit"),
    ]
    TABLE_HEADINGS: ClassVar[tuple[str, ...]] = ()

    @property
    def browser(self) -> HistoryBrowser:
        """The app."""
        assert isinstance(self.app, HistoryBrowser)
        return self.app

    @property
    def database(self) -> Path:
        """The database."""
        return self.browser.database

    def errors_shown(self) -> AbstractContextManager[None]:
        """Shows an error of the history instead of ending with it."""
        return self.browser.errors_shown()

    def action_back(self) -> None:
        """Go back to the screen before."""
        self.dismiss(None)

    def action_keys(self) -> None:
        """Show the keys."""
        self.app.push_screen(Message(_KEYS))

    def action_quit(self) -> None:
        """End the program."""
        self.app.exit()

    def table(self) -> DataTable[str]:
        """The table of this screen."""
        return self.query_one(DataTable)

    def new_table(self) -> DataTable[str]:
        """A table with this screen's headings."""
        table: DataTable[str] = DataTable(cursor_type="row", zebra_stripes=False)
        table.add_columns(*self.TABLE_HEADINGS)
        return table


class _WorkoutsScreen(_Page):
    """Every workout, newest first."""

    BINDINGS: ClassVar = [
        Binding("slash", "search", "Search"),
        Binding("e", "edit", "Edit"),
        Binding("d", "delete", "Delete"),
    ]
    TABLE_HEADINGS = rows.LIST_HEADINGS

    def __init__(self) -> None:
        super().__init__()
        self._shown: list[int] = []
        self._search = ""
        self._is_complete = False

    def compose(self) -> ComposeResult:
        """Lay out heading, table and keys."""
        yield Static(self._heading(), id="heading", markup=False)
        yield self.new_table()
        yield Footer()

    def _heading(self) -> Overview | str:
        heading = self.browser.heading
        if heading is None or self.app.size.height >= _ROOMY:
            return heading or ""
        goals = (goal_line(each, ascii_only=False) for each in heading.goals)
        return "\n".join((heading.headline(), *goals))

    def on_mount(self) -> None:
        """Read the first workouts."""
        self.fill()

    def fill(self) -> None:
        """Read the list anew; the cursor stays."""
        place = self.table().cursor_row
        wanted = max(_PAGE, len(self._shown))
        self.table().clear()
        self._shown, self._is_complete = [], False
        self._read(wanted)
        if self._shown:
            self.table().move_cursor(row=min(place, len(self._shown) - 1))

    def _read(self, number: int) -> None:
        """Read the next workouts."""
        with self.browser.errors_shown(), open_history(self.browser.database) as history:
            choice = replace(self.browser.choice, limit=None)
            matching = (each for each in history.listed(choice) if self._matches(each))
            more = list(islice(matching, len(self._shown), len(self._shown) + number))
            self._is_complete = len(more) < number
            for each in more:
                self.table().add_row(*rows.list_row(each, self.browser.units))
                self._shown.append(each.about.id)

    def _matches(self, workout: ListedWorkout) -> bool:
        return not self._search or self._search in rows.searched_text(workout, self.browser.units)

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Read more near the end."""
        if not self._is_complete and event.cursor_row >= len(self._shown) - _NEAR:
            self._read(_PAGE)

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open a workout."""
        with self.browser.errors_shown():
            self.app.push_screen(_WorkoutScreen(self._shown[event.cursor_row]), lambda _: self.fill())

    def action_back(self) -> None:
        """End a search."""
        if self._search:
            self._search = ""
            self.fill()

    def action_search(self) -> None:
        """Ask for words to look for."""

        def found(words: str | None) -> None:
            if words is not None:
                self._search = words.strip().casefold()
                self.fill()
                if not self._shown:
                    self.app.push_screen(Message(f"No workout matches '{words}'."))

        self.app.push_screen(Question("Search for:", self._search), found)

    def action_edit(self) -> None:
        """Correct the last set of the workout under the cursor."""
        if self._shown:
            ask_for_count(self, self._shown[self.table().cursor_row], None, self.fill)

    def action_delete(self) -> None:
        """Delete the workout under the cursor."""
        if self._shown:
            ask_to_delete(self, self._shown[self.table().cursor_row], self.fill)


class _WorkoutScreen(_Page):
    """The sets of one workout, and the review of the set under the cursor."""

    BINDINGS: ClassVar = [
        Binding("e", "edit", "Edit"),
        Binding("d", "delete", "Delete"),
        Binding("w", "attempts", "Why"),
    ]
    TABLE_HEADINGS = rows.SET_HEADINGS

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self._workout: WorkoutRecord | None = None
        self._review: WorkoutReview | None = None

    def compose(self) -> ComposeResult:
        """Lay out heading, sets and review."""
        yield Static("", id="heading", markup=False)
        yield self.new_table()
        with VerticalScroll(id="detail"):
            yield Static("")
        yield Footer()

    def on_mount(self) -> None:
        """Read the workout."""
        self.fill()

    def fill(self) -> None:
        """Read the workout anew."""
        with self.browser.errors_shown(), open_history(self.browser.database) as history:
            workout = self._workout = history.workout(self._number)
            review: WorkoutReview = catalogue().review_of(history, workout)
            self._review = review
            result = results_text([each.summary for each in workout.sets], workout.exercises)
            about = [
                f"Workout {workout.id}",
                local_time(workout.trained_at),
                workout.film_name or workout.kind,
            ]
            note = f"\nNote: {workout.note}" if workout.note else ""
            self.query_one("#heading", Static).update(f"{result}\n{' · '.join(about)}{note}")
            self.table().clear()
            for place, each in enumerate(workout.sets):
                reviewed = review.sets[place] if place < len(review.sets) else None
                self.table().add_row(*rows.set_row(each, reviewed, self.browser.units))
            if not workout.sets:
                self._show_detail(None)

    def _set(self, place: int) -> tuple[SetRecord, ReviewedSet | None] | None:
        if self._workout is None or place >= len(self._workout.sets):
            return None
        reviews = self._review.sets if self._review is not None else ()
        return self._workout.sets[place], reviews[place] if place < len(reviews) else None

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show what matters of a set."""
        self._show_detail(self._set(event.cursor_row))

    def _show_detail(self, shown: tuple[SetRecord, ReviewedSet | None] | None) -> None:
        lines = [] if self._review is None else [*lead_lines(self._review)]
        if shown is not None:
            saved, reviewed = shown
            lines += set_lines(
                replace(saved.summary, reps=()),
                weight_kg=saved.weight_kg,
                units=self.browser.units,
                reviewed=reviewed,
            )
            if saved.note:
                lines.append(Text(f"Note: {saved.note}"))
        if self._review is not None:
            lines += closing_lines(self._review, with_form=True)
        self.query_one("#detail Static", Static).update(Group(*lines))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        """Open a set."""
        shown = self._set(event.cursor_row)
        if shown is not None:
            self.app.push_screen(_SetScreen(*shown))

    def action_edit(self) -> None:
        """Correct the set under the cursor."""
        shown = self._set(self.table().cursor_row)
        if shown is not None:
            ask_for_count(self, self._number, shown[0].summary.number, self.fill)

    def action_delete(self) -> None:
        """Delete the workout."""
        ask_to_delete(self, self._number, self.action_back)

    def action_attempts(self) -> None:
        """Show every movement that could be a rep."""
        if self._workout is not None:
            self.app.push_screen(_AttemptsScreen(self._workout))


class _SetScreen(_Page):
    """The reps of one set, and everything about the rep under the cursor."""

    TABLE_HEADINGS = rows.REP_HEADINGS

    def __init__(self, saved: SetRecord, reviewed: ReviewedSet | None) -> None:
        super().__init__()
        self._summary = saved.summary
        self._velocities = velocity_texts(reviewed)

    def compose(self) -> ComposeResult:
        """Lay out reps and details."""
        summary = self._summary
        yield Static(f"Set {summary.number}: {results_text([summary], ())}", id="heading", markup=False)
        table = self.new_table()
        for each in summary.reps:
            table.add_row(*rows.rep_row(each, summary.faults))
        yield table
        with VerticalScroll(id="detail"):
            yield Static("No rep was measured in this set.", markup=False)
        yield Footer()

    def on_data_table_row_highlighted(self, event: DataTable.RowHighlighted) -> None:
        """Show everything about a rep."""
        if event.cursor_row < len(self._summary.reps):
            rep = self._summary.reps[event.cursor_row]
            lines = rows.rep_lines(rep, self._summary.faults, self._velocities.get(rep.number))
            self.query_one("#detail Static", Static).update("\n".join(lines))


class _AttemptsScreen(_Page):
    """Movements that could be reps, with the reason."""

    def __init__(self, workout: WorkoutRecord) -> None:
        super().__init__()
        self._workout = workout

    def compose(self) -> ComposeResult:
        """Lay out the table of attempts."""
        attempts = listed_attempts([each.summary for each in self._workout.sets], self._workout.between_sets)
        with VerticalScroll():
            yield Static(AttemptTable(attempts) if attempts else "No other movement was seen.")
        yield Footer()
