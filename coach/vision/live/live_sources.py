"""Opens live sources: a webcam, a phone's stream, or a film in real time."""

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
from coach.vision.live.device import no_camera_hint
from coach.vision.live.live_poses import LivePoses
from coach.vision.live.replay import LiveSource, Replay
from coach.vision.opening import open_recording
from coach.vision.pacing import Looped, Paced
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.pose_model.model_registry import DEFAULT_GRADE
from coach.vision.pose_model.pose_model import find_model
from coach.vision.source_kind import source_kind

_MOST_CAMERAS = 4
"""Number of indexes to try on systems that don't list cameras."""


def open_live(
    wish: str | None,
    *,
    grade: str = DEFAULT_GRADE,
    model_path: Path | None = None,
    options: LandmarkerOptions = DEFAULT_OPTIONS,
    picture: PictureOptions = AS_SHOWN,
    on_progress: OnProgress | None = None,
) -> LiveSource:
    """Open a live source.

    Args:
        wish: A camera's index, device file or name, the address of an MJPEG stream, a film or a recording;
            None for the first working camera.
        grade: Grade of the pose model.
        model_path: A custom pose model.
        options: Options of the landmarker.
        picture: Rotation, mirroring, person and speed.
        on_progress: Called with the progress of a pose model download.

    Raises:
        SourceError: The source can't be opened.
        ModelError: There is no usable pose model.
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
        opener = _first_working_camera(clock)
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
    """Open a film in real time and in an endless loop.

    Args:
        film: A film that ends as it begins.
        name: Display name.
        grade: Grade of the pose model.
        model_path: A custom pose model.
        options: Options of the landmarker.
        on_progress: Called with the progress of a pose model download.

    Raises:
        SourceError: The film can't be opened.
        ModelError: There is no usable pose model.
    """

    def opener() -> FrameSource:
        return Paced(Looped(partial(open_film, film), name))

    return LivePoses(opener, find_model(grade, model_path, on_progress), options, endless=False)


def _paced(film: Path, speed: float | None) -> FrameSource:
    return Paced(open_film(film, speed))


def _first_working_camera(clock: Callable[[], float]) -> Callable[[], FrameSource]:
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
    raise refused or CameraMissing("No camera found.", hint=no_camera_hint())
