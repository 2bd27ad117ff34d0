"""Wraps MediaPipe's Pose Landmarker for films, single pictures and live sources."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, nullcontext
from dataclasses import asdict, dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame
from coach.errors import InvalidOption, ModelDamaged
from coach.native_libraries import loading
from coach.opencv import cv2
from coach.vision.landmarker.defer_sigint import DeferSigint
from coach.vision.landmarker.mediapipe_library import load_mediapipe
from coach.vision.landmarker.native_stderr import native_stderr_off
from coach.vision.landmarker.telemetry_lock import without_certificates
from coach.vision.pose_model.pose_model import PoseModel

Delegate = Literal["cpu", "gpu"]
MOST_POSES = 10
_LANDMARKS = len(Landmark)
_FIGURES = 8
_NOISY_FRAMES = 30
"""Frames with a body during which MediaPipe may write warnings: mostly in the first one."""


@dataclass(frozen=True, slots=True)
class LandmarkerOptions:
    """Options of the landmarker.

    Attributes:
        num_poses: Most bodies to detect, 1 to 10; more than are visible make every frame slower.
        min_detection: Least confidence to detect a body, 0 to 1.
        min_presence: Least confidence that a tracked body is still present, 0 to 1.
        min_tracking: With ``num_poses`` above 1, least overlap of a detected body with a tracked one to be
            the same, 0 to 1; with 1, MediaPipe does not use it.
        delegate: "cpu" or "gpu".
        masks: Whether to return a segmentation mask of each body.

    Raises:
        InvalidOption: An option is out of range.
    """

    num_poses: int = 1
    min_detection: float = 0.5
    min_presence: float = 0.5
    min_tracking: float = 0.5
    delegate: Delegate = "cpu"
    masks: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.num_poses <= MOST_POSES:
            raise InvalidOption(
                f"num_poses is {self.num_poses}, which is out of range.", hint=f"Use 1 to {MOST_POSES}."
            )
        for name in ("min_detection", "min_presence", "min_tracking"):
            value = getattr(self, name)
            if not 0.0 <= value <= 1.0:
                raise InvalidOption(f"{name} is {value}, which is out of range.", hint="Use 0 to 1.")
        if self.delegate not in ("cpu", "gpu"):
            raise InvalidOption(f"There is no delegate '{self.delegate}'.", hint="Use cpu or gpu.")

    @property
    def signature(self) -> str:
        """All options in one line, identical for equal options."""
        return " ".join(f"{name}={value}" for name, value in asdict(self).items())


DEFAULT_OPTIONS = LandmarkerOptions()
SEVERAL_PEOPLE = LandmarkerOptions(num_poses=6)
"""For single pictures with several people."""


@dataclass(frozen=True, slots=True, eq=False)
class Detection:
    """The result for one picture.

    Attributes:
        poses: All detected bodies, the most confident first.
        masks: Confidence that each pixel belongs to each body, 0 to 1, shape (height, width) each; empty
            unless requested.
    """

    poses: tuple[Pose, ...]
    masks: tuple[NDArray[np.float32], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A frame converted to MediaPipe's format.

    Attributes:
        time: Seconds since the source began.
        size: Width and height of the picture in pixels.
        image: MediaPipe's image.
    """

    time: float
    size: tuple[int, int]
    image: Any


class Landmarker(Closing):
    """Detects bodies in the frames of one source, in order.

    Raises:
        LibraryError: MediaPipe can't be loaded.
        ModelDamaged: MediaPipe can't load the model.
    """

    def __init__(self, model: PoseModel, options: LandmarkerOptions = DEFAULT_OPTIONS) -> None:
        with native_stderr_off():
            self._native = _create(model, options)
        self._last_ms = -1
        self._with_body = 0

    def prepare(self, frame: Frame) -> Prepared:
        """Convert a frame for :meth:`find`; may run ahead on another thread."""
        return _prepared(frame)

    def detect(self, frame: Frame) -> Detection:
        """Detect the bodies in a frame; frames must be in order of time."""
        return self.find(self.prepare(frame))

    def find(self, prepared: Prepared) -> Detection:
        """Detect the bodies in a prepared frame; frames must be in order of time."""
        self._last_ms = max(round(prepared.time * 1000), self._last_ms + 1)
        # The library writes warnings at the first bodies only.
        with DeferSigint(), nullcontext() if self._with_body >= _NOISY_FRAMES else native_stderr_off():
            result = self._native.detect_for_video(prepared.image, self._last_ms)
        detection = _detection(prepared, result)
        self._with_body += bool(detection.poses)
        return detection

    def close(self) -> None:
        """Close the model; a second call does nothing."""
        with DeferSigint(), native_stderr_off():
            self._native.close()


OnDetection = Callable[[float, Detection], None]
"""Called with a frame's time and its detection."""


class StillLandmarker(Closing):
    """Detects bodies in single, unrelated pictures.

    Raises:
        LibraryError: MediaPipe can't be loaded.
        ModelDamaged: MediaPipe can't load the model.
    """

    def __init__(self, model: PoseModel, options: LandmarkerOptions = DEFAULT_OPTIONS) -> None:
        with native_stderr_off():
            self._native = _create(model, options, mode="IMAGE")

    def detect(self, frame: Frame) -> Detection:
        """Detect the bodies in a picture."""
        prepared = _prepared(frame)
        with DeferSigint(), native_stderr_off():
            return _detection(prepared, self._native.detect(prepared.image))

    def close(self) -> None:
        """Close the model; a second call does nothing."""
        with DeferSigint(), native_stderr_off():
            self._native.close()


class LiveLandmarker(Closing):
    """Detects bodies in live frames; results arrive on MediaPipe's own thread.

    A frame sent while another is being processed is dropped.

    Raises:
        LibraryError: MediaPipe can't be loaded.
        ModelDamaged: MediaPipe can't load the model.
    """

    def __init__(
        self, model: PoseModel, on_detection: OnDetection, options: LandmarkerOptions = DEFAULT_OPTIONS
    ) -> None:
        self._on_detection = on_detection
        self._sent: dict[int, Prepared] = {}
        self._last_ms = -1
        self._with_body = 0
        self._quiet = ExitStack()
        with native_stderr_off():
            self._native = _create(model, options, self._answer, mode="LIVE_STREAM")

    def send(self, frame: Frame) -> None:
        """Send a frame for detection; frames must be in order of time."""
        prepared = _prepared(frame)
        self._last_ms = max(round(frame.time * 1000), self._last_ms + 1)
        self._sent = {self._last_ms: prepared}
        if self._with_body < _NOISY_FRAMES:  # as in Landmarker.find, until the result arrives
            self._quiet.close()
            self._quiet.enter_context(native_stderr_off())
        self._native.detect_async(prepared.image, self._last_ms)

    def close(self) -> None:
        """Close the model; a second call does nothing."""
        with DeferSigint(), native_stderr_off():
            self._native.close()
        self._quiet.close()

    def _answer(self, result: Any, image: Any, time_ms: int) -> None:
        prepared = self._sent.pop(time_ms, None)
        if prepared is None:
            return
        detection = _detection(prepared, result)
        self._with_body += bool(detection.poses)
        self._quiet.close()
        self._on_detection(prepared.time, detection)


def _prepared(frame: Frame) -> Prepared:
    mediapipe = load_mediapipe().mediapipe
    height, width = frame.picture.shape[:2]
    rgb = cv2.cvtColor(frame.picture, cv2.COLOR_BGR2RGB)
    image = mediapipe.Image(image_format=mediapipe.ImageFormat.SRGB, data=rgb)
    return Prepared(frame.time, (width, height), image)


def _detection(prepared: Prepared, result: Any) -> Detection:
    poses = tuple(
        _pose(prepared, image, world)
        for image, world in zip(result.pose_landmarks, result.pose_world_landmarks, strict=True)
    )
    masks = result.segmentation_masks or ()
    return Detection(poses, tuple(np.squeeze(mask.numpy_view()).copy() for mask in masks))


def _create(
    model: PoseModel,
    options: LandmarkerOptions,
    on_answer: Callable[[Any, Any, int], None] | None = None,
    *,
    mode: Literal["IMAGE", "VIDEO", "LIVE_STREAM"] = "VIDEO",
) -> Any:
    library = load_mediapipe()
    vision, base_options = library.vision, library.base_options
    delegate = base_options.Delegate.GPU if options.delegate == "gpu" else base_options.Delegate.CPU
    native_options = vision.PoseLandmarkerOptions(
        base_options=without_certificates(base_options)(model_asset_path=str(model.path), delegate=delegate),
        running_mode=vision.RunningMode[mode],
        result_callback=on_answer,
        num_poses=options.num_poses,
        min_pose_detection_confidence=options.min_detection,
        min_pose_presence_confidence=options.min_presence,
        min_tracking_confidence=options.min_tracking,
        output_segmentation_masks=options.masks,
    )
    try:
        with loading("MediaPipe", "mediapipe"):
            return vision.PoseLandmarker.create_from_options(native_options)
    except (RuntimeError, ValueError, OSError, NotImplementedError) as error:
        # MediaPipe's status codes as exceptions; the last one is a delegate that is not compiled in.
        raise _refusal(model, options) from error


def _refusal(model: PoseModel, options: LandmarkerOptions) -> InvalidOption | ModelDamaged:
    if options.delegate == "gpu":
        return InvalidOption("The landmarker can't use this machine's GPU.", hint="Use the delegate cpu.")
    return ModelDamaged(
        f"MediaPipe can't load the pose model {model.path.name}.",
        hint="'coach models verify' checks coach's models; a custom one must be a pose_landmarker .task.",
    )


def _pose(prepared: Prepared, image: Any, world: Any) -> Pose:
    """Convert MediaPipe's landmarks to arrays; a single flat list is fastest."""
    flat = [
        figure
        for near, far in zip(image, world, strict=True)
        for figure in (near.x, near.y, near.z, far.x, far.y, far.z, near.visibility, near.presence)
    ]
    table = np.array(flat, np.float32).reshape(_LANDMARKS, _FIGURES)
    return Pose(prepared.time, table[:, :3], table[:, 3:6], table[:, 6], table[:, 7], prepared.size)
