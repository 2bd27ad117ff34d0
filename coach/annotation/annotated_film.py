"""The second pass over a film: every frame with its marks, in a new film."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from coach.annotation.film_encoder import MADE_BY, FilmEncoder, find_encoder
from coach.annotation.frame_pictures import FramePictures
from coach.atomic_file import check_target, replacing
from coach.body.crop import Pixels
from coach.body.stream import OnProgress, Progress
from coach.errors import FilmUnwritable
from coach.performer.film import is_whole
from coach.pyav import av
from coach.regular_file import is_regular
from coach.vision.film.film import Film, open_film
from coach.vision.film.film_decoder import TROUBLE, Decoded
from coach.vision.picture.picture_view import PictureView

SUFFIX = ".mp4"
Draw = Callable[[Pixels, float], None]
"""Draws into a picture what belongs to a time in seconds since the film began."""


@dataclass(frozen=True, slots=True)
class AnnotatedFilm:
    """A written film.

    Attributes:
        path: The film.
        frames: Number of frames in it.
        missing_sound: Why the sound of the source is missing; empty if there is none to miss.
    """

    path: Path
    frames: int
    missing_sound: str = ""


def check_annotated_path(path: Path, source: Path) -> None:
    """Check that an annotated film can be written to ``path``.

    Raises:
        FilmUnwritable: It is the film itself, another file, or its folder is missing.
    """
    if path.suffix.lower() != SUFFIX:
        raise FilmUnwritable(path, "annotated films are MP4 files", f"Name a file that ends in {SUFFIX}.")
    try:
        target = check_target(path)
        is_source = is_regular(target) and target.samefile(source)
    except OSError as error:
        raise FilmUnwritable(
            path, str(error.strerror or error), "Name a file in an existing folder."
        ) from error
    if is_source:
        raise FilmUnwritable(path, "it is the film itself", "Name another file; the film stays as it is.")
    if is_regular(target) and target.stat().st_size and not _is_annotated(target):
        reason = "the existing file was not written by 'coach analyze --annotate' and would be overwritten"
        raise FilmUnwritable(path, reason, "Name another file.")
    find_encoder(path)


def annotate_film(
    source: Path,
    path: Path,
    draw: Draw,
    *,
    view: PictureView,
    speed: float | None = None,
    on_progress: OnProgress | None = None,
) -> AnnotatedFilm:
    """Write a film with marks: the frames, times and sound of the source, in its size.

    Sizes in H.264 are even: an odd one grows by a pixel. The file appears only once it is complete.

    Args:
        source: The film.
        path: The new film.
        draw: Draws the marks of a time.
        view: Rotation and mirroring in the analysis; the new film has them too.
        speed: Playback speed in the analysis; None to use the film's tags.
        on_progress: Called after each frame.

    Raises:
        FilmUnwritable: It can't be written.
        SourceError: The source can't be read.
    """
    check_annotated_path(path, source)
    try:
        with open_film(source, speed) as film, replacing(path, private=False) as unfinished:
            frames, missing_sound = _write(film, source, unfinished, draw, view, on_progress)
            if not is_whole(unfinished, frames):
                raise OSError(None, "the disk may be full")
    except TROUBLE as error:
        reason = str(getattr(error, "strerror", None) or error)
        raise FilmUnwritable(path, reason, f"Make room in {path.parent}, or name another folder.") from error
    return AnnotatedFilm(path, frames, missing_sound)


def _write(
    film: Film, source: Path, unfinished: Path, draw: Draw, view: PictureView, on_progress: OnProgress | None
) -> tuple[int, str]:
    """Write the film; the number of its frames, and why its sound is missing."""
    stream = film.stream
    if stream is None:
        raise OSError(None, "the film has no pictures")
    pictures = FramePictures(film.facts.pixel_aspect, view)
    base = Fraction(stream.time_base or 0)
    total = stream.frames or None
    with ExitStack() as closing:
        encoder: FilmEncoder | None = None
        for done, (time, decoded) in enumerate(film.every_frame(), start=1):
            picture = _picture(pictures, decoded)
            if picture is None:
                continue
            draw(picture, time)
            if encoder is None:
                size = picture.shape[1], picture.shape[0]
                encoder = closing.enter_context(FilmEncoder(unfinished, source, stream, size, pictures.tags))
            stamp_s = _stamp_s(decoded, base, Fraction(time / film.facts.speed))
            encoder.write(pictures.frame(picture), stamp_s, (decoded.frame.duration or 0) * base)
            if on_progress is not None:
                on_progress(Progress(done, total))
        if encoder is None:
            raise OSError(None, "the film has no pictures")
        encoder.finish()
        return encoder.frames, encoder.sound.missing


def _picture(pictures: FramePictures, decoded: Decoded) -> Pixels | None:
    """The picture of a frame; None if it can't be converted."""
    try:
        return pictures.picture(decoded.frame)
    except av.error.FFmpegError:
        return None


def _stamp_s(decoded: Decoded, base: Fraction, otherwise_s: Fraction) -> Fraction:
    frame = decoded.frame
    stamp = frame.pts if frame.pts is not None else frame.dts
    return otherwise_s if stamp is None or not base else stamp * base


def _is_annotated(path: Path) -> bool:
    """Whether a file is a film that was annotated before."""
    try:
        with path.open("rb") as file, av.open(file, "r") as film:
            return film.metadata.get("comment") == MADE_BY
    except TROUBLE:
        return False
