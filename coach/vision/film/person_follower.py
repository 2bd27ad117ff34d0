"""Follows one of several people through a film without switching to another."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from coach.body.crop import WHOLE, Box
from coach.body.person_choice import is_plain
from coach.body.picture_notes import PictureNote
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame
from coach.body.tracks import SAME_BODY, Track, Tracks, distance, frame_px, is_near, radius_px
from coach.vision.film.people_scout import PeopleScout
from coach.vision.film.people_tracking import INTERVAL_S
from coach.vision.film.small_bodies import outgrown
from coach.vision.landmarker.landmarker import SEVERAL_PEOPLE, StillLandmarker
from coach.vision.picture.picture_view import AS_IT_IS, PictureView
from coach.vision.pose_model.pose_model import PoseModel

_WATCH_S = 1.0
"""Seconds between checks of the others' positions."""
_KNOWN_S = 0.5
_ROOM = 0.5
"""Margin around the joints in body radii, for head, hands and feet."""
_GREY = 128
_GONE_S = 2.0
JUMP = 1.0
"""Average joint movement in body radii that is impossible between two frames."""
_SIDE, _SMALL = 6.0, 0.5
"""Width of the crop in body radii, about 3 m, used if it is below this share of the longer side."""


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """The person to follow in a film.

    Attributes:
        track: Their poses at its beginning.
        parts: Parts of the picture to search in addition to the whole, to find everyone.
    """

    track: Track
    parts: tuple[Box, ...] = ()


class PersonFollower(Closing):
    """Masks everyone but the followed person until the landmarker has detected that person.

    The landmarker then tracks that person by itself. So the others are masked only in the frames in which it
    starts or restarts, and the landmarks are the same as if no one else were there.
    """

    def __init__(self, followed: Followed, model: PoseModel) -> None:
        self._landmarker = StillLandmarker(model, SEVERAL_PEOPLE)
        self._scout = PeopleScout(self._landmarker, followed.parts)
        self._known = followed.track
        self._last = followed.track.poses[0]
        self._others = Tracks()
        self._found = False
        self._wanted: Pose | None = None
        self._due_s = 0.0
        self._time = 0.0
        self._view = AS_IT_IS

    def landmarker_frame(self, frame: Frame) -> Frame:
        """The frame for the landmarker; masked completely if the person isn't there."""
        self._time = frame.time
        if self._found and outgrown(self._view.crop, self._last):
            self._found, self._due_s = False, frame.time
        if self._found:
            if frame.time >= self._due_s:
                self._due_s = frame.time + _WATCH_S
                self._find_person(frame)
            return self._view.part(frame)
        if frame.time >= self._due_s:
            self._due_s = frame.time + INTERVAL_S
            self._wanted = self._find_person(frame)
            if self._wanted is not None:
                self._view = PictureView(crop=crop_of(self._wanted))
        return self._view.part(masked_frame(frame, self._wanted))

    def accepted_pose(self, pose: Pose | None) -> Pose | None:
        """The pose detected in the last frame, in shares of the whole picture; None if someone else's."""
        pose = None if pose is None else self._view.whole(pose, self._last.size)
        before, self._wanted = self._last if self._found else self._wanted, None
        near = JUMP if self._found else SAME_BODY
        if pose is None or before is None or distance(pose, before) > near:
            if self._found:
                self._due_s = self._time  # search at once, but after the landmarker has lost its track
                self._found = False
            return None
        if not self._found:
            self._due_s = self._time + _WATCH_S
        self._found, self._last = True, pose
        return pose

    @property
    def another_person(self) -> PictureNote | None:
        """The note that someone else exercises after the followed person has left; None if not."""
        left_s = self._last.time
        if self._found or self._time - left_s < _GONE_S:
            return None
        for track in self._others.tracks:
            after = Track([pose for pose in track.poses if pose.time > left_s])
            if is_plain(after):
                return PictureNote(
                    "another person",
                    f"The followed person leaves at {left_s:.1f} s. "
                    "Someone else then exercises and is not counted.",
                    "To count them instead, use --person left, right or a number.",
                )
        return None

    def close(self) -> None:
        """Close the landmarker that searches for everyone."""
        self._landmarker.close()

    def _find_person(self, frame: Frame) -> Pose | None:
        """The pose of the followed person; all others are tracked as others."""
        time = frame.time
        last = self._reference(time)
        bodies = self._scout.find_people(frame, around=crop_of(last))
        near = [
            body
            for body in bodies
            if is_near(body, last, abs(time - last.time)) and not self._is_other(body, last, time)
        ]
        person = min(near, key=lambda body: distance(body, last), default=None)
        self._others.assign(time, [body for body in bodies if body is not person])
        return person

    def _reference(self, time: float) -> Pose:
        """Their last pose or, at the beginning of the film, their known pose."""
        known = self._known.near(time)
        return known if abs(known.time - time) < _KNOWN_S and not self._found else self._last

    def _is_other(self, body: Pose, last: Pose, time: float) -> bool:
        """Whether a body is closer to one of the others."""
        return any(
            is_near(body, track.poses[-1], time - track.last_s)
            and distance(body, track.poses[-1]) < distance(body, last)
            for track in self._others.tracks
        )


def crop_of(body: Pose) -> Box:
    """A crop around a small body; the whole picture for a large one."""
    side = _SIDE * radius_px(body)
    if side > _SMALL * max(body.size):
        return WHOLE
    middle, half = frame_px(body).mean(axis=0) / body.size, side / 2 / np.array(body.size)
    left, top = np.maximum(middle - half, 0.0).tolist()
    right, bottom = np.minimum(middle + half, 1.0).tolist()
    return Box(left, top, right, bottom)


def masked_frame(frame: Frame, body: Pose | None) -> Frame:
    """A frame with everything masked except one body."""
    picture = np.full_like(frame.picture, _GREY)
    if body is not None:
        joints, room = frame_px(body), _ROOM * radius_px(body)
        left, top = np.maximum(joints.min(axis=0) - room, 0).astype(int)
        right, bottom = np.maximum(joints.max(axis=0) + room, 0).astype(int)
        picture[top:bottom, left:right] = frame.picture[top:bottom, left:right]
    return replace(frame, picture=picture)
