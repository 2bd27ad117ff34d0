"""The joint angles of each frame of a landmark recording as CSV, each with its ± in the camera's view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, get_args

from coach.body.angle_errors import Angle, read_angle_errors
from coach.body.angles import JOINTS, SIDES, Attitude, angles_of
from coach.body.pose import Pose
from coach.body.recording.recording import Recording
from coach.body.view import View
from coach.export.file_output import Output, write_text
from coach.export.history_csv import csv_lines

_ATTITUDES: tuple[Attitude, ...] = get_args(Attitude)
_JOINT_COLUMNS = tuple(
    column
    for joint in JOINTS
    for side in SIDES
    for column in (f"{joint}_{side}_deg", f"{joint}_{side}_error_deg", f"{joint}_{side}_visibility")
)
_ATTITUDE_COLUMNS = tuple(column for each in _ATTITUDES for column in (f"{each}_deg", f"{each}_error_deg"))
COLUMNS = ("time_s", "view", *_JOINT_COLUMNS, *_ATTITUDE_COLUMNS)
"""Inner angles of the joints (180 is straight), their lowest visibility, and the attitudes of the trunk."""


def export_angles(recording: Recording, output: Output) -> int:
    """Write a row for each frame; a frame without a body has only its time.

    The ± is that of the shipped table of angle errors, for the view of the frame; empty where it is unknown.

    Args:
        recording: The recording.
        output: A file, or an open text stream.

    Returns:
        The number of frames.

    Raises:
        ExportUnwritable: The file can't be written.
    """
    write_text(output, csv_lines(COLUMNS, frame_rows(recording, COLUMNS, _figures)))
    return len(recording.times)


def frame_rows(
    recording: Recording, columns: Sequence[str], figures: Callable[[Pose], dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield a row for each frame: its time, and the figures of its pose where there is one."""
    for sighting in recording:
        row: dict[str, Any] = dict.fromkeys(columns)
        row["time_s"] = round(sighting.time, 3)
        if sighting.pose is not None:
            row |= figures(sighting.pose)
        yield row


def _figures(pose: Pose) -> dict[str, Any]:
    angles = angles_of(pose)
    row: dict[str, Any] = {"view": angles.view}
    for joint_number, joint in enumerate(JOINTS):
        for side_number, side in enumerate(SIDES):
            name = f"{joint}_{side}"
            row[f"{name}_deg"] = round(float(angles.joints[joint_number, side_number]), 1)
            row[f"{name}_error_deg"] = _error_deg(joint, angles.view)
            row[f"{name}_visibility"] = round(float(angles.visibility[joint_number, side_number]), 2)
    for attitude in _ATTITUDES:
        row[f"{attitude}_deg"] = round(float(getattr(angles, attitude)), 1)
        row[f"{attitude}_error_deg"] = _error_deg(attitude, angles.view)
    return row


@cache
def _error_deg(angle: Angle, view: View) -> float | None:
    bar = read_angle_errors().bar(angle, view)
    return None if bar is None else round(bar.bar_deg, 1)
