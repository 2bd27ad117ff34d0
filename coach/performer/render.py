"""Pictures of a body: hulls of its parts, the far ones first, each in three tones of light."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from coach.body.landmarks import Landmark
from coach.performer import flesh
from coach.performer.body import Body, Colour, toned
from coach.performer.camera import Camera
from coach.performer.head import Head
from coach.performer.scene import Picture, Room, background, cast_shadow
from coach.performer.skeleton import Array, Figure

VERSION = "1"
"""To be raised whenever the same performance gives other pictures: films are kept by it."""

_CORNERS = 14
_SHIFT = 3
_TONES = (0.66, 0.90, 1.06)
_SHRINK = (1.0, 0.80, 0.48)
_LEAN = (0.0, 0.14, 0.34)
_LIGHT = np.array([-0.55, -0.80])
"""The light comes from the upper left of the picture."""


class Renderer:
    """Draws one body in one room before one camera."""

    def __init__(self, body: Body, camera: Camera, target: Array, room: Room | None = None) -> None:
        """Prepare what is the same in every picture.

        Args:
            body: Who is drawn.
            camera: Who looks on.
            target: Middle of what is performed, metres in the room's axes, shape (3,).
            room: Colours of wall and floor.
        """
        self._camera, self._target, self._body = camera, target, body
        self._room = room or Room()
        self._empty = background(camera, target, self._room)
        self._rings = flesh.rings(body)
        self._head = Head(body, camera)
        self._parts = flesh.parts(body)
        balls = [ball for part in self._parts for chain in part.chains for ball in chain.balls]
        self._starts = np.array([ball.start for ball in balls])
        self._ends = np.array([ball.end for ball in balls])
        self._shares = np.array([ball.share for ball in balls])[:, None]
        self._radii = np.array([ball.radius for ball in balls]) * body.height_m * body.girth
        around = np.linspace(0, 2 * np.pi, _CORNERS, endpoint=False)
        self._circle = np.stack([np.cos(around), np.sin(around)], axis=1)

    def draw(self, figure: Figure, frame: int) -> Picture:
        """The picture of one frame of a figure, shape (height, width, 3)."""
        picture = self._empty.copy()
        landmarks = figure.landmarks[frame]
        cast_shadow(picture, landmarks, self._camera, self._target, self._room)
        jobs = self._limb_jobs(landmarks, figure.head_middle[frame])
        jobs.append(self._trunk_job(landmarks, figure.trunk[frame]))
        seen_head = self._camera.seen(figure.head_middle[frame], self._target)
        jobs.append((float(np.linalg.norm(seen_head)) - 0.05, []))
        for _, hulls in sorted(jobs, key=lambda job: -job[0]):
            if hulls:
                _fill(picture, hulls)
            else:
                turn = self._camera.axes @ figure.head[frame]
                self._head.draw(picture, seen_head, turn)
        return _soften(picture, self._camera.pixels(self._camera.seen(landmarks, self._target)))

    def _limb_jobs(self, landmarks: Array, crown: Array) -> list[_Job]:
        neck = landmarks[[Landmark.LEFT_SHOULDER, Landmark.RIGHT_SHOULDER]].mean(axis=0)
        points = self._camera.seen(np.concatenate([landmarks, [neck, crown]]), self._target)
        middles = points[self._starts] + self._shares * (points[self._ends] - points[self._starts])
        discs = self._discs(middles)
        jobs: list[_Job] = []
        first = 0
        for part in self._parts:
            hulls: list[_Hull] = []
            began = first
            for chain in part.chains:
                last = first + len(chain.balls)
                hulls.extend(_chain_hulls(chain.colour, discs[:, first:last]))
                first = last
            jobs.append((float(np.linalg.norm(middles[began:first].mean(axis=0))) - part.nearer_m, hulls))
        return jobs

    def _discs(self, middles: Array) -> Array:
        """Outlines of balls in each tone, pixels, shape (tones, balls, _CORNERS, 2)."""
        radii = self._radii * self._camera.focal / np.maximum(middles[:, 2], 0.1)
        centres = self._camera.pixels(middles)
        return np.stack(
            [
                (centres + _LIGHT * lean * radii[:, None])[:, None]
                + self._circle * (shrink * radii)[:, None, None]
                for shrink, lean in zip(_SHRINK, _LEAN, strict=True)
            ]
        )

    def _trunk_job(self, landmarks: Array, trunk: Array) -> _Job:
        hips = landmarks[[Landmark.LEFT_HIP, Landmark.RIGHT_HIP]].mean(axis=0)
        seen = self._camera.seen(hips + self._rings @ trunk.T, self._target)
        outlines = self._camera.pixels(seen)
        centres = outlines.mean(axis=1, keepdims=True)
        across = np.ptp(outlines, axis=1).max(axis=1)[:, None, None] / 2
        tones = np.stack(
            [
                centres + (outlines - centres) * shrink + _LIGHT * lean * across * 0.6
                for shrink, lean in zip(_SHRINK, _LEAN, strict=True)
            ]
        )
        clothes = self._body.clothes
        hulls = _chain_hulls(clothes.shirt, tones[:, flesh.SHORTS_RINGS - 1 :])
        hulls += _chain_hulls(clothes.shorts, tones[:, : flesh.SHORTS_RINGS])
        return float(np.linalg.norm(seen.mean(axis=(0, 1)))), hulls


_Hull = tuple[tuple[int, ...], NDArray[np.int32]]
_Job = tuple[float, list[_Hull]]


def _chain_hulls(colour: Colour, outlines: Array) -> list[_Hull]:
    """Hulls of neighbours in a chain, all of the darkest tone first; outlines (tones, links, corners, 2)."""
    fixed = np.rint(outlines * 2**_SHIFT).astype(np.int32)
    pairs = np.concatenate([fixed[:, :-1], fixed[:, 1:]], axis=2)
    return [
        (toned(colour, tone), cv2.convexHull(pair).astype(np.int32, copy=False))
        for tone, row in zip(_TONES, pairs, strict=True)
        for pair in row
    ]


def _fill(picture: Picture, hulls: list[_Hull]) -> None:
    for colour, hull in hulls:
        cv2.fillConvexPoly(picture, hull, colour, cv2.LINE_AA, _SHIFT)


def _soften(picture: Picture, spots: Array) -> Picture:
    """Blur what the body covers a little, as a lens does and so that tones flow into one another."""
    height, width = picture.shape[:2]
    margin = 0.08 * width
    low = np.clip(spots.min(axis=0) - margin, 0, [width, height]).astype(int)
    high = np.clip(spots.max(axis=0) + margin, 0, [width, height]).astype(int)
    area = picture[low[1] : high[1], low[0] : high[0]]
    if area.size:
        cv2.GaussianBlur(area, (3, 3), 0, dst=area)
    return picture
