"""``coach pose``: the people in photos, their landmarks and joint angles."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.photos.photo_run import PhotoReading, PhotoRequest, read_photos
from coach.cli.photos.picture_places import picture_places
from coach.cli.photos.pose_json import photo_json
from coach.cli.photos.pose_pictures import PosePictures
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.runs.typed_values import model_choice
from coach.export.pose_csv import export_landmarks
from coach.photo.photo_person import PhotoPerson
from coach.photo.picture_file import LOSSLESS, SUFFIXES
from coach.terminal_text import json_line
from coach.ui.photo.pose_tables import PersonTables
from coach.ui.theme import ASIDE, screen

_STANDARD_OUTPUT = Path("-")


def pose(
    images: Annotated[
        list[Path], typer.Argument(metavar="IMAGE...", help="Read these photos (jpg, png, webp).")
    ],
    landmarks: Annotated[
        bool, typer.Option("--landmarks", help="List the 33 landmarks of each person too.")
    ] = False,
    csv: Annotated[
        Path | None,
        typer.Option("--csv", metavar="FILE", help="Write the landmarks as CSV; '-' prints them."),
    ] = None,
    annotate: Annotated[
        Path | None,
        typer.Option(
            "--annotate", metavar="OUT", help="Draw the skeletons into this png, jpg or webp, or a folder."
        ),
    ] = None,
    labels: Annotated[bool, typer.Option("--labels", help="Name the landmarks in it.")] = False,
    angles: Annotated[
        bool, typer.Option("--angles", help="Draw the angles that can be trusted in it.")
    ] = False,
    mask: Annotated[
        Path | None,
        typer.Option(
            "--mask", metavar="OUT", help="Write who covers which pixel as this png, or to a folder."
        ),
    ] = None,
    cut_out: Annotated[
        bool, typer.Option("--cut-out", help="With --mask: keep the people, and make the rest transparent.")
    ] = False,
    model: options.Model = None,
    num_poses: options.NumPoses = 1,
    min_detection: options.MinDetection = None,
    min_presence: options.MinPresence = None,
    delegate: options.Delegate = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per photo instead.")
    ] = False,
) -> int:
    """Measure the people in photos: joint angles with their errors, and landmarks.

    Each photo is read twice, once mirrored. An angle that the two give differently, or that the camera can't
    see, gets a question mark.
    """
    _check(
        {
            ("--csv", "standard output can't have both JSON and CSV."): as_json and csv == _STANDARD_OUTPUT,
            ("--annotate", "--labels and --angles need it."): (labels or angles) and annotate is None,
            ("--mask", "--cut-out needs it."): cut_out and mask is None,
        }
    )
    grade, model_path = model_choice(model)
    chosen = landmarker_options(
        num_poses=num_poses,
        min_detection=min_detection,
        min_presence=min_presence,
        delegate=delegate,
        masks=mask is not None,
    )
    pictures = PosePictures(
        drawn=picture_places(images, annotate, option="--annotate", kind="pose", suffixes=SUFFIXES),
        masks=picture_places(images, mask, option="--mask", kind="mask", suffixes=LOSSLESS),
        labels=labels,
        angles=angles,
        cut_out=cut_out,
    )
    output = _Output(pictures, csv, landmarks=landmarks, as_json=as_json)
    code = read_photos(PhotoRequest(images, grade, model_path, chosen, as_json), output.receive)
    output.finish()
    return code


def _check(wrong: dict[tuple[str, str], bool]) -> None:
    """Check that options go together.

    Raises:
        typer.BadParameter: One of them is wrong; the keys are the option and what is wrong.
    """
    for (option, sentence), is_wrong in wrong.items():
        if is_wrong:
            raise typer.BadParameter(sentence, param_hint=option)


class _Output:
    """Prints each photo, and writes its pictures; the landmarks of all as CSV at the end."""

    def __init__(self, pictures: PosePictures, csv: Path | None, *, landmarks: bool, as_json: bool) -> None:
        self._pictures, self._csv = pictures, csv
        self._landmarks, self._as_json = landmarks, as_json
        self._prints_csv = csv == _STANDARD_OUTPUT
        self._rows: list[tuple[str, tuple[PhotoPerson, ...]]] = []

    def receive(self, reading: PhotoReading) -> None:
        """Show one photo."""
        self._rows.append((str(reading.path), tuple(replace(each, mask=None) for each in reading.people)))
        if self._as_json:
            print(json_line(photo_json(reading.path, reading.photo, reading.people, reading.model)))
        elif not self._prints_csv:
            _show(reading, landmarks=self._landmarks)
        for written in self._pictures.write(reading):
            self._tell(written)

    def finish(self) -> None:
        """Write the landmarks."""
        if self._csv is None or not self._rows:
            return
        export_landmarks(self._rows, sys.stdout if self._prints_csv else self._csv)
        if not self._prints_csv:
            self._tell(self._csv)

    def _tell(self, written: Path) -> None:
        print(f"Wrote {written}", file=sys.stderr if self._as_json or self._prints_csv else sys.stdout)


def _show(reading: PhotoReading, *, landmarks: bool) -> None:
    console = screen()
    width, height = reading.photo.size
    grade = reading.model.grade or "custom"
    console.print(f"{reading.path} ({width} x {height}, {grade} model)", style=ASIDE, soft_wrap=True)
    for person in reading.people:
        console.print(PersonTables(person, len(reading.people), landmarks=landmarks), "")
