"""The landmarks of each frame of a recording as CSV."""

from __future__ import annotations

from typing import Any

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.recording.recording import Recording
from coach.export.angle_csv import frame_rows
from coach.export.file_output import Output, write_text
from coach.export.history_csv import csv_lines

FIGURES = ("x", "y", "z", "world_x_m", "world_y_m", "world_z_m", "visibility", "presence")
"""x and y as shares of width and height, z in the scale of x; metres from the middle of the hips."""
COLUMNS = ("time_s", *(f"{landmark.name.lower()}_{figure}" for landmark in Landmark for figure in FIGURES))


def export_recorded_landmarks(recording: Recording, output: Output) -> int:
    """Write a row for each frame, with 33 landmarks of eight figures; only a time where no body was detected.

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


def _figures(pose: Pose) -> dict[str, Any]:
    figures = [
        round(float(each), 5)
        for landmark in Landmark
        for each in (
            *pose.image[landmark],
            *pose.world[landmark],
            pose.visibility[landmark],
            pose.presence[landmark],
        )
    ]
    return dict(zip(COLUMNS[1:], figures, strict=True))
