"""Checks of film files, and their hash."""

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

_SUPPORTED = "Coach reads mp4, mov, avi, webm and gif, and its own recordings (.npz)."

_NEVER_A_FILM: dict[Content, tuple[str, str]] = {
    "cut off": (
        "is incomplete: the film's index is missing",
        "Copy it again from the camera or phone.",
    ),
    "archive": ("is an archive, not a film", "Unpack it and name the film inside."),
}


def check_film_file(path: Path) -> Container:
    """Check a file before it is decoded.

    Raises:
        FilmMissing: It does not exist.
        FilmUnreadable: It is not a film.
        NoPictures: It is empty.
    """
    check_file(path)
    try:
        container = read_container(path)
    except OSError as error:
        raise _unopenable(path, error) from error
    if container.content in _NEVER_A_FILM:
        what, hint = _NEVER_A_FILM[container.content]
        raise FilmUnreadable(f"{path.name} {what}.", path=path, hint=hint)
    return container


def check_file(path: Path) -> None:
    """Check that a file exists and is not empty.

    Raises:
        FilmMissing: It does not exist.
        FilmUnreadable: It is a folder or a device, or can't be opened.
        NoPictures: It is empty.
    """
    try:
        if not path.exists():
            raise _missing(path)
        if not path.is_file():
            what = "a folder, not a film" if path.is_dir() else "not a regular file"
            raise FilmUnreadable(f"{path} is {what}.", path=path, hint="Name a film.")
        if path.stat().st_size == 0:
            raise NoPictures(f"{path.name} is empty (0 bytes).", path=path, hint="Copy or record it again.")
    except OSError as error:
        raise _unopenable(path, error) from error


def is_recording(path: Path) -> bool:
    """Whether a file is a recording by its content, or by its name if the content is not a film."""
    try:
        content = read_container(path).content
        by_name = path.suffix.lower() == ".npz" and content in ("archive", "unknown")
        return by_name or (content == "archive" and holds_recording(path))
    except OSError as error:
        raise _unopenable(path, error) from error


def no_film(path: Path, what: str = "is not a film") -> FilmUnreadable:
    """The error for a file of another kind."""
    return FilmUnreadable(f"{path.name} {what}.", path=path, hint=_SUPPORTED)


def damaged(path: Path) -> FilmUnreadable:
    """The error for a film without a single decodable picture."""
    return FilmUnreadable(
        f"{path.name} is too damaged to decode a single picture.",
        path=path,
        hint="Copy or record it again.",
    )


def film_hash(path: Path) -> str:
    """SHA-256 of a file's content in hex."""
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _unopenable(path: Path, error: OSError) -> FilmUnreadable:
    hint = (
        "Check that you have permission to read it."
        if isinstance(error, PermissionError)
        else "Check the path."
    )
    return FilmUnreadable(f"{path.name} can't be opened: {error.strerror or error}.", path=path, hint=hint)


def _missing(path: Path) -> FilmMissing:
    """The error for a missing file, with similar names."""
    if (address := download_error(path)) is not None:
        return address
    folder = path.parent
    if path.is_symlink():
        return FilmMissing(
            f"{path} is a broken link to {path.readlink()}.",
            path=path,
            hint="Name the film itself, or create the link again.",
        )
    if not folder.is_dir():
        what = f"{folder} is not a folder" if folder.exists() else f"There is no folder {folder}"
        return FilmMissing(f"{what}.", path=path, hint="Check the path.")
    names = [each.name for each in folder.iterdir() if each.exists() and not each.name.startswith(".")]
    near = difflib.get_close_matches(path.name, names, n=2)
    listing = f"To list the files there: ls {shlex.quote(str(folder))}"
    hint = f"Did you mean {' or '.join(near)}?" if near else listing
    return FilmMissing(f"There is no film at {path}.", path=path, hint=hint)
