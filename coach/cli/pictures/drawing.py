"""Draws the pictures of an analysis after its end, when nothing is revised any more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from coach.annotation.annotated_film import Draw, annotate_film, check_annotated_path
from coach.annotation.background_blur import BackgroundBlur
from coach.annotation.captions import Captions
from coach.annotation.overlay import Overlay
from coach.annotation.plot.angle_plot import check_plot_path, write_plot
from coach.annotation.pose_track import PoseTrack
from coach.annotation.stills import stills_of, write_stills
from coach.body.angles import JOINTS
from coach.body.crop import Pixels
from coach.body.picture_notes import PictureNotes
from coach.catalogue.definition import Exercise
from coach.catalogue.library import all_exercises
from coach.cli.pictures.drawn_pictures import DrawnPictures
from coach.cli.progress import ProgressBar, spinner
from coach.errors import CoachError, NoPictures
from coach.judging.effort.workout_review import WorkoutReview
from coach.judging.observation import Summary
from coach.pipeline import Judging
from coach.recognition.film_judge import FilmJudge
from coach.ui.film.angle_chart import AngleChart
from coach.ui.film.angle_course import AngleCourse, angle_course
from coach.vision.film.film_decoder import unicode_name
from coach.vision.film.film_file import check_file, is_recording
from coach.vision.landmarker.landmarker import LandmarkerOptions
from coach.vision.picture.picture_options import AUTO, PictureOptions
from coach.vision.picture.picture_orientation import turns_of
from coach.vision.picture.picture_view import PictureView
from coach.vision.pose_model.pose_model import PoseModel

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
        review: The review of its sets.
        model: Finds the pose model of the analysis.
        landmarker: The options of the landmarker.
        as_json: Whether to show no progress.
    """

    path: Path
    summary: Summary
    notes: PictureNotes
    picture: PictureOptions
    exercises: Collection[Exercise]
    track: PoseTrack
    review: WorkoutReview | None
    model: Callable[[], PoseModel]
    landmarker: LandmarkerOptions
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """What was drawn.

    Attributes:
        written: The files, by the name of their option.
        notes: A sentence on each.
        failed: Whether something could not be written.
        interrupted: Whether Ctrl-C ended the drawing.
        chart: The chart of the main angle; None unless it is wanted.
    """

    written: Mapping[str, tuple[Path, ...]] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    failed: bool = False
    interrupted: bool = False
    chart: AngleChart | None = None


def check_drawn(film: Path, drawn: DrawnPictures) -> None:
    """Check before an analysis that its pictures can be drawn.

    Raises:
        NoPictures: The film is a recording, which has none.
        FilmUnwritable: The annotated film can't be written where it should be.
        PictureUnwritable: The plot can't be written where it should be.
    """
    if drawn.plot is not None:
        check_plot_path(drawn.plot)
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
    pictures = FilmPictures(film)
    result = Drawn(chart=AngleChart(pictures.course) if drawn.chart and not film.as_json else None)
    for option, draw in _drawers(pictures, drawn):
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
        self._exercises = exercises.values()
        self._overlay = Overlay(film.track, self._captions, exercises)
        turned = turns_of(film.notes) if film.picture.rotate == AUTO else film.picture.view.turns
        self._view = PictureView(turned, film.picture.mirror)

    @property
    def course(self) -> AngleCourse:
        """The angles over time by which the exercises are counted."""
        measures = [
            measure for each in self._exercises for measure in (each.signal.angle, *each.signal.counted)
        ]
        joints = [joint for joint in dict.fromkeys(measures) if joint in JOINTS]
        film = self._film
        return angle_course(film.track.times, film.track.angles(), joints, film.summary)

    def annotate(self, path: Path, *, blur: bool) -> tuple[tuple[Path, ...], tuple[str, ...]]:
        """Write the annotated film."""
        film = self._film
        with ExitStack() as stack:
            bar = stack.enter_context(ProgressBar(f"Annotating {film.path.name}", silent=film.as_json))
            bar.expect(None)
            draw: Draw = self._overlay.draw
            if blur:
                blurring = BackgroundBlur(film.model(), film.landmarker, film.track)
                draw = _one_after_the_other(stack.enter_context(blurring).draw, draw)
            written = annotate_film(
                film.path,
                path,
                draw,
                view=self._view,
                speed=film.picture.speed,
                on_progress=bar.step,
            )
        notes = [f"Annotated film saved as {path}"]
        if written.missing_sound:
            notes.append(f"The annotated film is silent: {written.missing_sound}.")
        return (path,), tuple(notes)

    def stills(self, folder: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
        """Write a picture of the best rep and of each fault of every set."""
        film = self._film
        stills = stills_of(film.path, folder, film.summary, film.review)
        if not stills:
            return (), ("No stills: there is no best rep, and no fault.",)
        with spinner("Drawing stills", silent=film.as_json):
            write_stills(film.path, stills, self._overlay, view=self._view, speed=film.picture.speed)
        number = f"{len(stills)} still{'s' * (len(stills) != 1)}"
        return tuple(each.path for each in stills), (f"{number} saved in {folder}",)

    def plot(self, path: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
        """Write the plot of the angles."""
        write_plot(path, self.course, unicode_name(self._film.path.name))
        return (path,), (f"Plot saved as {path}",)


def _one_after_the_other(*draws: Draw) -> Draw:
    def draw(picture: Pixels, time: float) -> None:
        for each in draws:
            each(picture, time)

    return draw


def _drawers(pictures: FilmPictures, drawn: DrawnPictures) -> Iterator[tuple[str, Drawer]]:
    """What to draw, by the name of its option."""
    if drawn.annotate is not None:
        yield "annotate", partial(pictures.annotate, drawn.annotate, blur=drawn.blur)
    if drawn.stills is not None:
        yield "stills", partial(pictures.stills, drawn.stills)
    if drawn.plot is not None:
        yield "plot", partial(pictures.plot, drawn.plot)


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
