"""Pictures of single moments of a film, in their full size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.annotation.frame_pictures import FramePictures
from coach.annotation.overlay import Overlay
from coach.atomic_file import make_folder
from coach.body.crop import Pixels
from coach.drawing.colours import BAD, GOOD
from coach.drawing.lettering import Line, draw_caption
from coach.errors import PictureUnwritable
from coach.judging.effort.key_moments import KeyMoment, key_moments
from coach.judging.effort.workout_review import WorkoutReview
from coach.judging.observation import Summary
from coach.photo.picture_file import write_picture
from coach.pyav import av
from coach.vision.film.film import open_film
from coach.vision.picture.picture_view import PictureView

SUFFIX = ".jpg"
_SLACK_S = 1e-3
"""Times of frames are rounded to this."""


@dataclass(frozen=True, slots=True)
class Still:
    """A moment of a film and its file.

    Attributes:
        moment: The moment.
        path: The picture.
    """

    moment: KeyMoment
    path: Path


def stills_of(film: Path, folder: Path, summary: Summary, review: WorkoutReview | None) -> list[Still]:
    """The stills of a film: the best rep and each fault of every set.

    Args:
        film: The film, whose name the files begin with.
        folder: Their folder.
        summary: What was counted.
        review: The review of the sets, which knows the best reps.
    """
    reviews = [] if review is None else review.sets
    found = []
    for place, each in enumerate(summary.sets):
        reviewed = reviews[place].review if place < len(reviews) else None
        for moment in key_moments(each, reviewed):
            name = f"{film.stem}-set-{each.number}-{moment.name}{SUFFIX}"
            found.append(Still(moment, folder / name))
    return found


def write_stills(
    film: Path,
    stills: Sequence[Still],
    overlay: Overlay,
    *,
    view: PictureView,
    speed: float | None = None,
) -> None:
    """Write pictures of moments with skeleton, judged angles and a caption.

    Args:
        film: The film.
        stills: The moments and their files.
        overlay: Draws the marks.
        view: Rotation and mirroring in the analysis.
        speed: Playback speed in the analysis; None to use the film's tags.

    Raises:
        PictureUnwritable: A picture can't be written.
        SourceError: The film can't be read.
    """
    ordered = sorted(stills, key=lambda each: each.moment.time_s)
    for folder in {each.path.parent for each in ordered}:
        _make(folder)
    times = [each.moment.time_s for each in ordered]
    for still, (time, picture) in zip(ordered, _pictures_at(film, times, view, speed), strict=False):
        overlay.draw_body(picture, time)
        colour = GOOD if still.moment.is_good else BAD
        draw_caption(picture, [Line(still.moment.caption, colour=colour)], bottom=True)
        write_picture(still.path, picture)


def _pictures_at(
    film: Path, times: Sequence[float], view: PictureView, speed: float | None
) -> Iterator[tuple[float, Pixels]]:
    """The frame at or just after each time, in order, each a copy; none for what is after the end."""
    due = list(times)
    with open_film(film, speed) as opened:
        pictures = FramePictures(opened.facts.pixel_aspect, view)
        for time, decoded in opened.every_frame():
            if not due:
                return
            if time < due[0] - _SLACK_S:
                continue
            try:
                picture = pictures.picture(decoded.frame)
            except av.error.FFmpegError:
                continue
            while due and time >= due[0] - _SLACK_S:
                due.pop(0)
                yield time, picture.copy()


def _make(folder: Path) -> None:
    """Create the folder of the pictures, if it is missing."""
    try:
        if not folder.is_dir():
            make_folder(folder)
    except OSError as error:
        reason = str(error.strerror or error)
        raise PictureUnwritable(folder, reason, "Name a folder that can be written to.") from error
