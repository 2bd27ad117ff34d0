"""A head that the pose model takes for one: skull, hair, ears, eyes, brows, nose and mouth."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from coach.performer.body import Body, Clothes, toned
from coach.performer.camera import Camera
from coach.performer.scene import Picture
from coach.performer.skeleton import Array

_SHIFT = 3
_SIZE = np.array([0.045, 0.066, 0.056])
"""Half the skull's width, height and depth as shares of the height."""
_DOTS = 220


@dataclass(frozen=True, slots=True)
class Feature:
    """An ellipsoid on the head, in shares of the height; drawn when its side of the head is to be seen.

    Attributes:
        place: Left, up and forward of the middle of the skull.
        size: Half its width, height and depth.
        colour: Blue, green, red.
        normal: Where its side of the head faces.
        least: Cosine between the normal and the way to the camera from which it is seen.
    """

    place: tuple[float, float, float]
    size: tuple[float, float, float]
    colour: tuple[int, ...]
    normal: tuple[float, float, float] = (0.0, 0.0, 1.0)
    least: float = 0.05


def face(clothes: Clothes) -> tuple[Feature, ...]:
    """Ears, eyes, brows, nose and mouth, in the order they are painted."""
    skin, dark = clothes.skin, toned(clothes.hair, 1.1)
    features: list[Feature] = []
    for side in (1.0, -1.0):
        outward = (side * 0.30, 0.0, 0.95)
        eye = (side * 0.019, 0.004, 0.052)
        ear = (side * 0.044, -0.004, 0.002)
        features += [
            Feature(ear, (0.003, 0.017, 0.010), toned(skin, 0.8), (side, 0.0, 0.0)),
            Feature(eye, (0.0095, 0.0048, 0.001), (238, 240, 242), outward),
            Feature(eye, (0.0045, 0.0048, 0.001), (36, 40, 52), outward),
            Feature((side * 0.020, 0.017, 0.052), (0.012, 0.0028, 0.001), dark, outward),
        ]
    return (
        *features,
        Feature((0.0, -0.014, 0.058), (0.0095, 0.006, 0.009), toned(skin, 0.78), least=-0.3),
        Feature((0.0, -0.006, 0.058), (0.0055, 0.014, 0.007), toned(skin, 1.06), least=-0.3),
        Feature((0.0, -0.034, 0.050), (0.015, 0.0050, 0.002), (92, 88, 168)),
    )


class Head:
    """Draws one body's head."""

    def __init__(self, body: Body, camera: Camera) -> None:
        self._body, self._camera = body, camera
        self._face = face(body.clothes)
        ways = _ball_of_dots()
        shape = _SIZE * body.height_m
        self._skull = ways * shape * np.where(ways[:, 1:2] < 0, [0.86, 1.0, 0.95], 1.0)
        self._normals = ways
        up, forward = ways[:, 1], ways[:, 2]
        self._hairy = (up > 0.52) | ((forward < 0.05) & (up > -0.05)) | ((forward < -0.45) & (up > -0.45))

    def draw(self, picture: Picture, middle: Array, turn: Array) -> None:
        """Draw the head.

        Args:
            picture: Drawn upon.
            middle: Of the skull, in the camera's axes.
            turn: Columns are the head's left, up and forward in the camera's axes.
        """
        clothes = self._body.clothes
        facing = (self._normals @ turn.T) @ (-middle / np.linalg.norm(middle))
        skull = self._spots(self._skull, middle, turn)
        centre = self._spots(np.zeros((1, 3)), middle, turn)
        radius = np.ptp(skull, axis=0).min() / 2
        for tone, shrink in ((0.74, 1.0), (0.94, 0.86), (1.04, 0.55)):
            lean = np.array([-0.3, -0.35]) * (1 - shrink) * radius
            _fill(picture, centre + (skull - centre) * shrink + lean, toned(clothes.skin, tone))
        self._features(picture, middle, turn)
        for tone, grow in ((1.0, 1.06), (1.5, 0.9)):
            hair = (self._hairy & (facing > -0.1)).nonzero()[0]
            if len(hair) > 2:
                spots = self._spots(self._skull[hair] * grow, middle, turn)
                inner = spots.mean(axis=0) + (spots - spots.mean(axis=0)) * (1.0 if tone == 1.0 else 0.6)
                _fill(picture, inner, toned(clothes.hair, tone))

    def _features(self, picture: Picture, middle: Array, turn: Array) -> None:
        for feature in self._face:
            at = np.array(feature.place) * self._body.height_m
            seen = middle + turn @ at
            if (turn @ np.array(feature.normal)) @ (-seen / np.linalg.norm(seen)) < feature.least:
                continue
            dots = at + self._normals[::4] * np.array(feature.size) * self._body.height_m
            _fill(picture, self._spots(dots, middle, turn), feature.colour)

    def _spots(self, points: Array, middle: Array, turn: Array) -> Array:
        return self._camera.pixels(middle + points @ turn.T)


def _ball_of_dots() -> Array:
    """Directions spread evenly over a ball (a Fibonacci lattice), shape (_DOTS, 3)."""
    steps = np.arange(_DOTS) + 0.5
    up = 1 - 2 * steps / _DOTS
    around = np.pi * (1 + np.sqrt(5)) * steps
    flat = np.sqrt(1 - up**2)
    return np.stack([flat * np.cos(around), up, flat * np.sin(around)], axis=1)


def _fill(picture: Picture, spots: Array, colour: tuple[int, ...]) -> None:
    hull = cv2.convexHull(np.rint(spots * 2**_SHIFT).astype(np.int32))
    cv2.fillConvexPoly(picture, hull, colour, cv2.LINE_AA, _SHIFT)
