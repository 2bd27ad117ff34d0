"""Other ways to show the same film: what is done to its pictures, their times and the file's tags."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.opencv import cv2
from coach.vision.picture_options import AS_SHOWN, PictureOptions, Rotation

Picture = NDArray[np.uint8]
Matrix = tuple[int, int, int, int]

_GREY = (148, 154, 154)
_MOST_HEIGHT = 1080
"""A picture that is padded is no higher than this in the end, as a phone's would be."""
_BARS = 0.25
"""Share of the picture's height that is added above, and below."""
_DARKENED = 0.15
_LEAST_SHIN = 0.35
"""Share of the shins that is left in the picture where they are cut off."""
_HEAD = 0.06
"""Above the highest landmark, which is an eye, there is the rest of a head."""


@dataclass(frozen=True, slots=True)
class BodyPlace:
    """Where a body is in a film's pictures, on the whole, as shares of their height.

    Attributes:
        top: The head at its highest.
        bottom: The feet at their lowest.
        knees: The knees.
    """

    top: float
    bottom: float
    knees: float


WHOLE = BodyPlace(0.0, 1.0, 0.7)


def body_place(poses: Sequence[Pose]) -> BodyPlace:
    """Where the body is in most of the poses; the whole picture where there are none."""
    if not poses:
        return WHOLE
    heights = np.array([pose.image[:, 1] for pose in poses])
    top = np.quantile(heights.min(axis=1), 0.05) - _HEAD
    bottom = np.quantile(heights.max(axis=1), 0.95)
    knees = np.median(heights[:, [Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]])
    top, bottom, knees = np.clip([top, bottom, knees], 0, 1)
    return BodyPlace(float(top), float(bottom), float(knees))


Change = Callable[[Picture, BodyPlace], Picture]


def _as_it_is(picture: Picture, body: BodyPlace) -> Picture:
    return picture


@dataclass(frozen=True, slots=True)
class Transform:
    """One way to show a film otherwise.

    Attributes:
        change: What is done to each picture.
        mirrored: Whether left and right are exchanged in what is judged.
        rate: Frames a second that are kept at most; None for all.
        crf: How coarsely H.264 encodes it: 18 can't be told from the original, 35 is what messengers send.
        pixel_aspect: Width of a pixel as a share of its height, as the file says it.
        matrix: The file's display matrix, row by row: what a player does to each picture.
        told: How the pictures are to be taken, as a person would say it.
    """

    change: Change = _as_it_is
    mirrored: bool = False
    rate: float | None = None
    crf: int = 18
    pixel_aspect: Fraction = Fraction(1)
    matrix: Matrix | None = None
    told: PictureOptions = AS_SHOWN


def _mirror(picture: Picture, body: BodyPlace) -> Picture:
    return picture[:, ::-1]


def _turn(quarters: int, picture: Picture, body: BodyPlace) -> Picture:
    """Turn by quarters, clockwise."""
    return np.rot90(picture, -quarters)


def _scale(by: float, picture: Picture, body: BodyPlace) -> Picture:
    return _sized(picture, by, by)


def _squeeze(aspect: Fraction, picture: Picture, body: BodyPlace) -> Picture:
    return _sized(picture, 1 / float(aspect), 1.0)


def _letterbox(picture: Picture, body: BodyPlace) -> Picture:
    bar = round(_BARS * len(picture))
    return _picture(cv2.copyMakeBorder(picture, bar, bar, 0, 0, cv2.BORDER_CONSTANT, value=(0, 0, 0)))


def _shrink(share: float, picture: Picture, body: BodyPlace) -> Picture:
    """Grey all round, so much that the body takes this share of the height."""
    height, width = picture.shape[:2]
    room = max((body.bottom - body.top) / share - 1, 0) / 2
    above, aside = round(room * height), round(room * width)
    by = min(1.0, _MOST_HEIGHT / (height + 2 * above))
    small = _sized(picture, by, by)
    above, aside = round(by * above), round(by * aside)
    return _picture(cv2.copyMakeBorder(small, above, above, aside, aside, cv2.BORDER_CONSTANT, value=_GREY))


def _darken(picture: Picture, body: BodyPlace) -> Picture:
    return (picture * _DARKENED).astype(np.uint8)


def _cut_shins(picture: Picture, body: BodyPlace) -> Picture:
    kept = body.knees + _LEAST_SHIN * (body.bottom - body.knees)
    return picture[: max(round(kept * len(picture)), 2)]


def _sized(picture: Picture, across: float, down: float) -> Picture:
    height, width = picture.shape[:2]
    size = max(round(width * across), 2), max(round(height * down), 2)
    way = cv2.INTER_AREA if across * down < 1 else cv2.INTER_LINEAR
    return _picture(cv2.resize(picture, size, interpolation=way))


def _picture(pixels: cv2.typing.MatLike) -> Picture:
    return np.asarray(pixels, np.uint8)


_UPRIGHT_AGAIN: dict[int, tuple[Rotation, Matrix]] = {
    1: (270, (0, -1, 1, 0)),
    2: (180, (-1, 0, 0, -1)),
    3: (90, (0, 1, -1, 0)),
}
"""For pictures turned by so many quarters: what has to be told, and the display matrix that tells it."""

_SHARES = {"1-3": 1 / 3, "1-4": 1 / 4, "1-6": 1 / 6}
_ASPECTS = {name: Fraction(name.replace("-", "/")) for name in ("1-2", "16-9", "9-5", "2-1")}


def _turned() -> dict[str, Transform]:
    found: dict[str, Transform] = {}
    for quarters, (back, matrix) in _UPRIGHT_AGAIN.items():
        change, name = partial(_turn, quarters), f"turn-{90 * quarters}"
        found[name] = Transform(change)
        found[f"{name}-typed"] = Transform(change, told=PictureOptions(rotate=back))
        found[f"{name}-tagged"] = Transform(change, matrix=matrix)
    return found


TRANSFORMS: dict[str, Transform] = {
    "re-encode": Transform(crf=35),
    "mirror": Transform(_mirror, mirrored=True),
    "mirror-typed": Transform(_mirror, told=PictureOptions(mirror=True)),
    "mirror-tagged": Transform(_mirror, matrix=(-1, 0, 0, 1)),
    **_turned(),
    "half": Transform(partial(_scale, 0.5)),
    "double": Transform(partial(_scale, 2.0)),
    "letterbox": Transform(_letterbox),
    "15fps": Transform(rate=15.0),
    "10fps": Transform(rate=10.0),
    "pixels-square": Transform(),
    **{
        f"pixels-{name}": Transform(partial(_squeeze, aspect), pixel_aspect=aspect)
        for name, aspect in _ASPECTS.items()
    },
    **{f"body-{name}": Transform(partial(_shrink, share)) for name, share in _SHARES.items()},
    "dark": Transform(_darken),
    "shins-cut": Transform(_cut_shins),
}
"""By what they are called on the command line; «typed» is said by an option, «tagged» by the file."""
