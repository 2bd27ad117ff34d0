"""The progress bar of an analysis, a sink that also shows the count."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Any, Self

from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    SpinnerColumn,
    Task,
    TextColumn,
)
from rich.table import Column
from rich.text import Text

from coach.body import stream
from coach.judging.observation import Observation, Summary
from coach.moment import Moment
from coach.ui import formatting
from coach.ui.theme import error_screen

EVERY = 5
"""Moments between two updates, so that the bar costs little."""

_WHOLE = Column(no_wrap=True, min_width=8)
"""In a narrow terminal the film's name is shortened, never a figure."""


def spinner(what: str, *, silent: bool = False) -> AbstractContextManager[object]:
    """A spinner with a text; nothing if ``silent`` or if standard error is not a terminal."""
    console = error_screen()
    if silent or not sys.stderr.isatty() or console.is_dumb_terminal:
        return nullcontext()
    return console.status(Text(f"{what} …"))


class ProgressBar:
    """Shows frames, speed and time left on stderr; hidden in a pipe and with ``--json``."""

    def __init__(self, title: str, *, silent: bool, unit: str = "frames") -> None:
        self._shown = not silent and sys.stderr.isatty()
        self._bar = Progress(
            SpinnerColumn(),
            TextColumn(
                "{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="ellipsis")
            ),
            BarColumn(bar_width=14),
            _Counted(_WHOLE),
            _Done(_WHOLE),
            _Left(_WHOLE),
            console=error_screen(),
            transient=True,
            refresh_per_second=4,
            disable=not self._shown,
        )
        self._task = self._bar.add_task(title, total=None, **_fields(unit))
        self._title, self._unit = title, unit
        self._frames = 0

    def __enter__(self) -> Self:
        self._bar.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """Remove the bar from the screen; stopping twice is fine."""
        self._bar.stop()

    def prepare(self, progress: stream.Progress) -> None:
        """Show the progress of the pose model's download."""
        self._bar.update(
            self._task,
            description="Downloading the pose model",
            completed=progress.done,
            total=progress.total,
            fetching=True,
            uncounted=False,
        )

    def show_step(self, what: str) -> None:
        """Show a step that has no frames to count."""
        self._bar.reset(
            self._task, description=f"{what} …", total=None, **_fields(self._unit, uncounted=True)
        )

    def expect(self, frames: int | None) -> None:
        """Set the expected number of frames; None if unknown."""
        self._bar.reset(
            self._task,
            description=self._title,
            total=frames,
            **_fields(self._unit),  # reset drops every field that is not passed
        )

    def step(self, progress: stream.Progress) -> None:
        """Show the progress of a step in frames, without a count of reps."""
        if progress.done % EVERY == 0:
            self._bar.update(self._task, completed=progress.done, total=progress.total)

    def count(self, done: int) -> None:
        """Set how many are done."""
        self._bar.update(self._task, completed=done)

    def note(self, sentence: str) -> None:
        """Print a sentence above the bar."""
        if self._shown:
            self._bar.console.print(sentence, style="dim")

    def receive(self, moment: Moment) -> None:
        """Update the bar with one moment."""
        self._frames += 1
        if self._shown and self._frames % EVERY == 0:
            self._bar.update(self._task, completed=self._frames, counted=_so_far(moment.observation))

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Remove the bar before the report is printed."""
        self.stop()


def _fields(unit: str, *, uncounted: bool = False) -> dict[str, Any]:
    """The task's fields for the columns; ``uncounted`` for a step without frames."""
    return {"fetching": False, "counted": "", "unit": unit, "uncounted": uncounted}


def _so_far(observation: Observation) -> str:
    """The count so far."""
    if observation.hold_s is not None:
        return f"{observation.hold_s:.0f} s held"
    counted = formatting.count_text(observation.full, observation.partial)
    return counted if observation.partial else f"{counted} counted"


class _Counted(ProgressColumn):
    """The count so far; empty unless a film is analysed."""

    def render(self, task: Task) -> Text:
        return Text(task.fields["counted"], style="bold")


class _Done(ProgressColumn):
    """Frames (or other units) done, total and rate; megabytes during a download."""

    def render(self, task: Task) -> Text:
        if task.fields["uncounted"]:
            return Text("")
        if task.fields["fetching"]:
            return Text(f"{task.completed / 1e6:.1f} MB")
        of = "" if task.total is None else f" of {task.total:.0f}"
        speed = f", {task.speed:.0f}/s" if task.speed and task.speed >= 1 else ""
        return Text(f"{task.completed:.0f}{of} {task.fields['unit']}{speed}")


class _Left(ProgressColumn):
    """Time left, or time elapsed if the length is unknown."""

    def render(self, task: Task) -> Text:
        if task.total is None:
            return Text(f"{task.elapsed or 0:.0f} s")
        return Text("" if task.time_remaining is None else f"{task.time_remaining:.0f} s left")
