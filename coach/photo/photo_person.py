"""The people in a photo: their poses, angles, and what of it can't be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.body.angles import Angles, angles_of
from coach.body.crop import WHOLE, Box
from coach.body.mirror_image import mirror_image
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame, OnProgress
from coach.body.tracks import SAME_BODY, distance, distinct, frame_px
from coach.photo.image_file import Photo, read_photo
from coach.photo.joint_figures import AngleFigure, angle_figures, body_doubts
from coach.vision.film.people_scout import is_within, overlaps, parts_of
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, LandmarkerOptions, StillLandmarker
from coach.vision.picture.image_quality import measure_quality
from coach.vision.picture.picture_view import PictureView
from coach.vision.pose_model.model_registry import DEFAULT_GRADE
from coach.vision.pose_model.pose_model import PoseModel, find_model

Mask = NDArray[np.float32]
_MIRRORED = PictureView(mirror=True)
_MOST_PARTS = 24
"""Enough for a picture eight times as wide as high."""
_MARGIN = 0.25
"""Margin around a body as a share of its length: the head is above the highest of its large joints."""


@dataclass(frozen=True, slots=True, eq=False)
class PhotoPerson:
    """One person in a photo.

    Attributes:
        number: Their place from the left, from 1.
        pose: Their pose; its time is 0.
        mirrored: Their pose as read in the mirrored photo, mirrored back; None if they were not found there.
        angles: All angles of the pose.
        figures: The joints' angles and those of the trunk, each with its error.
        doubts: What can't be trusted of the whole body, a sentence each.
        mask: Confidence that each pixel belongs to the person, 0 to 1, shape (height, width); None unless
            requested.
    """

    number: int
    pose: Pose
    mirrored: Pose | None
    angles: Angles
    figures: tuple[AngleFigure, ...]
    doubts: tuple[str, ...]
    mask: Mask | None


@dataclass(frozen=True, slots=True, eq=False)
class _MaskedPose:
    pose: Pose
    mask: Mask | None


class PhotoReader(Closing):
    """Finds the people in photos.

    Each photo is also read mirrored: a person has the same angles in both, so what differs is the model's
    error in this very photo.

    Attributes:
        model: The pose model.
        options: The landmarker's options.
    """

    def __init__(self, model: PoseModel, options: LandmarkerOptions = DEFAULT_OPTIONS) -> None:
        """Load the pose model.

        Raises:
            LibraryError: MediaPipe can't be loaded.
            ModelDamaged: MediaPipe can't load the model.
            InvalidOption: The delegate can't be used.
        """
        self.model = model
        self.options = options
        self._landmarker = StillLandmarker(model, options)

    def people(self, photo: Photo) -> tuple[PhotoPerson, ...]:
        """The people in a photo, from left to right; at most ``options.num_poses``."""
        frame = Frame(0.0, photo.picture)
        bodies = self._bodies(frame)
        bodies.sort(key=lambda body: float(frame_px(body.pose)[:, 0].mean()))
        mirrored = [mirror_image(each.pose) for each in self._bodies(_MIRRORED.frame(frame))]
        quality = measure_quality(photo.picture)
        people = []
        for number, body in enumerate(bodies, start=1):
            other = _same_body(body.pose, mirrored) or self._mirrored_alone(frame, body.pose)
            angles = angles_of(body.pose)
            figures = angle_figures(angles, None if other is None else angles_of(other))
            doubts = body_doubts(body.pose, other, quality)
            people.append(PhotoPerson(number, body.pose, other, angles, figures, doubts, body.mask))
        return tuple(people)

    def close(self) -> None:
        """Close the model."""
        self._landmarker.close()

    def _bodies(self, frame: Frame) -> list[_MaskedPose]:
        """The bodies in the whole picture; if they are too few, also those that are found in parts of it."""
        bodies = self._detected(frame, PictureView())
        most = self.options.num_poses
        if len(bodies) >= most:
            return bodies[:most]
        height, width = frame.picture.shape[:2]
        for part in parts_of((width, height))[:_MOST_PARTS]:
            for body in self._detected(frame, PictureView(crop=part)):
                if not any(overlaps(body.pose, other.pose) for other in bodies):
                    bodies.append(body)
        return bodies[:most]

    def _mirrored_alone(self, frame: Frame, pose: Pose) -> Pose | None:
        """A person read in the mirrored part of the picture around them, as the whole may show another."""
        box = _around(pose)
        part = PictureView(crop=box).part(frame)
        height, width = frame.picture.shape[:2]
        found = [mirror_image(each) for each in self._landmarker.detect(_MIRRORED.frame(part)).poses]
        return _same_body(pose, [PictureView(crop=box).whole(each, (width, height)) for each in found])

    def _detected(self, frame: Frame, view: PictureView) -> list[_MaskedPose]:
        height, width = frame.picture.shape[:2]
        found = self._landmarker.detect(view.part(frame))
        masks: Sequence[Mask | None] = found.masks or [None] * len(found.poses)
        kept = {id(each) for each in distinct(found.poses)}
        bodies = []
        for pose, mask in zip(found.poses, masks, strict=True):
            whole = view.whole(pose, (width, height))
            if id(pose) in kept and (view.crop == WHOLE or is_within(whole, view.crop)):
                bodies.append(_MaskedPose(whole, _whole_mask(mask, view, (height, width))))
        return bodies


def photo_people(
    photo: Photo | Path,
    *,
    grade: str = DEFAULT_GRADE,
    model_path: Path | None = None,
    options: LandmarkerOptions = DEFAULT_OPTIONS,
    on_progress: OnProgress | None = None,
) -> tuple[PhotoPerson, ...]:
    """The people in one photo, from left to right; a :class:`PhotoReader` reads many with one model.

    Args:
        photo: The photo or its file.
        grade: Grade of the pose model.
        model_path: A custom pose model.
        options: Options of the landmarker.
        on_progress: Called with the progress of a pose model download.

    Raises:
        PhotoUnreadable: The photo can't be read.
        ModelError: There is no usable pose model.
    """
    shown = read_photo(photo) if isinstance(photo, Path) else photo
    with PhotoReader(find_model(grade, model_path, on_progress), options) as reader:
        return reader.people(shown)


def _around(pose: Pose) -> Box:
    """The part of the picture around a body, with a margin."""
    joints = frame_px(pose) / pose.size
    low, high = joints.min(axis=0), joints.max(axis=0)
    margin = _MARGIN * float((high - low).max())
    left, top = np.clip(low - margin, 0, 1).tolist()
    right, bottom = np.clip(high + margin, 0, 1).tolist()
    return Box(left, top, right, bottom)


def _same_body(pose: Pose, others: Iterable[Pose]) -> Pose | None:
    """The nearest of other poses, if it is that of the same body."""
    nearest = min(others, key=lambda other: distance(pose, other), default=None)
    return None if nearest is None or distance(pose, nearest) >= SAME_BODY else nearest


def _whole_mask(mask: Mask | None, view: PictureView, shape: tuple[int, int]) -> Mask | None:
    """A mask of a part of the picture as one of the whole."""
    if mask is None or view.crop == WHOLE:
        return mask
    whole = np.zeros(shape, np.float32)
    top, left = round(view.crop.top * shape[0]), round(view.crop.left * shape[1])
    whole[top : top + mask.shape[0], left : left + mask.shape[1]] = mask
    return whole
