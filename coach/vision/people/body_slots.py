"""Follows several bodies with a landmarker each, as if each were alone in the picture."""

from __future__ import annotations

from collections.abc import Sequence

from coach.body.pose import Pose
from coach.body.stream import Closing, Frame
from coach.body.tracks import SAME_BODY, distance
from coach.vision.film.people_scout import PeopleScout
from coach.vision.film.person_follower import JUMP, crop_of, masked_frame
from coach.vision.film.small_bodies import outgrown
from coach.vision.landmarker.landmarker import (
    DEFAULT_OPTIONS,
    SEVERAL_PEOPLE,
    Landmarker,
    LandmarkerOptions,
    StillLandmarker,
)
from coach.vision.picture.picture_view import AS_IT_IS, PictureView
from coach.vision.pose_model.pose_model import PoseModel

MOST_PEOPLE = 6
WATCH_S, SEARCH_S = 1.0, 0.2
"""Seconds between searches for newcomers, and for someone who is missing."""
_PARTS_S = 5.0
"""Seconds between searches in all parts of the picture, for small bodies."""


class _Slot(Closing):
    """One landmarker, and the body that it follows."""

    def __init__(self, model: PoseModel, options: LandmarkerOptions) -> None:
        self._landmarker = Landmarker(model, options)
        self._view = AS_IT_IS
        self.pose: Pose | None = None

    def take(self, frame: Frame, body: Pose) -> bool:
        """Begin to follow a body; whether the landmarker detects it."""
        self._view = PictureView(crop=crop_of(body))
        self.pose = None
        self._detected(masked_frame(frame, None))  # it lets go of the body before
        pose = self._detected(masked_frame(frame, body))
        if pose is not None and distance(pose, body) <= SAME_BODY:
            self.pose = pose
        return self.pose is not None

    def follow(self, frame: Frame) -> None:
        """Follow the body to the next frame; ``pose`` is None if it is lost."""
        before, self.pose = self.pose, None
        if before is None:
            return
        if outgrown(self._view.crop, before):
            self.take(frame, before)
            return
        pose = self._detected(frame)
        if pose is not None and distance(pose, before) <= JUMP:
            self.pose = pose

    def close(self) -> None:
        """Close the landmarker."""
        self._landmarker.close()

    def _detected(self, frame: Frame) -> Pose | None:
        height, width = frame.picture.shape[:2]
        poses = self._landmarker.detect(self._view.part(frame)).poses
        return self._view.whole(poses[0], (width, height)) if poses else None


class BodySlots(Closing):
    """Everyone in successive frames.

    A landmarker for several bodies searches for them in the whole picture, where people in a wide one are too
    small: of two films side by side it may never find one. Here each body has a landmarker of its own, on a
    crop, and its landmarks are those of a film with one person.
    Who is who is not decided here.
    """

    def __init__(self, model: PoseModel, options: LandmarkerOptions = DEFAULT_OPTIONS) -> None:
        self._model, self._options = model, options
        self._still = StillLandmarker(model, SEVERAL_PEOPLE)
        self._scout = PeopleScout(self._still)
        self._slots: list[_Slot] = []
        self._free: list[_Slot] = []
        self._due_s = self._parts_due_s = 0.0

    def bodies(self, frame: Frame, *, missing: bool) -> list[Pose]:
        """All bodies in the next frame, without duplicates.

        Args:
            frame: The frame.
            missing: Whether to search for someone who was there.
        """
        for slot in self._slots:
            slot.follow(frame)
        self._let_go()
        if frame.time >= self._due_s or (missing and frame.time >= self._due_s - WATCH_S + SEARCH_S):
            self._due_s = frame.time + WATCH_S
            self._take_newcomers(frame)
        return [slot.pose for slot in self._slots if slot.pose is not None]

    def close(self) -> None:
        """Close all landmarkers."""
        self._still.close()
        for slot in (*self._slots, *self._free):
            slot.close()

    def _let_go(self) -> None:
        """Free the slots without a body, and all but one of those with the same body."""
        kept: list[_Slot] = []
        for slot in self._slots:
            poses = [each.pose for each in kept if each.pose is not None]
            if slot.pose is not None and _is_new(slot.pose, poses):
                kept.append(slot)
            else:
                self._free.append(slot)
        self._slots = kept

    def _take_newcomers(self, frame: Frame) -> None:
        for body in self._found(frame):
            poses = [slot.pose for slot in self._slots if slot.pose is not None]
            if len(self._slots) >= MOST_PEOPLE or not _is_new(body, poses):
                continue
            slot = self._free.pop() if self._free else _Slot(self._model, self._options)
            taken = slot.take(frame, body)
            alone = slot.pose is not None and _is_new(slot.pose, poses)
            (self._slots if taken and alone else self._free).append(slot)

    def _found(self, frame: Frame) -> list[Pose]:
        if frame.time < self._parts_due_s:
            return self._scout.find_people(frame)
        self._parts_due_s = frame.time + _PARTS_S
        return self._scout.try_parts(frame)


def _is_new(pose: Pose, poses: Sequence[Pose]) -> bool:
    return all(distance(pose, other) >= SAME_BODY for other in poses)
