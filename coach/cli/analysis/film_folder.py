"""A folder in place of a film: which films in it are meant."""

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
_MOST_NAMED = 5
"""Names of files that are left out; how many more there are is said in a figure."""


@dataclass(frozen=True, slots=True)
class FolderContents:
    """What is in a folder, but for hidden files.

    Attributes:
        films: Its films, and recordings without their film beside them, by name; '2' comes before '10'.
        left_out: Everything else, folders with a slash at the end.
    """

    films: tuple[Path, ...]
    left_out: tuple[str, ...]

    @property
    def left_out_in_short(self) -> str:
        """The names of what is left out, or the first ones."""
        named = ", ".join(self.left_out[:_MOST_NAMED])
        more = len(self.left_out) - _MOST_NAMED
        return f"{named} and {more} more" if more > 0 else named


def contents(folder: Path) -> FolderContents:
    """Look into a folder, but not into the folders in it.

    Raises:
        OSError: It can't be looked into.
    """
    here = sorted((each for each in folder.iterdir() if not each.name.startswith(".")), key=_in_order)
    films = {each for each in here if each.suffix.lower() in FILM_SUFFIXES and is_regular(each)}
    stems = {each.stem for each in films}
    recordings = {each for each in here if each.suffix.lower() == _RECORDING and is_regular(each)}
    films |= {each for each in recordings if each.stem not in stems}
    left_out = (f"{each.name}/" if is_folder(each) else each.name for each in here if each not in films)
    return FolderContents(tuple(each for each in here if each in films), tuple(left_out))


def expanded(typed: Iterable[Path]) -> tuple[list[Path], list[str]]:
    """Every film that is meant, each once, and a sentence for each folder of which something is left out.

    A folder without films stays in the list, where :func:`no_film` says what is wrong with it.
    """
    films: dict[Path, None] = {}
    notes = []
    for path in typed:
        found = _looked_into(path)
        films.update(dict.fromkeys(found.films or (path,)))
        if found.films and found.left_out:
            notes.append(f"Left out of {path}: {found.left_out_in_short}")
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
        hint += (
            f" Folders in it are not searched; name them: coach analyze {shlex.quote(str(folder / below))}"
        )
    return FilmMissing(f"There is no film in the folder {folder}.", path=folder, hint=hint)


def _looked_into(path: Path) -> FolderContents:
    try:
        return contents(path) if is_folder(path) else FolderContents((), ())
    except OSError:
        return FolderContents((), ())


def _in_order(path: Path) -> list[tuple[int, str]]:
    """Names by their letters, and by their numbers where they have some."""
    parts = re.split(r"([0-9]+)", path.name.casefold())
    return [(len(part.lstrip("0")) if place % 2 else 0, part) for place, part in enumerate(parts)]
