"""What to draw of each film, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from coach.cli.pictures.output_paths import check_places, place_for
from coach.regular_file import is_folder

ANNOTATED = "-annotated.mp4"
_MP4 = ".mp4"


@dataclass(frozen=True, slots=True)
class DrawnPictures:
    """The pictures to draw.

    Attributes:
        annotate: Where to save the annotated film: a file or a folder, or None.
    """

    annotate: Path | None = None

    @property
    def wanted(self) -> bool:
        """Whether anything is drawn."""
        return self.annotate is not None

    @property
    def needs_film(self) -> bool:
        """Whether the pictures of the film are needed."""
        return self.annotate is not None

    def of(self, film: Path) -> DrawnPictures:
        """The same with the files of one film."""
        return replace(self, annotate=place_for(film, self.annotate, ANNOTATED))


NOTHING_DRAWN = DrawnPictures()


def check_drawn_places(films: Sequence[Path], drawn: DrawnPictures) -> None:
    """Check that every film gets files of its own, and of a known kind.

    Raises:
        typer.BadParameter: There are several films but no folder, two films would be saved under the same
            name, or a file has the wrong ending.
    """
    check_places(films, drawn.annotate, ANNOTATED, "--annotate")
    if drawn.annotate is not None and not is_folder(drawn.annotate):
        _check_ending(drawn.annotate, (_MP4,), "--annotate")


def _check_ending(path: Path, endings: Sequence[str], option: str) -> None:
    if path.suffix.lower() not in endings:
        raise typer.BadParameter(
            f"{path.name} must end in {' or '.join(endings)}, or be an existing folder.", param_hint=option
        )
