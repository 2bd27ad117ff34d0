"""The skeleton of a body, drawn into a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from coach.body.angles import SIDES
from coach.body.crop import Pixels
from coach.body.landmarks import BONES, Landmark, of_side
from coach.body.pose import FloatArray
from coach.drawing.colours import INK, Colour, bgr, side_colour
from coach.drawing.lettering import draw_text, text_height
from coach.opencv import cv2

FAINTEST = 0.1
"""Landmarks that are less visible than this are not drawn: they are guesses."""
_STROKE = 1 / 200
"""Width of a line as a share of the picture's shorter side ..."""
_BODY_STROKE = 1 / 45
"""... but at most this share of the body's larger side, so that small bodies are not hidden."""
_STEPS = 4
"""Steps of opacity; each costs one blending."""
_FINER = 4
"""Fraction bits of a place in OpenCV."""
_FAR = 20_000
"""Places farther from the picture than this, in pixels, overflow OpenCV's arithmetic."""
_OUTLINE = 0.4
"""Width of the dark outline on each side, in line widths."""
_JOINT, _FACE_DOT = 1.1, 0.6
"""Radius of a joint and of a point of the face, in line widths."""

_FACE = tuple(
    (Landmark[a], Landmark[b])
    for side in ("LEFT", "RIGHT")
    for a, b in (("NOSE", f"{side}_EYE"), (f"{side}_EYE", f"{side}_EAR"))
)
_HANDS = tuple(
    (of_side(side, "wrist"), of_side(side, finger)) for side in SIDES for finger in ("index", "thumb")
)
_THIN = frozenset((*_FACE, *_HANDS))
LINES: tuple[tuple[Landmark, Landmark], ...] = (*BONES, *_FACE, *_HANDS)
"""The lines of a drawn skeleton, as pairs of landmarks."""
_DOTS = tuple(landmark for landmark in Landmark if any(landmark in line for line in LINES))
_IN_FACE = Landmark.MOUTH_RIGHT


def points_px(body: FloatArray, picture: Pixels) -> FloatArray:
    """Where landmarks lie in a picture.

    Args:
        body: x and y as shares of width and height, shape (33, 2) or (33, 3).
        picture: Shape (height, width, 3).

    Returns:
        Pixels from the middle of the top left pixel, shape (33, 2); NaN stays NaN.
    """
    height, width = picture.shape[:2]
    return np.clip(np.asarray(body, float)[:, :2] * (width, height) - 0.5, -_FAR, _FAR)


def stroke_px(points: FloatArray, picture: Pixels) -> float:
    """Width of a skeleton's lines in pixels, by the size of the picture and of the body."""
    seen = points[np.isfinite(points).all(axis=1)]
    body = float(np.ptp(seen, axis=0).max()) if len(seen) else 0.0
    return max(1.0, min(_STROKE * float(min(picture.shape[:2])), _BODY_STROKE * body))


def draw_skeleton(picture: Pixels, body: FloatArray, visibility: FloatArray | None = None) -> None:
    """Draw a skeleton: left and right in two colours, and the less visible, the more transparent.

    Args:
        picture: Blue, green, red, shape (height, width, 3); it is changed.
        body: x and y as shares of width and height, shape (33, 2) or (33, 3); NaN where unknown.
        visibility: Of each landmark, 0 to 1, shape (33,); None draws all of them opaque.
    """
    points = points_px(body, picture)
    seen = np.ones(len(points)) if visibility is None else np.asarray(visibility, float)
    seen = np.where(np.isfinite(points).all(axis=1), seen, 0.0)
    stroke = stroke_px(points, picture)
    steps = np.ceil(np.clip(seen, 0.0, 1.0) * _STEPS).astype(int)
    steps[seen < FAINTEST] = 0
    strokes = _strokes(points, steps, stroke)
    for step in range(1, _STEPS):
        _blend(picture, [each for each in strokes if each.step == step], step / _STEPS)
    _paint(picture, [each for each in strokes if each.step == _STEPS], (0, 0))


def draw_names(picture: Pixels, body: FloatArray, visibility: FloatArray | None = None) -> None:
    """Write the number and the name of each landmark next to it; the arguments are those of a skeleton.

    The names of the face would lie on top of each other, so only the nose has one.
    """
    points = points_px(body, picture)
    seen = np.ones(len(points)) if visibility is None else visibility
    height = text_height(picture, 0.6)
    for landmark in Landmark:
        x, y = points[landmark]
        if Landmark.NOSE < landmark <= _IN_FACE or seen[landmark] < FAINTEST or not np.isfinite(x + y):
            continue
        name = f"{int(landmark)} {landmark.name.lower().replace('_', ' ')}"
        draw_text(picture, name, (x + 0.5 * height, y + 0.35 * height), height, side_colour(landmark))


@dataclass(frozen=True, slots=True)
class _Stroke:
    """A line or, with equal ends, a dot.

    Attributes:
        start: x and y in pixels.
        end: x and y in pixels.
        width: In pixels.
        colour: Red, green, blue.
        step: Opacity in steps.
    """

    start: tuple[float, float]
    end: tuple[float, float]
    width: float
    colour: Colour
    step: int


def _strokes(
    points: FloatArray, steps: np.ndarray[tuple[int, ...], np.dtype[np.int_]], stroke: float
) -> list[_Stroke]:
    """Every line, then every dot."""
    places = [(x, y) for x, y in points.tolist()]
    levels = steps.tolist()
    lines = [
        _Stroke(
            places[a],
            places[b],
            max(1.0, stroke * (0.5 if (a, b) in _THIN else 1.0)),
            side_colour(a, b),
            min(levels[a], levels[b]),
        )
        for a, b in LINES
    ]
    dots = [
        _Stroke(
            places[a],
            places[a],
            2 * stroke * (_FACE_DOT if a <= _IN_FACE else _JOINT),
            side_colour(a),
            levels[a],
        )
        for a in _DOTS
    ]
    return [*lines, *dots]


def _blend(picture: Pixels, strokes: list[_Stroke], opacity: float) -> None:
    """Paint strokes with an opacity, each of the same, so that crossings are not darker."""
    if not strokes:
        return
    left, top, right, bottom = _box(strokes, picture)
    part = picture[top:bottom, left:right]
    if not part.size:
        return
    painted = part.copy()
    _paint(painted, strokes, (left, top))
    np.copyto(part, cv2.addWeighted(painted, opacity, part, 1.0 - opacity, 0.0))


def _box(strokes: Iterable[_Stroke], picture: Pixels) -> tuple[int, int, int, int]:
    """The part of the picture with these strokes."""
    rows, columns = picture.shape[:2]
    wide = 2 + max(each.width for each in strokes)
    x = [place[0] for each in strokes for place in (each.start, each.end)]
    y = [place[1] for each in strokes for place in (each.start, each.end)]
    left, right = (int(min(max(edge, 0), columns)) for edge in (min(x) - wide, max(x) + wide + 1))
    top, bottom = (int(min(max(edge, 0), rows)) for edge in (min(y) - wide, max(y) + wide + 1))
    return left, top, right, bottom


def _paint(picture: Pixels, strokes: list[_Stroke], corner: tuple[int, int]) -> None:
    """Paint the dark outlines of all strokes, then the strokes."""
    for outline in (True, False):
        for each in strokes:
            if each.step:
                _line(picture, each, corner, outline=outline)


def _line(picture: Pixels, stroke: _Stroke, corner: tuple[int, int], *, outline: bool) -> None:
    colour = bgr(INK if outline else stroke.colour)
    start, end = _place(stroke.start, corner), _place(stroke.end, corner)
    if start == end:
        grown = stroke.width / 2 + (1.0 if outline else 0.0)
        cv2.circle(picture, start, round(grown * 2**_FINER), colour, cv2.FILLED, cv2.LINE_AA, _FINER)
        return
    width = stroke.width * (1 + 2 * _OUTLINE) if outline else stroke.width
    cv2.line(picture, start, end, colour, max(1, round(width)), cv2.LINE_AA, _FINER)


def _place(place: tuple[float, float], corner: tuple[int, int]) -> tuple[int, int]:
    """A place in OpenCV's fixed-point pixels."""
    return round((place[0] - corner[0]) * 2**_FINER), round((place[1] - corner[1]) * 2**_FINER)
