"""The landmarks of the people in photos as CSV, a row for each landmark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from coach.body.landmarks import Landmark
from coach.export.file_output import Output, write_text
from coach.export.history_csv import csv_lines
from coach.photo.photo_person import PhotoPerson

COLUMNS = (
    *("image", "person", "landmark", "x", "y", "z", "visibility", "presence"),
    *("world_x_m", "world_y_m", "world_z_m"),
)
"""x and y as shares of width and height, z in the scale of x; metres from the middle of the hips."""


def export_landmarks(photos: Iterable[tuple[str, Sequence[PhotoPerson]]], output: Output) -> None:
    """Write 33 rows for each person.

    Args:
        photos: The name of each photo, and the people in it.
        output: A file, or an open text stream.

    Raises:
        ExportUnwritable: The file can't be written.
    """
    write_text(output, csv_lines(COLUMNS, _rows(photos)))


def _rows(photos: Iterable[tuple[str, Sequence[PhotoPerson]]]) -> Iterator[dict[str, Any]]:
    for name, people in photos:
        for person in people:
            pose = person.pose
            for landmark in Landmark:
                figures = [
                    *pose.image[landmark],
                    pose.visibility[landmark],
                    pose.presence[landmark],
                    *pose.world[landmark],
                ]
                texts = [round(float(each), 5) for each in figures]
                row = (name, person.number, landmark.name.lower(), *texts)
                yield dict(zip(COLUMNS, row, strict=True))
