"""Draws the pictures of README and docs from a real run of ``coach demo``."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from bisect import bisect_right
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from coach.performer.gif import write_gif
from coach.vision.pose_model.pose_model import find_model
from tests.cli.terminal import Terminal, rows_of
from tests.house.raster import CELL, rasterize

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
WIDTH = 80
SCREEN = (80, 24)
GIF_SECONDS, GIF_RATE = 12, 5
_LAST = 6
"""The demo's last repetition."""
_NO_FONTS_FROM_AFAR = re.sub(r"@font-face {{.*?}}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)


def printed() -> str:
    """What the command prints on a terminal of 80 columns, colours and all."""
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "coach", "demo", "--model", find_model("full").path],
            env={
                **{name: value for name, value in os.environ.items() if name != "NO_COLOR"},
                "COACH_HOME": home,
                "COLUMNS": str(WIDTH),
                "COLORTERM": "truecolor",
                "TERM": "xterm-256color",
                "FORCE_COLOR": "1",
            },
            stdout=subprocess.PIPE,
            encoding="utf-8",
            check=True,
        )
    return done.stdout


@dataclass(frozen=True)
class Film:
    """The live screen over a whole run.

    Attributes:
        written: Everything that was written to the terminal.
        times: When each redraw was complete, in seconds of any clock.
        lengths: How much was written by then.
    """

    written: str
    times: list[float]
    lengths: list[int]

    def screen_at(self, time: float) -> list[str]:
        """The terminal's rows at some time, with their colours."""
        redraw = max(0, bisect_right(self.times, time) - 1)
        return rows_of(self.written[: self.lengths[redraw]].partition("\x1b[?1049h")[2])


def run_demo() -> Film:
    """Run the demo on a terminal until its last repetition is on the screen."""
    times: list[float] = []
    lengths: list[int] = []

    def redrawn(terminal: Terminal) -> None:
        length = terminal.shown.rfind("\x1b[?2026l")
        if length > (lengths[-1] if lengths else 0):
            times.append(monotonic())
            lengths.append(length)

    with tempfile.TemporaryDirectory() as home:
        typed = ("demo", "--model", find_model("full").path)
        with Terminal(typed, Path.cwd(), SCREEN, {"COACH_HOME": home}) as terminal:
            database = Path(home) / "demo.sqlite3"

            def last_rep() -> bool:
                redrawn(terminal)
                return _saved_reps(database) == _LAST

            terminal.wait_until(last_rep, seconds=600.0)
            counted = len(terminal.shown)  # the screen shows it with the next redraw

            def last_verdict() -> bool:
                redrawn(terminal)
                return "± 14" in terminal.shown[counted : lengths[-1]]

            terminal.wait_until(last_verdict, seconds=10.0)
            terminal.interrupt()
            terminal.end()
    return Film(terminal.shown, times, lengths)


def write_screen_gif(path: Path, film: Film) -> None:
    """Write the last seconds of the run, with the last screen shown a little longer."""
    end = film.times[-1]
    moments = [max(film.times[0], end - GIF_SECONDS + n / GIF_RATE) for n in range(GIF_SECONDS * GIF_RATE)]
    pictures = [rasterize(film.screen_at(time), SCREEN) for time in (*moments, *[end] * (2 * GIF_RATE))]
    write_gif(path, pictures, rate=GIF_RATE, size=SCREEN[0] * CELL[0])


def _saved_reps(database: Path) -> int:
    """How many repetitions the demo has saved so far."""
    if not database.exists():
        return 0
    with closing(sqlite3.connect(database)) as connection:
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'rep'").fetchone():
            return 0
        [number] = connection.execute("SELECT count(*) FROM rep").fetchone()
    return int(number)


def drawn(text: str, name: str, width: int) -> str:
    """Coloured text as a picture."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(
            record=True, width=width, force_terminal=True, color_system="truecolor", file=nowhere
        )
        console.print(Text.from_ansi(text))
    return console.export_svg(title="coach demo", code_format=_NO_FONTS_FROM_AFAR, unique_id=name)


if __name__ == "__main__":
    film = run_demo()
    last_screen = "\n".join(film.screen_at(film.times[-1]))
    for name, text, width in (("demo", printed(), WIDTH), ("screen", last_screen, SCREEN[0])):
        (PICTURES / f"{name}.svg").write_text(drawn(text, name, width), encoding="utf-8")
    write_screen_gif(PICTURES / "screen.gif", film)
