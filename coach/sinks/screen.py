"""The sink that shows: the newest moment on the whole terminal, as often as it can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.live import Live

from coach.body.framing import WHOLE, Box
from coach.body.stream import Closing
from coach.catalogue.definition import Exercise
from coach.judging.events import FaultNoticed, RepCompleted
from coach.judging.judge import Summary
from coach.moment import Moment
from coach.ui.stage import Seen, Stage

if TYPE_CHECKING:
    from coach.vision.live import LiveFigures

PICTURES_A_SECOND = 12


class Screen(Closing):
    """Shows a set while it happens; what comes faster than it can be drawn is never drawn.

    A thread of its own pulls the newest state, so nobody ever waits for the terminal.
    """

    def __init__(
        self,
        exercise: Exercise,
        console: Console,
        *,
        heading: str = "",
        foot: str = "",
        box: Box = WHOLE,
        mirrored: bool = False,
        figures: Callable[[], LiveFigures] | None = None,
        keys: Sequence[tuple[str, str]] = (),
        flashing: bool = False,
    ) -> None:
        """Prepare the screen of one set.

        Args:
            exercise: What is trained.
            console: The terminal.
            heading: A line on what is watched.
            foot: A line on what can be pressed.
            box: The part of the picture that is shown.
            mirrored: Whether the picture is shown as in a mirror.
            figures: How the live way is doing, asked at every redraw; None for a film.
            keys: Every key and what it does, for the help.
            flashing: Whether the screen flashes at every repetition: for whoever hears no voice.
        """
        self._exercise = exercise
        self._seen = Seen(heading=heading, foot=foot, box=box)
        self._live = Live(
            console=console,
            screen=True,
            refresh_per_second=PICTURES_A_SECOND,
            get_renderable=self._stage,
        )

    def __enter__(self) -> Self:
        self._live.start()
        return self

    def close(self) -> None:
        """Give the terminal back."""
        self._live.stop()

    def toggle_picture(self) -> None:
        """Show the picture, or leave its room to the count."""

    def toggle_help(self) -> None:
        """Show what every key does, or no longer."""

    def muted(self, muted: bool) -> None:
        """Show whether the voice is silent."""

    def receive(self, moment: Moment) -> None:
        """Take in one moment; drawing it is somebody else's business."""
        rep, faults = self._seen.rep, self._seen.faults
        for event in moment.observation.events:
            match event:
                case RepCompleted():
                    rep, faults = event.rep, ()
                case FaultNoticed():
                    faults = (*faults, event.fault) if event.fault.rep is not None else (event.fault,)
                case _:
                    pass
        self._seen = replace(self._seen, moment=moment, rep=rep, faults=faults)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Give the terminal back, so that the report has it."""
        self.close()

    def _stage(self) -> Stage:
        return Stage(self._exercise, self._seen)
