"""Where ``--recording`` puts the landmark recordings of films."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from coach.regular_file import is_folder


def check_places(films: Sequence[Path], out: Path | None) -> None:
    """See that every film's recording gets a place of its own.

    Raises:
        typer.BadParameter: Several films, and no folder; or two films of one name.
    """
    if out is None or len(films) == 1:
        return
    if not is_folder(out):
        raise typer.BadParameter(
            f"several films need a folder that is there, and {out} is none.", param_hint="--recording"
        )
    names = [_name(film) for film in films]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise typer.BadParameter(
            f"more than one film would be recorded as {twice}; give them one by one.",
            param_hint="--recording",
        )


def place_for(film: Path, out: Path | None) -> Path | None:
    """Where a film's recording goes: the file that was named, or into the folder under the film's name."""
    return out / _name(film) if out is not None and is_folder(out) else out


def told_place(place: Path | None, *, interrupted: bool) -> list[str]:
    """A sentence on where the recording is; none where none was asked for."""
    if place is None:
        return []
    if interrupted:
        return ["Its recording was not written: that takes a film seen to its end."]
    return [f"Its landmark recording: {place}"]


def _name(film: Path) -> str:
    return film.with_suffix(".npz").name
