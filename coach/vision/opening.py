"""Opens whatever a person names as a source of poses: a film, or a recording of one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from coach.body.recording.recording import Recording, read_recording
from coach.body.recording.recording_speed import at_speed
from coach.body.recording.recording_tee import NamedRecording, RecordingTee, check_place
from coach.body.stream import FrameSource, OnProgress, PoseSource, SourceFacts
from coach.errors import PlaceUnusable
from coach.vision.film.film import open_film
from coach.vision.film.film_date import is_believable
from coach.vision.film.film_file import check_file, film_hash, is_recording
from coach.vision.film.film_poses import FilmPoses
from coach.vision.film.film_surveyor import FilmSurveyor
from coach.vision.film.recording_cache import CachedRecording, cache_path, remembered
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, LandmarkerOptions
from coach.vision.pacing import Paced
from coach.vision.picture.picture_options import AS_SHOWN, AUTO, PictureOptions
from coach.vision.picture.picture_orientation import is_upright
from coach.vision.pose_model.model_registry import DEFAULT_GRADE
from coach.vision.pose_model.pose_model import find_model

OnNote = Callable[[str], None]


def open_source(
    path: Path,
    *,
    grade: str = DEFAULT_GRADE,
    model_path: Path | None = None,
    options: LandmarkerOptions = DEFAULT_OPTIONS,
    picture: PictureOptions = AS_SHOWN,
    use_cache: bool = True,
    keep_frames: bool = False,
    paced: bool = False,
    keep: Path | None = None,
    on_progress: OnProgress | None = None,
    on_note: OnNote | None = None,
) -> PoseSource:
    """Open a film or a recording.

    Args:
        path: The film, or a recording (.npz).
        grade: Grade of the pose model for a film.
        model_path: A pose model of the user's own.
        options: How to look for bodies.
        picture: Which way up the pictures are, whom to follow, how fast they go by.
        use_cache: Whether to take what was seen in this film before, and to keep what is seen now.
        keep_frames: Whether each sighting carries its picture; then the film is always decoded and seen anew.
        paced: Whether a film that is seen anew goes by no faster than it happened.
        keep: Where to put a recording of it, once it was gone through to its end.
        on_progress: Told about a download of the pose model.
        on_note: Told, in a sentence, what the user may want to know.

    Raises:
        SourceError: There is no such film, or nothing can be seen in it.
        RecordingUnwritable: A recording can't be put where it was asked for.
        ModelError: The pose model can't be had.
    """
    check_file(path)
    if keep is not None:
        check_place(keep)
    if is_recording(path):
        if on_note is not None and picture.needs_pictures:
            on_note(f"{path.name} holds landmarks, no pictures: nothing in it can be turned.")
        return _kept(open_recording(path, picture.speed), keep)
    with ExitStack() as closing:
        film = closing.enter_context(open_film(path, picture.speed))
        model = find_model(grade, model_path, on_progress)
        memory = (
            _memory(film.facts.sha256 or "", model.sha256, f"{options.signature} {picture.signature}")
            if use_cache
            else None
        )
        recording = None if memory is None or keep_frames else remembered(memory)
        if recording is not None and (picture.rotate != AUTO or is_upright(recording, picture.expected)):
            if on_note is not None:
                on_note(f"{path.name} was seen before: its landmarks come from the cache.")
            return _kept(_as_named_now(recording, film.facts), keep)
        surveyor = FilmSurveyor(
            partial(open_film, path, picture.speed),
            model,
            reopen=partial(_reopened, path, picture.speed, paced=paced),
            view=picture.view,
            rotate=picture.rotate == AUTO,
            expected=picture.expected,
            person=picture.person,
        )
        poses = FilmPoses(
            Paced(film) if paced else film,
            model,
            options,
            keep_frames=keep_frames,
            view=picture.view,
            surveyor=surveyor,
        )
        closing.pop_all()
    return _kept(poses if memory is None else RecordingTee(poses, partial(CachedRecording, memory)), keep)


def _reopened(path: Path, speed: float | None, *, paced: bool) -> FrameSource:
    film = open_film(path, speed)
    return Paced(film) if paced else film


def _as_named_now(recording: Recording, film: SourceFacts) -> Recording:
    """What was seen in a film before, with the name and the date that its file has now."""
    now = replace(recording.facts, name=film.name, recorded_at=film.recorded_at, dated_by=film.dated_by)
    return replace(recording, facts=now)


def _memory(film_sha256: str, model_sha256: str, options: str) -> Path | None:
    """Where the film's recording is kept; None where nothing can be, which is no reason not to look at it."""
    try:
        return cache_path(film_sha256, model_sha256, options)
    except PlaceUnusable:
        return None


def open_recording(path: Path, speed: float | None = None) -> Recording:
    """Open a recording; one that names no film is known again by its own hash.

    Args:
        path: The recording.
        speed: How fast its film showed what happened; None where the recording says so.

    Raises:
        SourceError: There is no such recording, or it can't be read.
    """
    check_file(path)
    recording = read_recording(path)
    facts, date = recording.facts, recording.facts.recorded_at
    if date is not None and not is_believable(date, datetime.now(UTC)):
        facts = replace(facts, recorded_at=None, dated_by=None)
    recording = replace(recording, facts=replace(facts, sha256=facts.sha256 or film_hash(path)))
    return recording if speed is None else at_speed(recording, speed)


def _kept(source: PoseSource, keep: Path | None) -> PoseSource:
    return source if keep is None else RecordingTee(source, partial(NamedRecording, keep))
