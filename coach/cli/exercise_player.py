"""Shows a movement in the terminal, in a loop until you press a key."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.live import Live

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.cli.keys import key_reader
from coach.cli.progress import ProgressBar, spinner
from coach.performer.gif import check_gif, write_gif
from coach.performer.movement_loop import LoopFrame, loop_of
from coach.ui.exercise import view_text
from coach.ui.movement import Movement, stills
from coach.ui.theme import screen

RATE, _SIZE = 15.0, 240
"""Pictures per second, and their size in pixels before empty margins are cropped."""
_AT_LEAST_S = 9.0
_ROUNDS = 3
_STILL_ROWS = 18
_INTERRUPTED = 130


def show_movement(exercise: Exercise, view: View | None, *, still: bool) -> int:
    """Play a movement, or show stills; nothing if standard output is not a terminal.

    Args:
        exercise: The exercise.
        view: The view; None for the first one in its file.
        still: Whether to show stills.

    Returns:
        130 after Ctrl-C, else 0.
    """
    if not sys.stdout.isatty():
        return 0

    console = screen()
    with spinner("Rendering the movement"):
        frames = loop_of(exercise, view, rate=RATE, size=_SIZE)
    if still or console.is_dumb_terminal:
        console.print()
        console.print(stills(frames, console.width, _STILL_ROWS))
        return 0
    return _play(exercise, view or exercise.camera.views[0], frames, console)


def _play(exercise: Exercise, view: View, frames: Sequence[LoopFrame], console: Console) -> int:
    foot = "press any key to stop" if sys.stdin.isatty() else ""
    heading = view_text([view])
    count = max(_ROUNDS * len(frames), round(_AT_LEAST_S * RATE / len(frames)) * len(frames))
    console.print()
    try:
        with key_reader() as pressed, Live(console=console, auto_refresh=False) as live:
            began = time.monotonic()
            number = 0
            while number <= count:
                last = number >= count or pressed(began + number / RATE - time.monotonic())
                shown = Movement(
                    exercise, frames[number % len(frames)], heading=heading, foot="" if last else foot
                )
                live.update(shown, refresh=True)
                if last:
                    break
                number = max(number + 1, round((time.monotonic() - began) * RATE))
    except KeyboardInterrupt:
        return _INTERRUPTED
    return 0


def save_movement(exercise: Exercise, view: View | None, path: Path, *, silent: bool) -> None:
    """Save the movement of an exercise as a GIF.

    Raises:
        PictureUnwritable: The file can't be written.
    """
    check_gif(path)
    with ProgressBar("Rendering the movement", silent=silent, unit="pictures") as bar:
        pictures = [frame.picture for frame in loop_of(exercise, view, rate=RATE, on_progress=bar.step)]
        bar.show_step(f"Writing {path.name}")
        write_gif(path, pictures, rate=RATE)
