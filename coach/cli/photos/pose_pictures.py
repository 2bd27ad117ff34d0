"""The pictures that ``coach pose`` writes: skeletons, masks and cut-outs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from coach.cli.photos.photo_run import PhotoReading
from coach.photo.annotation import annotated
from coach.photo.body_mask import cut_out, grey_mask
from coach.photo.picture_file import write_picture


@dataclass(frozen=True, slots=True)
class PosePictures:
    """Which pictures are written, and where.

    Attributes:
        drawn: The file with skeletons for each photo; empty for none.
        masks: The file of the mask for each photo; empty for none.
        labels: Whether landmarks are named.
        angles: Whether angles are drawn.
        cut_out: Whether a mask is the people themselves, with the rest transparent.
    """

    drawn: Mapping[Path, Path]
    masks: Mapping[Path, Path]
    labels: bool
    angles: bool
    cut_out: bool

    def write(self, reading: PhotoReading) -> Iterator[Path]:
        """Write the pictures of one photo; yields each file that was written.

        Raises:
            PictureUnwritable: One can't be written.
        """
        photo, people = reading.photo, reading.people
        if reading.path in self.drawn:
            place = self.drawn[reading.path]
            write_picture(place, annotated(photo, people, labels=self.labels, angles=self.angles))
            yield place
        if reading.path in self.masks:
            place = self.masks[reading.path]
            write_picture(place, (cut_out if self.cut_out else grey_mask)(photo, people))
            yield place
