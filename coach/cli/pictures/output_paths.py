"""The paths of the files that an analysis writes for each film, such as landmark recordings."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import typer

from coach.regular_file import is_folder

RECORDING = ".npz"


def check_places(
    films: Sequence[Path], out: Path | None, ending: str = RECORDING, option: str = "--recording"
) -> None:
    """Check that every film's file gets its own path.

    Args:
        films: The films.
        out: The typed file or folder, or None.
        ending: What follows the film's name in a folder.
        option: The option with which it was typed.

    Raises:
        typer.BadParameter: There are several films but no folder, or two films have the same name.
    """
    if out is None or len(films) == 1:
        return
    if not is_folder(out):
        raise typer.BadParameter(
            f"several films need an existing folder, and {out} is not one.", param_hint=option
        )
    names = [_name(film, ending) for film in films]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise typer.BadParameter(
            f"more than one film would be saved as {twice}; analyse them one at a time.",
            param_hint=option,
        )


def place_for(film: Path, out: Path | None, ending: str = RECORDING) -> Path | None:
    """The path of a film's file: the typed one, or one with this ending in the typed folder."""
    return out / _name(film, ending) if out is not None and is_folder(out) else out


def recording_notice(place: Path | None, *, interrupted: bool) -> list[str]:
    """A sentence on where the recording is; none without --recording."""
    if place is None:
        return []
    if interrupted:
        return ["The landmark recording was not saved: the analysis has to reach the end of the film."]
    return [f"Landmark recording saved as {place}"]


def _name(film: Path, ending: str) -> str:
    return f"{film.stem}{ending}"
