"""What to draw of each film, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import typer

from coach.cli.pictures.output_paths import check_places, place_for
from coach.regular_file import is_folder, path_exists

_ANNOTATED, _PLOT = "-annotated.mp4", "-angles.svg"
_MP4, _PLOTS = (".mp4",), (".svg", ".png")


@dataclass(frozen=True, slots=True)
class DrawnPictures:
    """The pictures to draw.

    Attributes:
        annotate: Where to save the annotated film: a file or a folder, or None.
        blur: Whether everything but the person is blurred in it.
        stills: The folder of pictures of the best reps and the faults, or None.
        plot: Where to save the plot of the angles: a file or a folder, or None.
        chart: Whether to show a chart of the main angle.
    """

    annotate: Path | None = None
    blur: bool = False
    stills: Path | None = None
    plot: Path | None = None
    chart: bool = False

    @property
    def wanted(self) -> bool:
        """Whether anything is drawn."""
        return self.needs_film or self.plot is not None or self.chart

    @property
    def needs_film(self) -> bool:
        """Whether the pictures of the film are needed."""
        return self.annotate is not None or self.stills is not None

    def of(self, film: Path) -> DrawnPictures:
        """The same with the files of one film."""
        annotate, plot = place_for(film, self.annotate, _ANNOTATED), place_for(film, self.plot, _PLOT)
        return replace(self, annotate=annotate, plot=plot)


NOTHING_DRAWN = DrawnPictures()


def check_drawn_places(films: Sequence[Path], drawn: DrawnPictures) -> None:
    """Check that every film gets files of its own, and of a known kind.

    Raises:
        typer.BadParameter: There are several films but no folder, two films would be saved under the same
            name, a file has the wrong ending, or there is nothing in which to blur the background.
    """
    check_places(films, drawn.annotate, _ANNOTATED, "--annotate")
    check_places(films, drawn.plot, _PLOT, "--plot")
    _check_ending(drawn.annotate, _MP4, "--annotate")
    _check_ending(drawn.plot, _PLOTS, "--plot")
    if drawn.stills is not None and path_exists(drawn.stills) and not is_folder(drawn.stills):
        raise typer.BadParameter(f"{drawn.stills} is a file; name a folder.", param_hint="--stills")
    if drawn.blur and drawn.annotate is None:
        raise typer.BadParameter("it needs --annotate OUT.", param_hint="--blur-background")


def _check_ending(path: Path | None, endings: Sequence[str], option: str) -> None:
    if path is not None and not is_folder(path) and path.suffix.lower() not in endings:
        raise typer.BadParameter(
            f"{path.name} must end in {' or '.join(endings)}, or be an existing folder.", param_hint=option
        )
