"""Draws the pictures of an analysis after its end, when nothing is revised any more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from coach.annotation.annotated_film import annotate_film, check_annotated_path
from coach.annotation.captions import Captions
from coach.annotation.overlay import Overlay
from coach.annotation.pose_track import PoseTrack
from coach.body.picture_notes import PictureNotes
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.cli.pictures.drawn_pictures import DrawnPictures
from coach.cli.progress import ProgressBar
from coach.errors import CoachError, NoPictures
from coach.judging.observation import Summary
from coach.pipeline import Judging
from coach.recognition.film_judge import FilmJudge
from coach.vision.film.film_file import check_file, is_recording
from coach.vision.picture.picture_options import AUTO, PictureOptions
from coach.vision.picture.picture_orientation import turns_of
from coach.vision.picture.picture_view import PictureView

Drawer = Callable[[], tuple[tuple[Path, ...], tuple[str, ...]]]
"""Draws something; returns the files written and a sentence or more on them."""


@dataclass(frozen=True, slots=True)
class AnalysedFilm:
    """A film after its analysis.

    Attributes:
        path: The film.
        summary: What was counted.
        notes: Notes on the pictures.
        picture: The picture options of the analysis.
        exercises: The exercises that could be counted.
        track: The bodies in the film.
        as_json: Whether to show no progress.
    """

    path: Path
    summary: Summary
    notes: PictureNotes
    picture: PictureOptions
    exercises: Collection[Exercise]
    track: PoseTrack
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn.

    Attributes:
        written: The files, by the name of their option.
        notes: A sentence on each.
        failed: Whether something could not be written.
        interrupted: Whether Ctrl-C ended the drawing.
    """

    written: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    failed: bool = False
    interrupted: bool = False


def check_drawn(film: Path, drawn: DrawnPictures) -> None:
    """Check before an analysis that its pictures can be drawn.

    Raises:
        NoPictures: The film is a recording, which has none.
        FilmUnwritable: The annotated film can't be written where it should be.
    """
    if not drawn.needs_film:
        return
    check_file(film)
    if is_recording(film):
        raise NoPictures(
            f"{film.name} is a recording, which has no pictures to draw into.",
            path=film,
            hint="Name the film that it was made from.",
        )
    if drawn.annotate is not None:
        check_annotated_path(drawn.annotate, film)


def draw_pictures(film: AnalysedFilm, drawn: DrawnPictures, judge: Judging) -> Drawn:
    """Draw what was asked for; a problem doesn't undo the analysis, and the rest is drawn.

    Args:
        film: The film and its analysis.
        drawn: What to draw, with the files of this film.
        judge: The judge that counted.
    """
    if isinstance(judge, FilmJudge):
        film.track.depths = judge.depths
    result = Drawn()
    for option, draw in _drawers(FilmPictures(film), drawn):
        if not result.interrupted:
            result = _with(result, option, draw)
    return result


class FilmPictures:
    """Draws the pictures of one analysed film."""

    def __init__(self, film: AnalysedFilm) -> None:
        self._film = film
        self._captions = Captions(film.summary, film.track.held)
        known = {**all_exercises(), **{each.name: each for each in film.exercises}}
        exercises = {name: known[name] for name in self._captions.exercises if name in known}
        self._overlay = Overlay(film.track, self._captions, exercises)
        turned = turns_of(film.notes) if film.picture.rotate == AUTO else film.picture.view.turns
        self._view = PictureView(turned, film.picture.mirror)

    def annotate(self, path: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
        """Write the annotated film."""
        with ProgressBar(f"Annotating {self._film.path.name}", silent=self._film.as_json) as bar:
            bar.expect(None)
            written = annotate_film(
                self._film.path,
                path,
                self._overlay.draw,
                view=self._view,
                speed=self._film.picture.speed,
                on_progress=bar.step,
            )
        notes = [f"Annotated film saved as {path}"]
        if written.missing_sound:
            notes.append(f"The annotated film is silent: {written.missing_sound}.")
        return (path,), tuple(notes)


def _drawers(pictures: FilmPictures, drawn: DrawnPictures) -> Iterator[tuple[str, Drawer]]:
    """What to draw, by the name of its option."""
    if drawn.annotate is not None:
        yield "annotate", partial(pictures.annotate, drawn.annotate)


def _with(result: Drawn, option: str, draw: Drawer) -> Drawn:
    """The result with one more thing drawn; Ctrl-C and errors become notes."""
    try:
        paths, notes = draw()
    except KeyboardInterrupt:
        note = f"You stopped the drawing: nothing was written for --{option}."
        return replace(result, notes=(*result.notes, note), interrupted=True)
    except CoachError as error:
        note = " ".join(filter(None, (str(error), error.hint)))
        return replace(result, notes=(*result.notes, note), failed=True)
    return replace(result, notes=(*result.notes, *notes), written={**result.written, option: paths})
