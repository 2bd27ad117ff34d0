"""Where the pictures of several photos are written: one file, or a file for each in a folder."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import typer

from coach.atomic_file import make_folder
from coach.errors import PictureUnwritable
from coach.photo.picture_file import check_picture_place
from coach.regular_file import is_folder


def picture_places(
    images: Sequence[Path], out: Path | None, *, option: str, kind: str, suffixes: Sequence[str]
) -> dict[Path, Path]:
    """The file to write for each photo.

    A folder, or the name of a new one, gets a file for each photo, such as ``squat-mask.png``.

    Args:
        images: The photos as typed.
        out: As typed; None for no pictures.
        option: The option's name, for errors.
        kind: The end of a file's name in a folder, such as "mask".
        suffixes: The suffixes that the file may have; the first is used in a folder.

    Raises:
        typer.BadParameter: The file has another suffix, is one of the photos, or is one file for several.
        PictureUnwritable: It can't be written there.
    """
    if out is None:
        return {}
    into_folder = is_folder(out) or (not out.suffix and len(set(images)) > 1)
    if not into_folder:
        if len(set(images)) > 1:
            raise typer.BadParameter("name a folder: there are several photos.", param_hint=option)
        if out.suffix.lower() not in suffixes:
            raise typer.BadParameter(f"name a file that ends in {' or '.join(suffixes)}.", param_hint=option)
        places = dict.fromkeys(images, out)
    else:
        _make(out)
        places = _in_folder(images, out, f"-{kind}{suffixes[0]}")
    photos = {os.path.realpath(each) for each in images}
    for place in places.values():
        if os.path.realpath(place) in photos:
            raise typer.BadParameter(f"{place} is one of the photos.", param_hint=option)
        check_picture_place(place)
    return places


def _in_folder(images: Sequence[Path], folder: Path, end: str) -> dict[Path, Path]:
    """A file for each photo; photos of the same name are numbered."""
    places, taken = {}, Counter[str]()
    for image in dict.fromkeys(images):
        taken[image.stem] += 1
        number = f"-{taken[image.stem]}" if taken[image.stem] > 1 else ""
        places[image] = folder / f"{image.stem}{number}{end}"
    return places


def _make(folder: Path) -> None:
    try:
        make_folder(folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise PictureUnwritable(folder, reason.lower(), "Name a folder that you own.") from error
