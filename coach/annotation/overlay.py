"""Draws skeleton, judged angles, count, depth bar and messages into one picture of a film."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import get_args

import numpy as np

from coach.annotation.captions import Caption, Captions
from coach.annotation.pose_track import BodyInPicture, PoseTrack
from coach.body.angles import JOINTS, SIDES, Joint, landmarks_of
from coach.body.crop import Pixels
from coach.catalogue.definition import Exercise
from coach.drawing.angle_arcs import AngleMark, angle_text, draw_angles
from coach.drawing.colours import BAD, GOOD, PAPER
from coach.drawing.depth_bar import draw_depth_bar
from coach.drawing.lettering import BOLD, Line, draw_caption
from coach.drawing.skeleton import draw_skeleton

_MOST_LINES = 3
"""Messages at the same time; more would hide the picture."""
_SEEN = 0.5
"""Visibility from which an angle is written: below, it is a guess."""
_TOGETHER = 0.35
"""Of two joints closer than half of this share of the body's size, only the clearer one is shown."""


class Overlay:
    """Draws what was judged into the pictures of a film."""

    def __init__(self, track: PoseTrack, captions: Captions, exercises: Mapping[str, Exercise]) -> None:
        """Create an overlay.

        Args:
            track: The bodies over time.
            captions: What is said over time.
            exercises: The exercises in the film by canonical name.
        """
        self._track, self._captions = track, captions
        self._joints = {name: judged_joints(each) for name, each in exercises.items()}

    def draw(self, picture: Pixels, time: float) -> None:
        """Draw the state at a time into a picture of shape (height, width, 3), which is changed."""
        self.draw_body(picture, time)
        exercise = self._captions.exercise_at(time)
        depth = self._track.depth_at(time)
        if depth is not None and exercise is not None:
            draw_depth_bar(picture, depth.depth)
        score = self._captions.score_at(time)
        if score is not None:
            aside = [Line(score.aside, colour=BAD)] if score.aside else []
            draw_caption(picture, [Line(score.title), Line(score.count, 2.4, weight=BOLD), *aside])
        messages = self._captions.messages_at(time)[-_MOST_LINES:]
        draw_caption(picture, [_line(each) for each in messages], bottom=True)

    def draw_body(self, picture: Pixels, time: float) -> None:
        """Draw only the skeleton and the judged angles of a time."""
        exercise = self._captions.exercise_at(time)
        body = self._track.body_at(time)
        if body is not None:
            draw_skeleton(picture, body.points, body.visibility)
            marks = angle_marks(body, self._joints.get(exercise or "", ()), picture)
            draw_angles(picture, body.points, marks, body.visibility)


def judged_joints(exercise: Exercise) -> tuple[Joint, ...]:
    """The joints whose angles an exercise is judged by: its signal, its standard and its form rules."""
    signal = exercise.signal
    standard = [] if exercise.standard is None else [exercise.standard.measure]
    measures = {signal.angle, *signal.counted, *standard, *(rule.measure for rule in exercise.form)}
    return tuple(joint for joint in get_args(Joint) if joint in measures)


def angle_marks(body: BodyInPicture, joints: tuple[Joint, ...], picture: Pixels) -> list[AngleMark]:
    """The angles to draw: those whose joints are visible, and of two in one place only the clearer one."""
    return list(chain.from_iterable(_marks(body, joint, picture) for joint in joints))


def _marks(body: BodyInPicture, joint: Joint, picture: Pixels) -> list[AngleMark]:
    height, width = picture.shape[:2]
    places = [list(each) for each in landmarks_of(joint)]
    seen = [float(body.visibility[each].min()) for each in places]
    shown = [
        side for side in (0, 1) if seen[side] >= _SEEN and np.isfinite(body.joints[JOINTS.index(joint), side])
    ]
    points = body.points * (width, height)
    size = float(np.ptp(points, axis=0).max())
    left, right = points[places[0][1]], points[places[1][1]]
    if len(shown) == 2 and float(np.hypot(*(left - right))) < _TOGETHER * size / 2:
        shown = [int(seen[1] > seen[0])]
    return [
        AngleMark(joint, SIDES[side], angle_text(float(body.joints[JOINTS.index(joint), side])), PAPER)
        for side in shown
    ]


def _line(message: Caption) -> Line:
    return Line(message.text, colour=GOOD if message.is_good else BAD)
