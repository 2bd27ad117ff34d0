"""Reads several photos with one model; a failure doesn't stop the others."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.cli.photos.pose_json import FORMAT
from coach.cli.progress import ProgressBar
from coach.errors import CoachError, LibraryError, NobodyInPhoto
from coach.photo.image_file import Photo, read_photo
from coach.photo.photo_person import PhotoPerson, PhotoReader
from coach.terminal_text import json_line
from coach.vision.address_kind import file_path
from coach.vision.landmarker.landmarker import LandmarkerOptions
from coach.vision.pose_model.model_registry import Grade
from coach.vision.pose_model.pose_model import PoseModel, find_model

_FAILED, _SOME_FAILED = 1, 3


@dataclass(frozen=True, slots=True, eq=False)
class PhotoReading:
    """A photo and everyone in it.

    Attributes:
        path: Its file as typed.
        photo: The photo.
        people: The people, from left to right; at least one.
        model: The pose model.
    """

    path: Path
    photo: Photo
    people: tuple[PhotoPerson, ...]
    model: PoseModel


@dataclass(frozen=True, slots=True)
class PhotoRequest:
    """What several photos are read with.

    Attributes:
        images: The photos as typed.
        grade: Grade of the pose model.
        model_path: A custom pose model, or None.
        options: The landmarker's options.
        as_json: Whether errors are printed as JSON too.
    """

    images: Sequence[Path]
    grade: Grade
    model_path: Path | None
    options: LandmarkerOptions
    as_json: bool


def read_photos(request: PhotoRequest, receive: Callable[[PhotoReading], None]) -> int:
    """Read photos one after the other.

    Args:
        request: The photos and options.
        receive: Called with each photo in which someone was found; a CoachError fails that photo only.

    Returns:
        The exit code: 0; 1 if every photo failed or shows no one; 3 if some did.
    """
    with ProgressBar("Photos", silent=request.as_json, unit="photos") as bar:
        bar.show_step("Loading the pose model")
        model = find_model(request.grade, request.model_path, bar.prepare)
        reader = PhotoReader(model, request.options)
    failed = []
    with reader:
        for typed in request.images:
            try:
                receive(_read(reader, typed))
            except LibraryError:  # without the library, every photo would fail
                raise
            except CoachError as error:
                failed.append(typed)
                _print_error(str(typed), error, as_json=request.as_json)
    if len(failed) == len(request.images):
        return _FAILED
    if failed:
        names = ", ".join(each.name for each in failed)
        done = len(request.images) - len(failed)
        print(f"{done} of {len(request.images)} photos read. Failed: {names}", file=sys.stderr)
    return _SOME_FAILED if failed else 0


def _read(reader: PhotoReader, typed: Path) -> PhotoReading:
    photo = read_photo(file_path(typed))
    people = reader.people(photo)
    if not people:
        raise NobodyInPhoto(
            f"No one was found in {typed.name}.",
            path=typed,
            hint="Show one person whole, well lit; --min-detection 0.3 accepts less certain bodies.",
        )
    return PhotoReading(typed, photo, people, reader.model)


def _print_error(name: str, error: CoachError, *, as_json: bool) -> None:
    sys.stdout.flush()
    print("\n".join(part for part in (str(error), error.hint) if part), file=sys.stderr)
    if as_json:
        print(json_line({"format": FORMAT, "image": name, "error": str(error), "hint": error.hint}))
