"""Screens drawn as pictures, and the ones that were looked at and found good."""

from __future__ import annotations

import os
import re
from pathlib import Path

from rich._export_format import CONSOLE_SVG_FORMAT
from rich.console import Console, RenderableType

from coach.ui.theme import SafeConsole

NO_FONTS_FROM_AFAR = re.sub(r"@font-face {{.*?}}\s*", "", CONSOLE_SVG_FORMAT, flags=re.DOTALL)
SNAPSHOTS = Path(__file__).parent / "snapshots"


def drawn(screen: RenderableType, width: int, *, height: int = 25, terminal: bool = True) -> Console:
    """A console that has printed a screen and recorded it."""
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


def as_kept(screen: RenderableType, name: str, width: int, *, height: int = 25) -> tuple[str, str]:
    """The picture of a screen now, and the one that is kept; ``COACH_SNAPSHOTS=write`` keeps it anew."""
    console = drawn(screen, width, height=height)
    picture = console.export_svg(title=name, code_format=NO_FONTS_FROM_AFAR, unique_id=f"{name}-{width}")
    kept = SNAPSHOTS / f"{name}-{width}.svg"
    if os.environ.get("COACH_SNAPSHOTS") == "write":
        kept.write_text(picture, encoding="utf-8")
    return picture, kept.read_text(encoding="utf-8")
