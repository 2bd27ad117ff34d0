"""A film as a file: whether it can be one, its hash and its date."""

from __future__ import annotations

import difflib
import hashlib
import shlex
from pathlib import Path

from coach.body.recording.recording import holds_recording
from coach.errors import FilmMissing, FilmUnreadable, NoPictures
from coach.regular_file import open_regular
from coach.vision.address_kind import download_error
from coach.vision.film.container import Container, Content, read_container

_TAKES = "The coach takes mp4, mov, avi, webm and gif, and its own recordings (.npz)."

_NEVER_A_FILM: dict[Content, tuple[str, str]] = {
    "cut off": (
        "was cut off while it was being saved: the index that a film needs is missing",
        "Copy it anew from the camera or phone.",
    ),
    "archive": ("is an archive, not a film", "Unpack it, and name the film that is in it."),
}


def check_film_file(path: Path) -> Container:
    """Look at a file before a decoder does.

    Raises:
        FilmMissing: There is no such file.
        FilmUnreadable: It is no film.
        NoPictures: It is empty.
    """
    check_file(path)
    try:
        container = read_container(path)
    except OSError as error:
        raise _closed(path, error) from error
    if container.content in _NEVER_A_FILM:
        what, hint = _NEVER_A_FILM[container.content]
        raise FilmUnreadable(f"{path.name} {what}.", path=path, hint=hint)
    return container


def check_file(path: Path) -> None:
    """See that there is a file with something in it.

    Raises:
        FilmMissing: There is no such file.
        FilmUnreadable: It is a folder or a device, or may not be looked at.
        NoPictures: It is empty.
    """
    try:
        if not path.exists():
            raise _missing(path)
        if not path.is_file():
            what = "a folder" if path.is_dir() else "no plain file"
            raise FilmUnreadable(f"{path} is {what}, not a film.", path=path, hint="Name the film itself.")
        if path.stat().st_size == 0:
            raise NoPictures(f"{path.name} is empty (0 bytes).", path=path, hint="Copy or record it anew.")
    except OSError as error:
        raise _closed(path, error) from error


def is_recording(path: Path) -> bool:
    """Whether a file is a recording by what is in it, or says so by its name and is no film either."""
    try:
        content = read_container(path).content
        named_so = path.suffix.lower() == ".npz" and content in ("archive", "unknown")
        return named_so or (content == "archive" and holds_recording(path))
    except OSError as error:
        raise _closed(path, error) from error


def no_film(path: Path, what: str = "is not a film") -> FilmUnreadable:
    """The error for a file of another kind."""
    return FilmUnreadable(f"{path.name} {what}.", path=path, hint=_TAKES)


def damaged(path: Path) -> FilmUnreadable:
    """The error for a film that gave not one picture."""
    return FilmUnreadable(
        f"{path.name} is too damaged to give one picture.",
        path=path,
        hint="Copy or record it anew.",
    )


def film_hash(path: Path) -> str:
    """SHA-256 of a file's content in hex."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _closed(path: Path, error: OSError) -> FilmUnreadable:
    hint = "May you read it?" if isinstance(error, PermissionError) else "Check the path."
    return FilmUnreadable(f"{path.name} can't be opened: {error.strerror or error}.", path=path, hint=hint)


def _missing(path: Path) -> FilmMissing:
    """The error for a file that is not there, with the names nearest to it."""
    if (address := download_error(path)) is not None:
        return address
    folder = path.parent
    if path.is_symlink():
        return FilmMissing(
            f"{path} is a link that leads nowhere: to {path.readlink()}.",
            path=path,
            hint="Name the film itself, or make the link anew.",
        )
    if not folder.is_dir():
        what = f"{folder} is no folder" if folder.exists() else f"There is no folder {folder}"
        return FilmMissing(f"{what}.", path=path, hint="Check the path.")
    names = [each.name for each in folder.iterdir() if each.exists() and not each.name.startswith(".")]
    near = difflib.get_close_matches(path.name, names, n=2)
    listing = f"To see what is there: ls {shlex.quote(str(folder))}"
    hint = f"Did you mean {' or '.join(near)}?" if near else listing
    return FilmMissing(f"There is no film at {path}.", path=path, hint=hint)
