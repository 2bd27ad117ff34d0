"""Marker tracks as TRC, the text format of OpenSim, and as C3D, the format of motion laboratories.

TRC as OpenSim's documentation describes it (opensimconfluence.atlassian.net, "Marker (.trc) Files"); C3D is
written by ezc3d (github.com/pyomeca/ezc3d), the extra ``c3d``.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from coach.body.recording.recording import Recording
from coach.errors import ExtraMissing
from coach.export.file_output import Output, export_file, write_text
from coach.export.motion.marker_tracks import NAMES, MarkerTracks, marker_tracks


def export_trc(recording: Recording, output: Output) -> int:
    """Write the landmarks as a TRC file, in millimetres; fields are empty where no body was detected.

    Args:
        recording: The recording.
        output: A file, or an open text stream.

    Returns:
        The number of frames.

    Raises:
        NothingToExport: No body was detected.
        ExportUnwritable: The file can't be written.
    """
    tracks = marker_tracks(recording)
    name = output.name if isinstance(output, Path) else "recording.trc"
    write_text(output, _trc_lines(tracks, name))
    return len(tracks.positions)


def _trc_lines(tracks: MarkerTracks, name: str) -> Iterator[str]:
    count, rate = len(tracks.positions), f"{tracks.rate:.3f}"
    keys = "DataRate CameraRate NumFrames NumMarkers Units OrigDataRate OrigDataStartFrame OrigNumFrames"
    values = (rate, rate, count, len(NAMES), "mm", rate, 1, count)
    yield f"PathFileType\t4\t(X/Y/Z)\t{name}\n"
    yield keys.replace(" ", "\t") + "\n"
    yield "\t".join(map(str, values)) + "\n"
    yield "\t".join(["Frame#", "Time", *("\t\t".join((each, "")) for each in NAMES)]).rstrip("\t") + "\n"
    axes = (f"{axis}{number}" for number in range(1, len(NAMES) + 1) for axis in "XYZ")
    yield "\t\t" + "\t".join(axes) + "\n\n"
    for number, (time, row) in enumerate(zip(tracks.times, tracks.positions, strict=True), start=1):
        figures = ("" if np.isnan(each) else f"{each:.3f}" for each in row.ravel())
        yield f"{number}\t{time:.6f}\t" + "\t".join(figures) + "\n"


def export_c3d(recording: Recording, path: Path) -> int:
    """Write the landmarks as a C3D file, in millimetres; points without a body are marked as missing.

    Returns:
        The number of frames.

    Raises:
        ExtraMissing: The package ``ezc3d`` is not installed.
        NothingToExport: No body was detected.
        ExportUnwritable: The file can't be written.
    """
    try:
        ezc3d = importlib.import_module("ezc3d")
    except ModuleNotFoundError:
        raise ExtraMissing("C3D files", "ezc3d", "c3d") from None
    tracks = marker_tracks(recording)
    count = len(tracks.positions)
    points = np.ones((4, len(NAMES), count))
    points[:3] = tracks.positions.transpose(2, 1, 0)
    missing = np.isnan(points[0])
    points[:, missing] = np.nan
    file = ezc3d.c3d()
    file["parameters"]["POINT"]["RATE"]["value"] = [tracks.rate]
    file["parameters"]["POINT"]["LABELS"]["value"] = list(NAMES)
    file["parameters"]["POINT"]["UNITS"]["value"] = ["mm"]
    file["data"]["points"] = points
    file["data"]["meta_points"] = {"residuals": np.where(missing, -1.0, 0.0)[None]}
    with export_file(path) as part:
        file.write(str(part))
    return count
