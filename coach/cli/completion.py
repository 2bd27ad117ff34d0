"""What the Tab key offers where a name is typed: as in 'coach --install-completion'."""

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
    """The exercises whose names begin so; their files are not read through, for Tab has to be quick."""
    names = {path.stem for path in shipped("exercises").glob("*.toml")}
    names.update(_own_names(user_exercises()))
    return sorted(name for name in names if name.startswith(incomplete))


def _own_names(folder: Path) -> Iterator[str]:
    with suppress(OSError):  # what can't be read offers nothing; the command itself says why
        for path in folder.glob("*.toml"):
            if is_regular(path) and (name := _NAME.search(path.read_text("utf-8", errors="replace"))):
                yield name[1]


def grades(incomplete: str) -> list[str]:
    """The grades of the pose model that begin so."""
    return [grade for grade in GRADES if grade.startswith(incomplete)]


def after_installing(typed: Sequence[str]) -> None:
    """Put the last touch to what '--install-completion' writes; Typer writes it and ends the process."""
    if typed == ["--install-completion"]:
        atexit.register(complete_at_once)


def complete_at_once() -> None:
    """Have zsh offer something at the first Tab: Typer's script, when it is first called, only signs up."""
    script = Path.home() / ".zfunc" / "_coach"
    with suppress(OSError, RuntimeError):  # without it the second Tab offers it
        written = script.read_text("utf-8")
        if not written.rstrip().endswith(_CALL):
            script.write_text(f"{written.rstrip()}\n\n{_CALL}\n", "utf-8")
