"""The peak range of a joint on each side, from several tries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import get_args

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from coach.body.angle_errors import read_angle_errors
from coach.body.angles import JOINTS, Angles, Joint, angles_of, landmarks_of
from coach.body.landmarks import Side, of_side
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Sighting
from coach.body.view import View, view_name
from coach.measuring.joint_movements import JointMovement

_PROMINENCE = 0.4
"""Of the person's own range: less is a wobble, not a try."""
_LEAST_DEG = 8.0
_APART_S = 0.6
_PEAK_S = 0.1
"""The value of a try is the median so near to its peak: no single frame decides."""
_SEEN = 0.5
_HIDDEN_BY = 0.15
"""How much less visible the far side is."""
_STANDING_S = 1.0
_ENDS: dict[Joint, str] = {"shoulder": "elbow", "hip": "knee"}
"""The far end of the limb that is measured against the trunk."""
SIDES: tuple[Side, ...] = get_args(Side)


@dataclass(frozen=True, slots=True)
class SideRange:
    """The range of one side.

    Attributes:
        side: The side.
        tries: The peak of each try, degrees, in order of time; the largest ones if there were more.
        error_deg: Its error in this view, degrees; None if nothing was measured or it is unknown.
        view: The view in which it was measured; None if nothing was.
        withheld: Why nothing was measured, and what to do; empty if something was.
    """

    side: Side
    tries: tuple[float, ...]
    error_deg: float | None
    view: View | None
    withheld: str = ""

    @property
    def best_deg(self) -> float | None:
        """The peak range: that of the best try."""
        return max(self.tries, default=None)

    @property
    def spread_deg(self) -> float:
        """How far the tries lie apart."""
        return max(self.tries) - min(self.tries) if self.tries else 0.0


@dataclass(slots=True)
class RangeMeter:
    """Collects what a source shows of one joint, and finds the tries.

    Attributes:
        movement: What is measured.
        most: Number of tries; the largest ones count if there are more.
    """

    movement: JointMovement
    most: int = 3
    _times: list[float] = field(default_factory=list)
    _bodies: list[Angles] = field(default_factory=list)
    _angles: list[FloatArray] = field(default_factory=list)
    _near: list[int] = field(default_factory=list)

    def observe(self, sighting: Sighting) -> None:
        """Take a sighting; they come in order of time."""
        if sighting.pose is not None:
            self._times.append(sighting.time)
            self._bodies.append(angles_of(sighting.pose))
            self._angles.append(self._angle_of(sighting.pose))
            self._near.append(_nearer_limb(sighting.pose))

    def _angle_of(self, pose: Pose) -> FloatArray:
        """The angle of the joint, left and right, shape (2,)."""
        if not self.movement.against_trunk:
            row: FloatArray = self._bodies[-1].joints[JOINTS.index(self.movement.joint)]
            return row
        down = -self._bodies[-1].trunk
        joint = self.movement.joint
        apexes = [of_side(side, joint) for side in SIDES]
        ends = [of_side(side, _ENDS[joint]) for side in SIDES]
        limbs = pose.world[ends] - pose.world[apexes]
        lengths = np.maximum(np.linalg.norm(limbs, axis=1), 1e-6)
        found: FloatArray = np.degrees(np.arccos(np.clip(limbs @ down / lengths, -1.0, 1.0)))
        return found

    def ranges(self) -> tuple[SideRange, SideRange]:
        """What was measured so far, left and right."""
        left, right = (self._range(side) for side in SIDES)
        return left, right

    def _range(self, side: Side) -> SideRange:
        limb = SIDES.index(side)
        usable = self._usable(limb)
        if usable.sum() < 2:
            return SideRange(side, (), None, None, self._advice(side))
        view = max(self.movement.views, key=lambda each: sum(body.view == each for body in self._bodies))
        bar = read_angle_errors().bar(self.movement.joint, view)
        if bar is None:
            return SideRange(side, (), None, None, f"The error of {view_name(view)} is unknown.")
        tries = self._tries(self._values(limb), usable)
        if not tries:
            return SideRange(side, (), None, None, f"No try was seen: {self.movement.how}, and come back.")
        apart = max(tries) - min(tries)
        if apart > bar.bar_deg:
            return SideRange(
                side,
                (),
                None,
                None,
                f"The tries lie {apart:.0f}° apart, more than the error of ± {bar.bar_deg:.0f}°: move the"
                " limb that is nearer to the camera, and go as far each time.",
            )
        return SideRange(side, tries, bar.bar_deg, view)

    def _values(self, limb: int) -> NDArray[np.float64]:
        """The range over time, degrees."""
        inner = np.array([each[limb] for each in self._angles], float)
        first = np.array(self._times) <= self._times[0] + _STANDING_S
        return np.array([self.movement.degrees(each, float(np.median(inner[first]))) for each in inner])

    def _usable(self, limb: int) -> NDArray[np.bool_]:
        """The frames in a right view, with the joint in the picture and on the near side."""
        row = JOINTS.index(self.movement.joint)
        corners = list(landmarks_of(self.movement.joint)[limb])
        return np.array(
            [
                body.view in self.movement.views
                and body.visibility[row, limb] >= _SEEN
                and not body.cropped[corners].any()
                and not (body.view == "side" and (near != limb or _is_behind(body.visibility[row], limb)))
                for body, near in zip(self._bodies, self._near, strict=True)
            ],
            bool,
        )

    def _tries(self, values: NDArray[np.float64], usable: NDArray[np.bool_]) -> tuple[float, ...]:
        """The peaks; the movement must go there and come back."""
        at = np.array(self._times)[usable]
        shown = values[usable]
        step_s = float(np.median(np.diff(at))) or _PEAK_S
        span = float(np.quantile(shown, 0.98) - np.quantile(shown, 0.02))
        ends = np.concatenate([[shown.min()], shown, [shown.min()]])  # a try may end with the film
        peaks, _ = find_peaks(
            ends, prominence=max(_PROMINENCE * span, _LEAST_DEG), distance=max(1, round(_APART_S / step_s))
        )
        found = [median(shown[np.abs(at - at[peak]) <= _PEAK_S].tolist()) for peak in peaks - 1]
        largest = sorted(range(len(found)), key=lambda place: -found[place])[: self.most]
        return tuple(found[place] for place in sorted(largest))

    def _advice(self, side: Side) -> str:
        """Why a side can't be measured, and what to do."""
        if not self._bodies:
            return "Nobody was detected."
        if not any(body.view in self.movement.views for body in self._bodies):
            return f"{self._needed(side)}: {self.movement.title} can't be measured from where the camera is."
        return f"{self._needed(side)}, with the whole limb in the picture."

    def _needed(self, side: Side) -> str:
        return f"Turn your {side} side to the camera" if "side" in self.movement.views else "Face the camera"


def _nearer_limb(pose: Pose) -> int:
    """The side of the trunk that is nearer to the camera: 0 left, 1 right."""
    left, right = (
        sum(float(pose.world[of_side(side, part), 2]) for part in ("shoulder", "hip")) for side in SIDES
    )
    return int(right < left)


def _is_behind(visibility: FloatArray, limb: int) -> bool:
    """Whether the other limb hides this one."""
    return bool(visibility[1 - limb] - visibility[limb] > _HIDDEN_BY)


def measured(movement: JointMovement, sightings: Iterable[Sighting], most: int = 3) -> Sequence[SideRange]:
    """The peak range of a joint in a source, left and right.

    Args:
        movement: What is measured.
        sightings: The source, in order of time.
        most: Number of tries; the largest ones count if there are more.
    """
    meter = RangeMeter(movement, most)
    for each in sightings:
        meter.observe(each)
    return meter.ranges()
