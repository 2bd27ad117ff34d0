"""Pictures of single moments: the body as lines, over the picture of the film where it is at hand."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import BONES
from coach.body.pose import FloatArray, Pose
from coach.body.recording.recording import Recording
from coach.export.html.elements import element
from coach.opencv import cv2
from coach.vision.film.film import open_film
from coach.vision.picture.picture_scaling import scaled

_LARGEST = 480
"""Longest side of a picture, in pixels."""
_SLACK_S = 0.2
"""A moment may be this far from its nearest frame."""
_SURE = 0.3
"""Landmarks less visible than this are not drawn."""
_ROOM = 0.15
"""Room around a body without a picture, as a share of its size."""
_JPEG_QUALITY = 80


@dataclass(frozen=True, slots=True)
class BodyPicture:
    """A moment of a workout.

    Attributes:
        time_s: When it was.
        caption: What it shows.
    """

    time_s: float
    caption: str


def body_figures(
    pictures: Sequence[BodyPicture],
    recordings: Sequence[tuple[Recording, float]],
    film: Path | None,
) -> list[Element]:
    """A figure for each moment whose body is in a recording.

    Args:
        pictures: The moments.
        recordings: The workout's recordings, each with what a time of it lacks to be one of the workout.
        film: The film of the workout, if it is at hand; else only the body is drawn.

    Raises:
        SourceError: The film can't be read.
    """
    poses = {each: pose for each in pictures if (pose := _pose_at(recordings, each.time_s)) is not None}
    stills = {} if film is None else _stills(film, [pose.time for pose in poses.values()])
    return [_figure(each, pose, stills.get(pose.time)) for each, pose in poses.items()]


def _pose_at(recordings: Sequence[tuple[Recording, float]], time_s: float) -> Pose | None:
    """The pose nearest to a time of the workout."""
    for recording, offset_s in recordings:
        wanted = time_s - offset_s
        near = [each for each in recording if abs(each.time - wanted) <= _SLACK_S and each.pose is not None]
        best = min(near, key=lambda each: abs(each.time - wanted), default=None)
        if best is not None:
            return best.pose
    return None


def _stills(film: Path, times: Sequence[float]) -> Mapping[float, NDArray[np.uint8]]:
    """The frames of a film at some times, small enough for a page."""
    found: dict[float, NDArray[np.uint8]] = {}
    with open_film(film) as frames:
        for frame in frames.frames_at(lambda time: any(abs(time - each) < 1e-3 for each in times)):
            nearest = min(times, key=lambda each: abs(each - frame.time))
            height, width = frame.picture.shape[:2]
            found[nearest] = scaled(frame.picture, min(1.0, _LARGEST / max(height, width)))
    return found


def _figure(shown: BodyPicture, pose: Pose, still: NDArray[np.uint8] | None) -> Element:
    width, height = pose.size
    scale = min(1.0, _LARGEST / max(width, height))
    points = pose.image[:, :2] * (width * scale, height * scale)
    drawn: list[Element] = []
    if still is not None:
        drawn.append(
            element("image", href=_jpeg(still), width=round(width * scale), height=round(height * scale))
        )
        box = f"0 0 {width * scale:.0f} {height * scale:.0f}"
    else:
        sure = points[pose.visibility >= _SURE]
        box = _box_around(points if len(sure) < 2 else sure)
    for start, end in BONES:
        if min(pose.visibility[start], pose.visibility[end]) >= _SURE:
            (x1, y1), (x2, y2) = points[start].tolist(), points[end].tolist()
            side = "left" if "LEFT" in start.name and "LEFT" in end.name else "right"
            side = side if start.name.split("_")[0] == end.name.split("_")[0] else "middle"
            drawn.append(
                element(
                    "line",
                    x1=f"{x1:.1f}",
                    y1=f"{y1:.1f}",
                    x2=f"{x2:.1f}",
                    y2=f"{y2:.1f}",
                    class_=f"bone {side}",
                )
            )
    svg = element(
        "svg", element("title", shown.caption), *drawn, viewBox=box, role="img", aria_label=shown.caption
    )
    return element("figure", svg, element("figcaption", shown.caption), class_="body")


def _box_around(points: FloatArray) -> str:
    low, high = points.min(axis=0), points.max(axis=0)
    room = _ROOM * float((high - low).max())
    x, y = (low - room).tolist()
    width, height = (high - low + 2 * room).tolist()
    return f"{x:.0f} {y:.0f} {width:.0f} {height:.0f}"


def _jpeg(still: NDArray[np.uint8]) -> str:
    done, encoded = cv2.imencode(".jpg", still, [cv2.IMWRITE_JPEG_QUALITY, _JPEG_QUALITY])
    assert done, "any picture can be written as JPEG"
    return "data:image/jpeg;base64," + base64.b64encode(encoded.tobytes()).decode("ascii")
