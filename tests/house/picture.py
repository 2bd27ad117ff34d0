"""Draws the README's picture: what ``coach demo`` really prints, run now, in a home of its own."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console
from rich.text import Text

from coach.vision.pose_model import find_model

PICTURE = Path(__file__).parents[2] / ".github" / "demo.svg"
WIDTH = 80
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


def drawn(text: str) -> str:
    """Coloured text as a picture."""
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        console = Console(
            record=True, width=WIDTH, force_terminal=True, color_system="truecolor", file=nowhere
        )
        console.print(Text.from_ansi(text))
    return console.export_svg(title="coach demo", code_format=_NO_FONTS_FROM_AFAR, unique_id="demo")


if __name__ == "__main__":
    PICTURE.write_text(drawn(printed()), encoding="utf-8")
