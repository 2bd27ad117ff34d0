"""Writing of an export: to a file that gets its name when it is complete, or to an open stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from coach.atomic_file import make_folder, replacing
from coach.errors import ExportUnwritable

Output = Path | IO[str]


@contextmanager
def export_file(path: Path) -> Iterator[Path]:
    """Write a temporary file that replaces the target when the block succeeds; readable by the user only.

    Raises:
        ExportUnwritable: The file can't be written; an existing one is unchanged.
    """
    try:
        with replacing(path) as part:
            yield part
    except OSError as error:
        raise ExportUnwritable(path, (error.strerror or str(error)).lower()) from error


def export_folder(path: Path) -> None:
    """Create the folder for several files, unless it is there.

    Raises:
        ExportUnwritable: It can't be created.
    """
    try:
        make_folder(path)
    except OSError as error:
        raise ExportUnwritable(path, (error.strerror or str(error)).lower()) from error


def write_text(output: Output, pieces: Iterable[str]) -> None:
    """Write text piece by piece, so that a long history needs little memory.

    Raises:
        ExportUnwritable: The file can't be written.
    """
    if not isinstance(output, Path):
        output.writelines(pieces)
        return
    with export_file(output) as part, part.open("w", encoding="utf-8", newline="") as file:
        file.writelines(pieces)
