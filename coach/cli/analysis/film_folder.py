"""The films in a folder."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from coach.errors import FilmMissing, FilmUnreadable, SourceError
from coach.regular_file import is_folder, is_regular

_RECORDING = ".npz"
FILM_SUFFIXES = (".mp4", ".mov", ".avi", ".webm", ".gif", ".mkv", ".m4v")
_MAX_NAMES = 5
"""Skipped files that are listed by name; the rest are only counted."""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """The contents of a folder, without hidden files.

    Attributes:
        films: Films, and recordings without a film of the same name, sorted; '2' comes before '10'.
        left_out: Everything else; folders end in a slash.
    """

    films: tuple[Path, ...]
    left_out: tuple[str, ...]

    @property
    def left_out_text(self) -> str:
        """The names of what is left out; after the first five, their number."""
        named = ", ".join(self.left_out[:_MAX_NAMES])
        more = len(self.left_out) - _MAX_NAMES
        return f"{named} and {more} more" if more > 0 else named


def contents(folder: Path) -> FolderContents:
    """List a folder, without its subfolders.

    Raises:
        OSError: The folder can't be read.
    """
    here = sorted((each for each in folder.iterdir() if not each.name.startswith(".")), key=_in_order)
    films = {each for each in here if each.suffix.lower() in FILM_SUFFIXES and is_regular(each)}
    stems = {each.stem for each in films}
    recordings = {each for each in here if each.suffix.lower() == _RECORDING and is_regular(each)}
    films |= {each for each in recordings if each.stem not in stems}
    left_out = (f"{each.name}/" if is_folder(each) else each.name for each in here if each not in films)
    return FolderContents(tuple(each for each in here if each in films), tuple(left_out))


def expanded(typed: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """Every film once, and a sentence for each folder from which something is left out.

    A folder without films stays in the list, so that :func:`no_film` can explain the problem.
    """
    films: dict[Path, None] = {}
    notes = []
    for path in typed:
        found = _contents_or_none(path)
        films.update(dict.fromkeys(found.films or (path,)))
        if found.films and found.left_out:
            notes.append(f"Skipped in {path}: {found.left_out_text}")
    return list(films), notes


def no_film(folder: Path) -> SourceError:
    """The error for a folder that has no film in it."""
    try:
        found = contents(folder)
    except OSError as error:
        return FilmUnreadable(
            f"The folder {folder} can't be opened: {error.strerror}.",
            path=folder,
            hint="Check who may read it.",
        )
    below = next((name for name in found.left_out if name.endswith("/")), None)
    hint = f"A film's name ends in {', '.join(FILM_SUFFIXES[:-1])} or {FILM_SUFFIXES[-1]}."
    if below is not None:
        hint += f" Subfolders are not searched; name them: coach analyze {shlex.quote(str(folder / below))}"
    return FilmMissing(f"There is no film in the folder {folder}.", path=folder, hint=hint)


def _contents_or_none(path: Path) -> FolderContents:
    try:
        return contents(path) if is_folder(path) else FolderContents((), ())
    except OSError:
        return FolderContents((), ())


def _in_order(path: Path) -> list[tuple[int, str]]:
    """A sort key that compares numbers in names by value."""
    parts = re.split(r"([0-9]+)", path.name.casefold())
    return [(len(part.lstrip("0")) if place % 2 else 0, part) for place, part in enumerate(parts)]
