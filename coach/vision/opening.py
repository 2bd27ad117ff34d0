"""Opens a film or a recording as a source of poses."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from coach.body.recording.recording import Recording, read_recording
from coach.body.recording.recording_speed import at_speed
from coach.body.recording.recording_tee import NamedRecording, RecordingTee, check_recording_path
from coach.body.stream import FrameSource, OnProgress, PoseSource, SourceFacts
from coach.errors import PlaceUnusable
from coach.vision.film.film import open_film
from coach.vision.film.film_date import is_believable
from coach.vision.film.film_file import check_file, film_hash, is_recording
from coach.vision.film.film_poses import FilmPoses
from coach.vision.film.film_surveyor import FilmSurveyor
from coach.vision.film.recording_cache import CachedRecording, cache_path, cached_recording
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
        path: A film or a recording (.npz).
        grade: Grade of the pose model for a film.
        model_path: A custom pose model.
        options: Options of the landmarker.
        picture: Rotation, mirroring, person and speed.
        use_cache: Whether to read and write cached landmarks.
        keep_frames: Whether each sighting carries its frame; the film is then always analysed again.
        paced: Whether an uncached film plays no faster than real time.
        keep: Where to save a recording once the film has been read to its end.
        on_progress: Called with the progress of a pose model download.
        on_note: Called with a sentence for the user.

    Raises:
        SourceError: The film does not exist or can't be decoded.
        RecordingUnwritable: The recording can't be saved at ``keep``.
        ModelError: There is no usable pose model.
    """
    check_file(path)
    if keep is not None:
        check_recording_path(keep)
    if is_recording(path):
        if on_note is not None and picture.needs_pictures:
            on_note(f"{path.name} has no pictures; --rotate, --mirror and --person are ignored.")
        return _recorded(open_recording(path, picture.speed), keep)
    with ExitStack() as closing:
        film = closing.enter_context(open_film(path, picture.speed))
        model = find_model(grade, model_path, on_progress)
        cache_file = (
            _cache_file(film.facts.sha256 or "", model.sha256, f"{options.signature} {picture.signature}")
            if use_cache
            else None
        )
        recording = None if cache_file is None or keep_frames else cached_recording(cache_file)
        if recording is not None and (picture.rotate != AUTO or is_upright(recording, picture.expected)):
            if on_note is not None:
                on_note(f"{path.name} was analysed before; its landmarks come from the cache.")
            return _recorded(_with_current_name(recording, film.facts), keep)
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
    return _recorded(
        poses if cache_file is None else RecordingTee(poses, partial(CachedRecording, cache_file)), keep
    )


def _reopened(path: Path, speed: float | None, *, paced: bool) -> FrameSource:
    film = open_film(path, speed)
    return Paced(film) if paced else film


def _with_current_name(recording: Recording, film: SourceFacts) -> Recording:
    """A cached recording with the film's current name and date."""
    now = replace(recording.facts, name=film.name, recorded_at=film.recorded_at, dated_by=film.dated_by)
    return replace(recording, facts=now)


def _cache_file(film_sha256: str, model_sha256: str, options: str) -> Path | None:
    """The path of the film's cached recording; None without a usable cache folder."""
    try:
        return cache_path(film_sha256, model_sha256, options)
    except PlaceUnusable:
        return None


def open_recording(path: Path, speed: float | None = None) -> Recording:
    """Open a recording; without the hash of a film, it gets the hash of its own file.

    Args:
        path: The recording.
        speed: Playback speed of its film relative to real time; None to use the recording's.

    Raises:
        SourceError: The recording does not exist or can't be read.
    """
    check_file(path)
    recording = read_recording(path)
    facts, date = recording.facts, recording.facts.recorded_at
    if date is not None and not is_believable(date, datetime.now(UTC)):
        facts = replace(facts, recorded_at=None, dated_by=None)
    recording = replace(recording, facts=replace(facts, sha256=facts.sha256 or film_hash(path)))
    return recording if speed is None else at_speed(recording, speed)


def _recorded(source: PoseSource, keep: Path | None) -> PoseSource:
    return source if keep is None else RecordingTee(source, partial(NamedRecording, keep))
