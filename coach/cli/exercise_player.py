"""Shows a movement in the terminal, round and round, until somebody has seen enough."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.live import Live

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.cli.keys import listening
from coach.cli.progress import ProgressBar, waiting
from coach.performer.gif import check_gif, write_gif
from coach.performer.movement_loop import LoopFrame, loop_of
from coach.ui.exercise import seen_from
from coach.ui.movement import Movement, stills
from coach.ui.theme import screen

RATE, _SIZE = 15.0, 240
"""Pictures a second, and how large they are drawn before what nobody enters is cut off."""
_AT_LEAST_S = 9.0
_ROUNDS = 3
_STILL_ROWS = 18
_INTERRUPTED = 130


def show_movement(exercise: Exercise, view: View | None, *, still: bool) -> int:
    """Play a movement, or show it in stills; nothing where standard output is no terminal.

    Args:
        exercise: Whose movement.
        view: From where; None for where its file wants the camera first.
        still: Whether it is not to move.

    Returns:
        130 when Ctrl-C ended it, else 0.
    """
    if not sys.stdout.isatty():
        return 0

    console = screen()
    with waiting("Drawing the movement"):
        glimpses = loop_of(exercise, view, rate=RATE, size=_SIZE)
    if still or console.is_dumb_terminal:
        console.print()
        console.print(stills(glimpses, console.width, _STILL_ROWS))
        return 0
    return _play(exercise, view or exercise.camera.views[0], glimpses, console)


def _play(exercise: Exercise, view: View, glimpses: Sequence[LoopFrame], console: Console) -> int:
    foot = "any key ends it" if sys.stdin.isatty() else ""
    heading = seen_from([view])
    count = max(_ROUNDS * len(glimpses), round(_AT_LEAST_S * RATE / len(glimpses)) * len(glimpses))
    console.print()
    try:
        with listening() as pressed, Live(console=console, auto_refresh=False) as live:
            began = time.monotonic()
            number = 0
            while number <= count:
                last = number >= count or pressed(began + number / RATE - time.monotonic())
                shown = Movement(
                    exercise, glimpses[number % len(glimpses)], heading=heading, foot="" if last else foot
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
        PictureUnwritable: It can't be written.
    """
    check_gif(path)
    with ProgressBar("Drawing the movement", silent=silent, unit="pictures") as bar:
        pictures = [glimpse.picture for glimpse in loop_of(exercise, view, rate=RATE, on_progress=bar.step)]
        bar.doing(f"Writing {path.name}")
        write_gif(path, pictures, rate=RATE)
