"""The bar that shows how far a film has come; a sink, so that it counts what was judged."""

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
"""Moments between two updates: the bar must not cost what it measures."""

_WHOLE = Column(no_wrap=True, min_width=8)
"""Where it is narrow, the film's name is shortened, never a figure."""


def waiting(what: str, *, silent: bool = False) -> AbstractContextManager[object]:
    """Something that turns beside what is being done, as long as somebody looks."""
    console = error_screen()
    if silent or not sys.stderr.isatty() or console.is_dumb_terminal:
        return nullcontext()
    return console.status(Text(f"{what} …"))


class ProgressBar:
    """Shows frames, speed and time left on stderr; silent where nobody looks (a pipe, ``--json``)."""

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
        """Take the bar off the screen; stopping twice is fine."""
        self._bar.stop()

    def prepare(self, progress: stream.Progress) -> None:
        """Show how far the pose model has come that must be fetched before the first frame."""
        self._bar.update(
            self._task,
            description="Fetching the pose model",
            completed=progress.done,
            total=progress.total,
            fetching=True,
            uncounted=False,
        )

    def doing(self, what: str) -> None:
        """Show what is done that has no frames to count."""
        self._bar.reset(
            self._task, description=f"{what} …", total=None, **_fields(self._unit, uncounted=True)
        )

    def expect(self, frames: int | None) -> None:
        """Say how much to expect; None when nobody knows."""
        self._bar.reset(
            self._task,
            description=self._title,
            total=frames,
            **_fields(self._unit),  # what is not named here is forgotten
        )

    def step(self, progress: stream.Progress) -> None:
        """Show how far something has come that is made of frames but judged by nobody."""
        if progress.done % EVERY == 0:
            self._bar.update(self._task, completed=progress.done, total=progress.total)

    def count(self, done: int) -> None:
        """Show how many of what was expected are done."""
        self._bar.update(self._task, completed=done)

    def note(self, sentence: str) -> None:
        """Say something above the bar."""
        if self._shown:
            self._bar.console.print(sentence, style="dim")

    def receive(self, moment: Moment) -> None:
        """Take in one moment."""
        self._frames += 1
        if self._shown and self._frames % EVERY == 0:
            self._bar.update(self._task, completed=self._frames, counted=_so_far(moment.observation))

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Take the bar off the screen, so that nothing is drawn over the report."""
        self.stop()


def _fields(unit: str, *, uncounted: bool = False) -> dict[str, Any]:
    """What the columns are told of the task; ``uncounted`` is what has no frames."""
    return {"fetching": False, "counted": "", "unit": unit, "uncounted": uncounted}


def _so_far(seen: Observation) -> str:
    """What was counted up to here."""
    if seen.hold_s is not None:
        return f"{seen.hold_s:.0f} s held"
    return formatting.counted(seen.full, seen.partial) + ("" if seen.partial else " counted")


class _Counted(ProgressColumn):
    """What was counted so far; nothing while something else than a film is gone through."""

    def render(self, task: Task) -> Text:
        return Text(task.fields["counted"], style="bold")


class _Done(ProgressColumn):
    """Frames or the like done, of how many, and how many a second; megabytes while something is fetched."""

    def render(self, task: Task) -> Text:
        if task.fields["uncounted"]:
            return Text("")
        if task.fields["fetching"]:
            return Text(f"{task.completed / 1e6:.1f} MB")
        of = "" if task.total is None else f" of {task.total:.0f}"
        speed = f", {task.speed:.0f}/s" if task.speed and task.speed >= 1 else ""
        return Text(f"{task.completed:.0f}{of} {task.fields['unit']}{speed}")


class _Left(ProgressColumn):
    """Time left, or time gone where the length is not known."""

    def render(self, task: Task) -> Text:
        if task.total is None:
            return Text(f"{task.elapsed or 0:.0f} s")
        return Text("" if task.time_remaining is None else f"{task.time_remaining:.0f} s left")
