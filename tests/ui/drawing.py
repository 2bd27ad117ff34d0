"""Draws screens as pictures, and compares them with snapshots."""

from __future__ import annotations

import os
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console, RenderableType

from coach.ui.theme import SafeConsole

NO_REMOTE_FONTS = re.sub(r"@font-face {{.*?}}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
SNAPSHOTS = Path(__file__).parent / "snapshots"


def drawn(screen: RenderableType, width: int, *, height: int = 25, terminal: bool = True) -> Console:
    """A recording console that has printed a screen."""
    console = SafeConsole(
        record=True,
        width=width,
        height=height,
        force_terminal=terminal,
        color_system="truecolor" if terminal else None,
        legacy_windows=False,
        file=Path(os.devnull).open("w", encoding="utf-8"),  # noqa: SIM115 - closed below
    )
    console.print(screen)
    console.file.close()
    return console


def with_snapshot(screen: RenderableType, name: str, width: int, *, height: int = 25) -> tuple[str, str]:
    """The current picture of a screen and its snapshot; ``COACH_SNAPSHOTS=write`` updates the snapshot."""
    console = drawn(screen, width, height=height)
    picture = console.export_svg(title=name, code_format=NO_REMOTE_FONTS, unique_id=f"{name}-{width}")
    snapshot = SNAPSHOTS / f"{name}-{width}.svg"
    if os.environ.get("COACH_SNAPSHOTS") == "write":
        snapshot.write_text(picture, encoding="utf-8")
    return picture, snapshot.read_text(encoding="utf-8")
