"""Opens what a person trains before: a webcam, a phone's stream, or a film that goes by in real time."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from coach.body.stream import FrameSource, OnProgress
from coach.errors import CameraMissing, CameraRefused, SourceError
from coach.vision.film.film import open_film
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, LandmarkerOptions
from coach.vision.live.address import open_stream
from coach.vision.live.camera import Webcam, camera_index, cameras
from coach.vision.live.device import where_none_is
from coach.vision.live.live_poses import LivePoses
from coach.vision.live.replay import LiveSource, Replay
from coach.vision.opening import open_recording
from coach.vision.pacing import Looped, Paced
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.pose_model.model_registry import DEFAULT_GRADE
from coach.vision.pose_model.pose_model import find_model
from coach.vision.source_kind import source_kind

_MOST_CAMERAS = 4
"""Indexes that are tried where the system has no list of its cameras."""


def open_live(
    wish: str | None,
    *,
    grade: str = DEFAULT_GRADE,
    model_path: Path | None = None,
    options: LandmarkerOptions = DEFAULT_OPTIONS,
    picture: PictureOptions = AS_SHOWN,
    on_progress: OnProgress | None = None,
) -> LiveSource:
    """Open a source that doesn't wait.

    Args:
        wish: A camera's index, device file or name, the address of an MJPEG stream, a film or a landmark
            recording; None takes the first camera that works.
        grade: Grade of the pose model.
        model_path: A pose model of the user's own.
        options: How to look for bodies.
        picture: Which way up the pictures are, whom to follow, how fast a film goes by.
        on_progress: Told about a download of the pose model.

    Raises:
        SourceError: Nothing can be seen there.
        ModelError: The pose model can't be had.
    """
    kind = None if wish is None else source_kind(wish)
    if wish is not None and kind == "recording":
        return Replay(open_recording(Path(wish), picture.speed))
    if wish is not None and kind == "film":
        opener: Callable[[], FrameSource] = partial(_paced, Path(wish), picture.speed)
        return LivePoses(
            opener, find_model(grade, model_path, on_progress), options, picture=picture, endless=False
        )
    began = time.monotonic()

    def clock() -> float:
        return time.monotonic() - began

    if wish is not None and kind == "address":
        opener = partial(open_stream, wish, clock)
    elif wish is not None:
        opener = partial(Webcam, camera_index(wish), clock)
    else:
        opener = _first_that_works(clock)
    return LivePoses(
        opener, find_model(grade, model_path, on_progress), options, picture=picture, clock=clock
    )


def open_looped(
    film: Path,
    name: str,
    *,
    grade: str = DEFAULT_GRADE,
    model_path: Path | None = None,
    options: LandmarkerOptions = DEFAULT_OPTIONS,
    on_progress: OnProgress | None = None,
) -> LivePoses:
    """Open a film that goes by in real time, over and over, as somebody who never tires.

    Args:
        film: A film that ends as it begins.
        name: What to call it.
        grade: Grade of the pose model.
        model_path: A pose model of the user's own.
        options: How to look for bodies.
        on_progress: Told about a download of the pose model.

    Raises:
        SourceError: Nothing can be seen there.
        ModelError: The pose model can't be had.
    """

    def opener() -> FrameSource:
        return Paced(Looped(partial(open_film, film), name))

    return LivePoses(opener, find_model(grade, model_path, on_progress), options, endless=False)


def _paced(film: Path, speed: float | None) -> FrameSource:
    return Paced(open_film(film, speed))


def _first_that_works(clock: Callable[[], float]) -> Callable[[], FrameSource]:
    known = [camera.index for camera in cameras()] or list(range(_MOST_CAMERAS))
    refused: SourceError | None = None
    for index in known:
        try:
            Webcam(index, clock).close()
        except CameraMissing:
            continue
        except CameraRefused as error:
            refused = refused or error
            continue
        return partial(Webcam, index, clock)
    raise refused or CameraMissing("There is no camera here.", hint=where_none_is())
