"""The sink that shows the live screen on the whole terminal."""

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
    """Shows a set while it happens; moments that arrive faster than the redraws are skipped.

    A separate thread draws the newest state, so that nothing waits for the terminal.
    The toggles are thread-safe.
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
        opening: str = "",
    ) -> None:
        """Create a screen.

        Args:
            exercise: The exercise; None if it is to be recognised.
            console: The terminal.
            heading: The first line: the source.
            foot: The last line: the most important keys.
            box: The part of the picture to show.
            mirrored: Whether to mirror the picture.
            figures: Returns the figures of the live source, called at every redraw; None for a film.
            keys: Every key and what it does, for the help.
            flashing: Whether to flash at every rep, for users who cannot hear the voice.
            opening: What to show until the first set begins.
        """
        self._console, self._figures = console, figures
        shown = LiveState(
            exercise=exercise,
            note=opening,
            heading=heading,
            foot=foot,
            keys=tuple(keys),
            box=box,
            mirrored=mirrored,
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
        """Restore the terminal; a second call does nothing."""
        if self._taken:
            self._taken = False
            self._painter.stop()
            self._console.show_cursor(True)
            self._console.set_alt_screen(False)

    def toggle_picture(self) -> None:
        """Show or hide the picture; hidden, its space goes to the count."""
        self._picture = not self._picture

    def toggle_help(self) -> None:
        """Show or hide the key help."""
        self._help = not self._help

    def show_muted(self, muted: bool) -> None:
        """Show whether the voice is muted."""
        self._muted = muted

    def receive(self, moment: Moment) -> None:
        """Take one moment; the drawing thread shows it.

        Raises:
            BaseException: An exception from the drawing thread.
        """
        if self._painter.fault is not None:
            raise self._painter.fault
        self._model.update(moment)

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Restore the terminal for the report."""
        self.close()

    def _rows(self) -> list[str] | None:
        """Every row as sent to the terminal; None if nothing has changed since the last redraw."""
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
