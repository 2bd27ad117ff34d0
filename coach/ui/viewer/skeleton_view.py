"""A body from one of three sides as a stick figure, with its joint angles beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

from coach.body.angle_errors import read_angle_errors
from coach.body.angles import JOINTS, SIDES, Joint, angles_of
from coach.body.landmarks import Side
from coach.body.pose import FloatArray, Pose
from coach.body.view import view_name
from coach.ui import theme
from coach.ui.formatting import degrees
from coach.ui.stick_figure import StickFigure

Projection = Literal["as filmed", "from the side", "from above"]
PROJECTIONS: tuple[Projection, ...] = get_args(Projection)
_AXES: dict[Projection, tuple[int, int]] = {"from the side": (2, 1), "from above": (0, 2)}
"""The world's axes that point right and down: x to the camera's right, y down, z away from the camera."""
_REACH_M = 1.1
"""From the middle of the hips to a hand above the head."""
_MARGIN = 0.06
_BESIDE = 36
_UNSEEN = 0.5
"""Visibility below which an angle gets a question mark."""


class SkeletonView:
    """One pose in the space that there is; words in its place where it has no room."""

    def __init__(
        self, pose: Pose | None, size: tuple[int, int], projection: Projection, box: FloatArray | None
    ) -> None:
        """Set what is shown.

        Args:
            pose: The pose; None if nobody was detected.
            size: Columns and rows.
            projection: The side from which it is seen.
            box: The part of the picture that is shown as filmed: left, top, right, bottom in pixels; None
                for all of it.
        """
        self._pose, self._projection, self._box = pose, projection, box
        columns, self._rows = size
        self._columns = columns - _BESIDE if columns >= 2 * _BESIDE else columns
        self._has_angles = columns >= 2 * _BESIDE

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        body = None if self._pose is None else self._projected(self._pose)
        figure = StickFigure(body, max(self._columns, 1), max(self._rows, 1))
        if not self._has_angles:
            yield figure
            return
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(width=self._columns - 2)
        table.add_column(width=_BESIDE)
        table.add_row(
            figure, Text("nobody detected", theme.ASIDE) if self._pose is None else _words(self._pose)
        )
        yield table

    def _projected(self, pose: Pose) -> FloatArray:
        """The landmarks as shares of the field, shape (33, 2), in true proportions."""
        field = np.array([2.0 * self._columns, 4.0 * self._rows])  # dots of a character are square
        if self._projection == "as filmed":
            box = np.array([0.0, 0.0, *pose.size]) if self._box is None else self._box
            points = pose.image[:, :2] * pose.size
            low, high = box[:2], box[2:]
        else:
            points = pose.world[:, list(_AXES[self._projection])]
            low, high = np.full(2, -_REACH_M), np.full(2, _REACH_M)
        scale = (field / np.maximum(high - low, 1e-6)).min()
        shares: FloatArray = 0.5 + (points - (low + high) / 2) * scale / field
        return shares


def box_around(poses: Sequence[Pose]) -> FloatArray | None:
    """The part of the picture in which a body moves, in pixels: left, top, right, bottom."""
    if not poses:
        return None
    points = np.concatenate([pose.image[:, :2] * pose.size for pose in poses])
    low, high = np.quantile(points, 0.002, axis=0), np.quantile(points, 0.998, axis=0)
    margin = _MARGIN * (high - low).max()
    box: FloatArray = np.concatenate([low - margin, high + margin])
    return box


@dataclass(frozen=True, slots=True)
class FrameAngle:
    """The inner angle of a joint in one frame; 180 is straight.

    Attributes:
        joint: The joint.
        side: Its side.
        angle_deg: The angle in degrees.
        error_deg: Its error in this view, from the shipped table; None if unknown.
        visibility: The lowest visibility of its landmarks, 0 to 1.
    """

    joint: Joint
    side: Side
    angle_deg: float
    error_deg: float | None
    visibility: float

    @property
    def text(self) -> str:
        """In words: '172° ± 8° left'; a question mark if the joint can hardly be seen."""
        doubt = " ?" if self.visibility < _UNSEEN else ""
        return f"{degrees(self.angle_deg, self.error_deg)}{doubt} {self.side}"


def frame_angles(pose: Pose) -> list[FrameAngle]:
    """The angles of all joints, left and right."""
    angles, errors = angles_of(pose), read_angle_errors()
    found = []
    for number, joint in enumerate(JOINTS):
        bar = errors.bar(joint, angles.view)
        error_deg = None if bar is None else round(bar.bar_deg, 1)
        for place, side in enumerate(SIDES):
            angle_deg = round(float(angles.joints[number, place]), 1)
            visibility = round(float(angles.visibility[number, place]), 2)
            found.append(FrameAngle(joint, side, angle_deg, error_deg, visibility))
    return found


def angle_lines(pose: Pose) -> list[str]:
    """View and joint angles in words, a line each: 'knee 172° ± 8° left, 168° ± 8° right'."""
    found = frame_angles(pose)
    lines = [f"{joint} {', '.join(each.text for each in found if each.joint == joint)}" for joint in JOINTS]
    return [view_name(angles_of(pose).view), *lines]


def _words(pose: Pose) -> Text:
    """The same for a narrow column."""
    view, *joints = angle_lines(pose)
    narrow = (line.replace(" ", "\n  ", 1).replace(", ", "\n  ") for line in joints)
    return Text("\n".join([view, *narrow]))
