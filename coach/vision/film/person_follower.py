"""Follows one of several people through a film, and never goes over to another."""

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
from coach.vision.film.people_tracking import LOOK_S
from coach.vision.film.small_bodies import outgrown
from coach.vision.landmarker.landmarker import SEVERAL_PEOPLE, StillLandmarker
from coach.vision.picture.picture_view import AS_IT_IS, PictureView
from coach.vision.pose_model.pose_model import PoseModel

_WATCH_S = 1.0
"""How often it is looked where the others are while the one is followed."""
_KNOWN_S = 0.5
_ROOM = 0.5
"""Radii round the joints of a body that belong to it: head, hands and feet."""
_GREY = 128
_GONE_S = 2.0
_JUMP = 1.0
"""Radii by which joints don't go on average from one picture to the next."""
_SIDE, _SMALL = 6.0, 0.5
"""Radii across the part that is looked at, some 3 m, if that is less than such a share of the longer side."""


@dataclass(frozen=True, slots=True, eq=False)
class Followed:
    """Who is to be followed in a film.

    Attributes:
        track: Where they were seen at its beginning.
        parts: The parts of the picture to look at besides the whole, to find everybody.
    """

    track: Track
    parts: tuple[Box, ...] = ()


class PersonFollower(Closing):
    """Shows the landmarker only the one who is followed, until it has found them.

    The landmarker follows by itself whom it has found. So the others are painted over only in the picture in
    which it begins, and in that in which it begins anew: what is seen of the body is then the same as if
    nobody else were there.
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

    def shown(self, frame: Frame) -> Frame:
        """What the landmarker is to see of a picture; nothing of it where the one isn't there."""
        self._time = frame.time
        if self._found and outgrown(self._view.crop, self._last):
            self._found, self._due_s = False, frame.time
        if self._found:
            if frame.time >= self._due_s:
                self._due_s = frame.time + _WATCH_S
                self._mine(frame)
            return self._view.part(frame)
        if frame.time >= self._due_s:
            self._due_s = frame.time + LOOK_S
            self._wanted = self._mine(frame)
            if self._wanted is not None:
                self._view = PictureView(crop=_crop(self._wanted))
        return self._view.part(_only(frame, self._wanted))

    def taken(self, pose: Pose | None) -> Pose | None:
        """What was found in what was shown last, in shares of the whole picture; None if it is another."""
        pose = None if pose is None else self._view.whole(pose, self._last.size)
        before, self._wanted = self._last if self._found else self._wanted, None
        near = _JUMP if self._found else SAME_BODY
        if pose is None or before is None or distance(pose, before) > near:
            if self._found:
                self._due_s = self._time  # look for them at once, but let the landmarker forget first
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
        """Let go of the landmarker that looks for everybody."""
        self._landmarker.close()

    def _mine(self, frame: Frame) -> Pose | None:
        """The body of the one who is followed among all; the rest are others."""
        time = frame.time
        last = self._reference(time)
        bodies = self._scout.look(frame, around=_crop(last))
        near = [
            body
            for body in bodies
            if is_near(body, last, abs(time - last.time)) and not self._is_other(body, last, time)
        ]
        mine = min(near, key=lambda body: distance(body, last), default=None)
        self._others.observe(time, [body for body in bodies if body is not mine])
        return mine

    def _reference(self, time: float) -> Pose:
        """Where they were last, or, at the beginning of the film, where they are known to be."""
        known = self._known.near(time)
        return known if abs(known.time - time) < _KNOWN_S and not self._found else self._last

    def _is_other(self, body: Pose, last: Pose, time: float) -> bool:
        """Whether a body is rather one of the others who have been there."""
        return any(
            is_near(body, track.poses[-1], time - track.last_s)
            and distance(body, track.poses[-1]) < distance(body, last)
            for track in self._others.tracks
        )


def _crop(body: Pose) -> Box:
    """The part of the picture round a body that is small in it; the whole for one that is large enough."""
    side = _SIDE * radius_px(body)
    if side > _SMALL * max(body.size):
        return WHOLE
    middle, half = frame_px(body).mean(axis=0) / body.size, side / 2 / np.array(body.size)
    left, top = np.maximum(middle - half, 0.0).tolist()
    right, bottom = np.minimum(middle + half, 1.0).tolist()
    return Box(left, top, right, bottom)


def _only(frame: Frame, body: Pose | None) -> Frame:
    """A picture with everything painted over but one body."""
    picture = np.full_like(frame.picture, _GREY)
    if body is not None:
        joints, room = frame_px(body), _ROOM * radius_px(body)
        left, top = np.maximum(joints.min(axis=0) - room, 0).astype(int)
        right, bottom = np.maximum(joints.max(axis=0) + room, 0).astype(int)
        picture[top:bottom, left:right] = frame.picture[top:bottom, left:right]
    return replace(frame, picture=picture)
