"""What is drawn of a body: limbs as chains of balls, a trunk as rings, a head, each with its colour.

Radii are shares of the height, drawn to look like an adult of ordinary build.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from coach.body.landmarks import Landmark, Side, of_side
from coach.performer.body import Body, Colour
from coach.performer.skeleton import Array

_FAR = len(Landmark)
NECK, CROWN, TRUNK_POINTS = _FAR, _FAR + 1, _FAR + 2
"""Points beside the landmarks: the throat, the middle of the skull."""


@dataclass(frozen=True, slots=True)
class Ball:
    """A ball on the line between two points, a share of the way, with a radius as a share of the height."""

    start: int
    end: int
    share: float
    radius: float


@dataclass(frozen=True, slots=True)
class Chain:
    """Balls joined by their hulls, in one colour."""

    colour: Colour
    balls: tuple[Ball, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """What is drawn together: chains in order, over what lies behind them.

    Attributes:
        chains: From the skin outwards.
        nearer_m: How much nearer than its middle it counts when parts are put in order.
    """

    chains: tuple[Chain, ...]
    nearer_m: float = 0.0


RING_CORNERS = 20
_RINGS = (
    # up from the hips, half the width, half the depth, forward
    (-0.045, 0.070, 0.056, -0.004),
    (-0.010, 0.096, 0.068, -0.008),
    (0.045, 0.094, 0.066, -0.004),
    (0.110, 0.080, 0.058, 0.002),
    (0.180, 0.092, 0.066, 0.004),
    (0.235, 0.101, 0.068, 0.002),
    (0.272, 0.104, 0.058, -0.004),
    (0.302, 0.078, 0.044, -0.008),
    (0.322, 0.036, 0.034, -0.004),
)
SHORTS_RINGS, RING_COUNT = 3, len(_RINGS)


def rings(body: Body) -> Array:
    """Corners of the trunk's rings in the trunk's axes, metres from the hips, (rings, RING_CORNERS, 3)."""
    around = np.linspace(0, 2 * np.pi, RING_CORNERS, endpoint=False)
    made = [
        np.stack(
            [
                np.cos(around) * width * body.girth,
                np.full(RING_CORNERS, up * body.trunk / 0.288),
                np.sin(around) * depth * body.girth + forward,
            ],
            axis=1,
        )
        for up, width, depth, forward in _RINGS
    ]
    return np.stack(made) * body.height_m


def parts(body: Body) -> list[Part]:
    """Everything but trunk and head, in no order."""
    neck = Chain(body.clothes.skin, _row(NECK, CROWN, (0.0, 0.033), (0.55, 0.030)))
    return [Part((neck,)), *_limbs(body, "left"), *_limbs(body, "right")]


def _limbs(body: Body, side: Side) -> Iterator[Part]:
    skin, clothes = body.clothes.skin, body.clothes
    shoulder, elbow, wrist = (of_side(side, joint) for joint in ("shoulder", "elbow", "wrist"))
    hip, knee, ankle = (of_side(side, joint) for joint in ("hip", "knee", "ankle"))
    index, pinky, thumb = (of_side(side, finger) for finger in ("index", "pinky", "thumb"))
    heel, toe = of_side(side, "heel"), of_side(side, "foot_index")
    upper_arm = Chain(skin, _row(shoulder, elbow, (0.0, 0.031), (0.45, 0.028), (1.0, 0.022)))
    sleeve = Chain(clothes.shirt, _row(shoulder, elbow, (0.0, 0.036), (0.5, 0.033)))
    yield Part((upper_arm, sleeve), nearer_m=0.03)
    forearm = _row(elbow, wrist, (0.0, 0.022), (0.3, 0.025), (1.0, 0.015))
    palm = (Ball(index, pinky, 0.5, 0.017), Ball(wrist, index, 1.9, 0.010))
    yield Part((Chain(skin, forearm),), nearer_m=0.04)
    fingers = Chain(skin, (Ball(wrist, index, 0.0, 0.014), *palm))
    yield Part((Chain(skin, _row(wrist, thumb, (0.2, 0.012), (1.3, 0.008))), fingers), nearer_m=0.05)
    thigh = _row(hip, knee, (0.0, 0.052), (0.5, 0.043), (1.0, 0.031))
    shorts = Chain(clothes.shorts, _row(hip, knee, (0.0, 0.058), (0.35, 0.053), (0.62, 0.048)))
    yield Part((Chain(skin, thigh), shorts), nearer_m=0.02)
    shank = _row(knee, ankle, (0.0, 0.030), (0.3, 0.034), (1.0, 0.020))
    sock = Chain(clothes.shoes, _row(knee, ankle, (0.88, 0.023), (1.0, 0.023)))
    yield Part((Chain(skin, shank), sock), nearer_m=0.02)
    sole = Chain(clothes.sole, (Ball(heel, toe, 0.0, 0.019), Ball(heel, toe, 1.0, 0.018)))
    upper = (Ball(ankle, heel, 0.2, 0.024), Ball(ankle, heel, 0.75, 0.021), Ball(ankle, toe, 0.9, 0.016))
    yield Part((sole, Chain(clothes.shoes, upper)), nearer_m=0.02)


def _row(start: int, end: int, *balls: tuple[float, float]) -> tuple[Ball, ...]:
    return tuple(Ball(start, end, share, radius) for share, radius in balls)
