"""The sink that shows: the newest moment on the whole terminal, as often as it can be drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Self

from rich.console import Console, ConsoleDimensions

from coach.body.crop import WHOLE, Box
from coach.body.live_figures import LiveFigures
from coach.body.stream import Closing
from coach.catalogue.definition import Exercise
from coach.judging.observation import Summary
from coach.moment import Moment
from coach.sinks.painter import Painter
from coach.sinks.screen_model import ScreenModel
from coach.ui.live.live_screen import LiveScreen
from coach.ui.live.live_state import LiveState

PICTURES_A_SECOND = 15


class Screen(Closing):
    """Shows a set while it happens; what comes faster than it can be drawn is never drawn.

    A thread of its own pulls the newest state, so nobody ever waits for the terminal. What is switched by
    keys may be switched from any thread.
    """

    def __init__(
        self,
        exercise: Exercise | None,
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
            exercise: What is trained; None where it has yet to be recognised.
            console: The terminal.
            heading: A line on what is watched.
            foot: A line on what can be pressed.
            box: The part of the picture that is shown.
            mirrored: Whether the picture is shown as in a mirror.
            figures: How the live way is doing, asked at every redraw; None for a film.
            keys: Every key and what it does, for the help.
            flashing: Whether the screen flashes at every repetition: for whoever hears no voice.
        """
        self._console, self._figures = console, figures
        shown = LiveState(
            exercise=exercise, heading=heading, foot=foot, keys=tuple(keys), box=box, mirrored=mirrored
        )
        self._model = ScreenModel(shown, flashing=flashing)
        self._picture, self._help, self._muted = True, False, False
        self._drawn: tuple[LiveState, ConsoleDimensions] | None = None
        self._painter = Painter(console.file, self._rows, PICTURES_A_SECOND)
        self._taken = False

    def __enter__(self) -> Self:
        self._taken = True
        self._console.set_alt_screen(True)
        self._console.show_cursor(False)
        self._painter.start()
        return self

    def close(self) -> None:
        """Give the terminal back; a second time does nothing."""
        if self._taken:
            self._taken = False
            self._painter.stop()
            self._console.show_cursor(True)
            self._console.set_alt_screen(False)

    def toggle_picture(self) -> None:
        """Show the picture, or leave its room to the count."""
        self._picture = not self._picture

    def toggle_help(self) -> None:
        """Show what every key does, or no longer."""
        self._help = not self._help

    def muted(self, muted: bool) -> None:
        """Show whether the voice is silent."""
        self._muted = muted

    def receive(self, moment: Moment) -> None:
        """Take in one moment; drawing it is somebody else's business.

        Raises:
            BaseException: Whatever went wrong where it is drawn.
        """
        if self._painter.fault is not None:
            raise self._painter.fault
        self._model.update(moment)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Give the terminal back, so that the report has it."""
        self.close()

    def _rows(self) -> list[str] | None:
        """Every row as the terminal is sent it; None when it is as it was drawn last."""
        state = replace(
            self._model.state,
            picture=self._picture,
            help=self._help,
            muted=self._muted,
            live=None if self._figures is None else self._figures(),
        )
        now = state, self._console.size
        if now == self._drawn:
            return None
        self._drawn = now
        with self._console.capture() as written:
            self._console.print(LiveScreen(state), end="", crop=False)
        return written.get().split("\n")[:-1]
