"""Draws the README's pictures: what ``coach demo`` really shows and prints, run now, in a home of its own."""

from __future__ import annotations

import os
import re
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from coach.vision.pose_model.pose_model import find_model
from tests.cli.terminal import Terminal, rows_of

PICTURES = Path(__file__).parents[2] / ".github"
WIDTH = 80
SCREEN = (80, 24)
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


def shown() -> str:
    """What stands on the whole terminal when the last repetition is over."""
    with tempfile.TemporaryDirectory() as home:
        typed = ("demo", "--model", find_model("full").path)
        with Terminal(typed, Path.cwd(), SCREEN, {"COACH_HOME": home}) as terminal:
            database = Path(home) / "demo.sqlite3"
            terminal.wait_until(lambda: _remembered(database) == _LAST, seconds=600.0)
            counted = len(terminal.shown)  # and then it has to be drawn
            terminal.wait_until(lambda: "FULL   " in terminal.shown[counted:], seconds=10.0)
            drawing = terminal.shown.rpartition("\x1b[?2026l")[0].partition("\x1b[?1049h")[2]
            terminal.interrupt()
            terminal.end()
    return "\n".join(rows_of(drawing))


def _remembered(database: Path) -> int:
    """How many repetitions are written down by now."""
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
    for name, text, width in (("demo", printed(), WIDTH), ("screen", shown(), SCREEN[0])):
        (PICTURES / f"{name}.svg").write_text(drawn(text, name, width), encoding="utf-8")
