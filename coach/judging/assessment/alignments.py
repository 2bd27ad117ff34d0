"""Measures that only form is judged by, read in the picture.

One camera reads angles and offsets across its line of sight several times more accurately than in depth: from
the side, the straight body of a rendered push-up is bent by 14° in world landmarks and by 2° in the picture.
They are right only in views in which the movement goes across the picture.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from coach.body.angles import SIDES, Alignment
from coach.body.landmarks import Landmark, Side, of_side
from coach.body.pose import FloatArray, Pose

_SMALLEST = 1e-6
_ON_KNEES_DEG = 35.0
"""How far the knees hang below the line from hip to ankle if the body rests on them. With the thighs at 25°
to the floor and the feet lifted a little, they hang by 40° and more; in sagging push-ups on film, by up to
25°."""


def alignment(measure: Alignment, pose: Pose) -> tuple[float, float]:
    """A measure for the left and the right side; one of the whole body is the same for both.

    From the side:

    - ``head``: angle at the shoulder between ear and hip, degrees; 180 is one line.
    - ``upper_arm``: angle at the shoulder between elbow and hip, degrees.
    - ``arm_line``: angle at the elbow between shoulder and wrist, degrees; a bent arm may look straight.
    - ``body_line``: angle at the hip between shoulder and knee, degrees.
    - ``hip_sag``: how far the hips hang below the line from shoulder to knee, degrees at the hip; negative if
      they are above it.
    - ``body_sag``: the same below the line from shoulder to ankle, as the knees of a sagging body sag too;
      below the line to the knee if the knees carry the body.
    - ``lean``: inclination of the trunk in the direction of the toes, degrees; negative if it leans back.
    - ``heel_lift``: angle of the foot against the horizontal, degrees; positive if the heel is higher.
    - ``reach``: offset of the hands from the ankles in the direction of the toes, trunk lengths.
    - ``step``: how far one ankle is ahead of the other, trunk lengths.

    From the front or from behind:

    - ``hand_height``: height of the wrist above the shoulders along the trunk, trunk lengths.
    - ``knees_in``: how far the knees are inside the lines from hip to ankle, trunk lengths.
    - ``hip_shift``: offset of the hips from the middle of the ankles, trunk lengths.
    """
    place = pose.image[:, :2] * pose.size
    each = _OF_SIDE.get(measure)
    if each is not None:
        left, right = (each(place, side) for side in SIDES)
        return left, right
    unit = 1.0 if measure == "lean" else _trunk_pixels(pose, place)
    if measure == "hand_height":
        left, right = (_hand_height(place, side) / unit for side in SIDES)
        return left, right
    value = _OF_BODY[measure](place) / unit
    return value, value


def _head(place: FloatArray, side: Side) -> float:
    ear, shoulder, hip = (place[of_side(side, part)] for part in ("ear", "shoulder", "hip"))
    return _angle_deg(ear - shoulder, hip - shoulder)


def _upper_arm(place: FloatArray, side: Side) -> float:
    elbow, shoulder, hip = (place[of_side(side, part)] for part in ("elbow", "shoulder", "hip"))
    return _angle_deg(elbow - shoulder, hip - shoulder)


def _arm_line(place: FloatArray, side: Side) -> float:
    shoulder, elbow, wrist = (place[of_side(side, part)] for part in ("shoulder", "elbow", "wrist"))
    return _angle_deg(shoulder - elbow, wrist - elbow)


def _body_line(place: FloatArray, side: Side) -> float:
    return 180.0 - abs(_hip_sag(place, side))


def _hip_sag(place: FloatArray, side: Side) -> float:
    return _sag(place, side, "shoulder", "hip", "knee")


def _body_sag(place: FloatArray, side: Side) -> float:
    on_knees = _sag(place, side, "hip", "knee", "ankle") > _ON_KNEES_DEG
    return _sag(place, side, "shoulder", "hip", "knee" if on_knees else "ankle")


def _sag(place: FloatArray, side: Side, start: str, joint: str, end: str) -> float:
    """How far a joint hangs below the line between two others, degrees at the joint; negative if above it."""
    first, middle, last = (place[of_side(side, part)] for part in (start, joint, end))
    line = last - first
    level = first + line * float((middle - first) @ line) / max(float(line @ line), _SMALLEST)
    bend_deg = 180.0 - _angle_deg(first - middle, last - middle)
    return bend_deg if middle[1] > level[1] else -bend_deg


def _hand_height(place: FloatArray, side: Side) -> float:
    shoulders = _middle(place, "shoulder")
    trunk = shoulders - _middle(place, "hip")
    length = max(float(np.hypot(*trunk)), _SMALLEST)
    return float((place[of_side(side, "wrist")] - shoulders) @ trunk) / length


def _lean(place: FloatArray) -> float:
    trunk = _middle(place, "shoulder") - _middle(place, "hip")
    return float(np.degrees(np.arctan2(_toward_toes(place) * trunk[0], -trunk[1])))


def _reach(place: FloatArray) -> float:
    offset = _middle(place, "wrist") - _middle(place, "ankle")
    return _toward_toes(place) * float(offset[0])


def _step(place: FloatArray) -> float:
    """The distance of the ankles beyond that of the hips: seen aslant, feet side by side are apart too."""
    ankles, hips = (place[of_side("left", part)] - place[of_side("right", part)] for part in ("ankle", "hip"))
    return abs(float(ankles[0] - hips[0]))


def _knees_in(place: FloatArray) -> float:
    """How far each knee is inside the line from hip to ankle, the mean of both."""
    hip, knee, ankle = (_middle(place, part)[1] for part in ("hip", "knee", "ankle"))
    share = float(np.clip((knee - hip) / max(ankle - hip, _SMALLEST), 0.0, 1.0))
    straight = _gap(place, "hip") * (1.0 - share) + _gap(place, "ankle") * share
    return (straight - _gap(place, "knee")) / 2


def _hip_shift(place: FloatArray) -> float:
    return float(_middle(place, "hip")[0] - _middle(place, "ankle")[0])


def _heel_lift(place: FloatArray, side: Side) -> float:
    foot = place[of_side(side, "foot_index")] - place[of_side(side, "heel")]
    return float(np.degrees(np.arctan2(foot[1], abs(foot[0]))))


def _toward_toes(place: FloatArray) -> float:
    """1 if the toes point to the right of the picture, else -1."""
    return 1.0 if _middle(place, "foot_index")[0] >= _middle(place, "heel")[0] else -1.0


def _gap(place: FloatArray, part: str) -> float:
    """How far left and right are apart across the picture; negative if they are crossed."""
    left, right = (place[of_side(side, part)] for side in SIDES)
    facing = 1.0 if place[Landmark.LEFT_HIP, 0] >= place[Landmark.RIGHT_HIP, 0] else -1.0
    return facing * float(left[0] - right[0])


def _middle(points: FloatArray, part: str) -> FloatArray:
    middle: FloatArray = (points[of_side("left", part)] + points[of_side("right", part)]) / 2
    return middle


def _trunk_pixels(pose: Pose, place: FloatArray) -> float:
    """The length of the trunk in pixels, were it seen from the side: in the picture, a lean shortens it."""
    world, drawn = (_middle(each, "shoulder") - _middle(each, "hip") for each in (pose.world, place))
    shown = max(float(np.hypot(world[0], world[1])), _SMALLEST)
    return max(float(np.hypot(*drawn)), _SMALLEST) * float(np.linalg.norm(world)) / shown


def _angle_deg(one: FloatArray, other: FloatArray) -> float:
    lengths = max(float(np.linalg.norm(one) * np.linalg.norm(other)), _SMALLEST**2)
    return float(np.degrees(np.arccos(np.clip(float(one @ other) / lengths, -1.0, 1.0))))


_OF_SIDE: dict[Alignment, Callable[[FloatArray, Side], float]] = {
    "head": _head,
    "upper_arm": _upper_arm,
    "arm_line": _arm_line,
    "body_line": _body_line,
    "hip_sag": _hip_sag,
    "body_sag": _body_sag,
    "heel_lift": _heel_lift,
}
_OF_BODY: dict[Alignment, Callable[[FloatArray], float]] = {
    "lean": _lean,
    "reach": _reach,
    "step": _step,
    "knees_in": _knees_in,
    "hip_shift": _hip_shift,
}
