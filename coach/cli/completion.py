"""Shell completion of exercise and model names."""

from __future__ import annotations

import atexit
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from coach.regular_file import is_regular
from coach.resources import shipped, user_exercises
from coach.vision.pose_model.model_registry import GRADES

_CALL = '_coach_completion "$@"'
_NAME = re.compile(r"""^name\s*=\s*["']([a-z0-9-]+)["']""", re.MULTILINE)


def exercise_names(incomplete: str) -> list[str]:
    """Exercises whose names begin so. Shipped files are not opened, so that Tab stays quick."""
    names = {path.stem for path in shipped("exercises").glob("*.toml")}
    names.add("anything")
    names.update(_own_names(user_exercises()))
    return sorted(name for name in names if name.startswith(incomplete))


def _own_names(folder: Path) -> Iterator[str]:
    with suppress(OSError):  # an unreadable file completes nothing; the command reports it
        for path in folder.glob("*.toml"):
            if is_regular(path) and (name := _NAME.search(path.read_text("utf-8", errors="replace"))):
                yield name[1]


def grades(incomplete: str) -> list[str]:
    """Pose model grades that begin so."""
    return [grade for grade in GRADES if grade.startswith(incomplete)]


def after_installing(typed: Sequence[str]) -> None:
    """Patch the zsh script at exit after '--install-completion': Typer writes it and ends the process."""
    if typed == ["--install-completion"]:
        atexit.register(complete_at_once)


def complete_at_once() -> None:
    """Make zsh complete at the first Tab: Typer's script only registers itself on its first call."""
    script = Path.home() / ".zfunc" / "_coach"
    with suppress(OSError, RuntimeError):  # without the patch, zsh completes from the second Tab on
        text = script.read_text("utf-8")
        if not text.rstrip().endswith(_CALL):
            script.write_text(f"{text.rstrip()}\n\n{_CALL}\n", "utf-8")
