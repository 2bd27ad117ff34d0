"""What the Tab key offers where a name is typed: as in «coach --install-completion»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

_NAME = re.compile(r"""^name\s*=\s*["']([a-z0-9-]+)["']""", re.MULTILINE)


def exercise_names(incomplete: str) -> list[str]:
    """The exercises whose names begin so; their files are not read through, for Tab has to be quick."""
    from coach.resources import shipped, user_exercises

    names = {path.stem for path in shipped("exercises").glob("*.toml")}
    names.update(_own_names(user_exercises()))
    return sorted(name for name in names if name.startswith(incomplete))


def _own_names(folder: Path) -> Iterator[str]:
    with suppress(OSError):  # what can't be read offers nothing; the command itself says why
        for path in folder.glob("*.toml"):
            if path.is_file() and (name := _NAME.search(path.read_text("utf-8", errors="replace"))):
                yield name[1]


def grades(incomplete: str) -> list[str]:
    """The grades of the pose model that begin so."""
    from coach.vision.grades import GRADES

    return [grade for grade in GRADES if grade.startswith(incomplete)]
