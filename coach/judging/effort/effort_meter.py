"""Measures the velocity and the sides of each rep from the poses seen during it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import cast

import numpy as np

from coach.body.angle_errors import read_angle_errors
from coach.body.angles import JOINTS, SIDES, Angles
from coach.body.landmarks import Landmark, Side, of_side
from coach.body.pose import FloatArray, Pose
from coach.body.view import View, most_frequent_view
from coach.catalogue.definition import Exercise
from coach.judging.cycle import AROUND_S
from coach.judging.effort.leg_timing import FEWEST_STEPS, LegTiming, leg_timing
from coach.judging.events import Rep
from coach.judging.evidence import guessed_landmarks
from coach.judging.figures.rep_effort import PointName, RepEffort
from coach.judging.signal import SEEN, TRUST_POWER
from coach.kinematics.effort_path import POINTS, EffortPath, effort_path
from coach.kinematics.trajectory import Leg

_MEMORY = 1024
"""Frames kept: at 30 a second, half a minute. Reps are judged within a few seconds."""
_AROUND_LEG_S = 0.3
_MOSTLY = 0.5
_UPRIGHT_DEG = 30.0
"""A standing body shows its full length from every side; a lying one only from its own side."""
_SHARES = {("shoulder", "hip"): 0.288, ("hip", "knee"): 0.245, ("knee", "ankle"): 0.246}
"""Length of trunk, thigh and shank as shares of the height (Drillis and Contini 1966)."""
_FOREARM = ("elbow", "wrist")
_FOREARM_SHARE = 0.146
"""Length of the forearm as a share of the height, from the same source."""
_FEWEST_SEGMENTS = 2
"""Each segment gives a height, and the median counts: raised arms lift the model's shoulders."""
_IN_PICTURE = 0.85
"""Least share of the way that must lie in the picture: arms raised towards the camera look far too fast."""
_FULL_LENGTH = 0.9
"""The quantile of a segment's length in the picture that is its full length, not foreshortened."""
_PROPORTIONS = 0.04
"""How much people's segments differ from those shares (standard deviation)."""
_HASTE = {"hands": 0.92}
"""The pose model lags behind wrists that start, and then catches up: the middle of their way takes this share
of its true time, in rendered presses and curls. Shoulders and hips have no such bias."""
_SMOOTHNESS = {"hands": 0.12}
_SMOOTHNESS_OF_OTHERS = 0.08
"""How far a mean velocity is off besides: efforts are not of minimum jerk, and the pose model smooths the
movement, most at the wrists. Measured on rendered sets; see docs/effort.md."""


@dataclass(frozen=True, slots=True)
class _Sight:
    """The body at one moment of a rep."""

    time: float
    angles: Angles
    pose: Pose


class EffortMeter:
    """Measures the reps of one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._measures = exercise.reps is not None
        self._timed = exercise.reps is not None and exercise.reps.pace == "tempo"
        self._sights: deque[_Sight] = deque(maxlen=_MEMORY)

    def observe(self, angles: Angles, time: float, pose: Pose | None) -> None:
        """Take the body at one moment; nothing is computed before a rep asks."""
        if self._measures and pose is not None:
            self._sights.append(_Sight(time, angles, pose))

    def of_rep(self, rep: Rep) -> RepEffort | None:
        """The effort of a counted rep; None if nothing of it can be known."""
        sights = [each for each in self._sights if abs(each.time - rep.turn_s) <= self._reach_s(rep)]
        if len(sights) < FEWEST_STEPS or rep.slowed or rep.unmeasured or rep.is_doubtful:
            return None
        left, right, bar = self._sides(rep, sights)
        found = RepEffort(left_rom_deg=left, right_rom_deg=right, sides_error_deg=bar)
        if self._timed:
            found = self._with_velocity(found, rep, sights)
        return None if found == RepEffort() else found

    @staticmethod
    def _reach_s(rep: Rep) -> float:
        return max(rep.turn_s - rep.start_s, rep.end_s - rep.turn_s) + _AROUND_LEG_S

    @cached_property
    def _path(self) -> EffortPath:
        """The effort in the key poses, worked out when the first rep needs it."""
        return effort_path(self._exercise.poses, self._leg)

    @cached_property
    def _leg(self) -> Leg:
        reps = self._exercise.reps
        return "out" if reps is not None and reps.out.action == "concentric" else "back"

    # Sides ------------------------------------------------------------------------------------------

    def _sides(self, rep: Rep, sights: Sequence[_Sight]) -> tuple[float | None, float | None, float | None]:
        """Range of motion of the left and the right side, and the error bar of their difference."""
        angle, view = self._exercise.signal.angle, _view(sights)
        if (
            angle not in JOINTS
            or rep.side != "both"
            or view == "side"
            or view not in self._exercise.camera.views
        ):
            return None, None, None
        bar = read_angle_errors().bar(angle, view)
        ranges = [self._range_deg(rep, sights, limb) for limb in range(len(SIDES))]
        if bar is None or None in ranges:
            return None, None, None
        return ranges[0], ranges[1], float(np.hypot(bar.bar_deg, bar.bar_deg))

    def _range_deg(self, rep: Rep, sights: Sequence[_Sight], limb: int) -> float | None:
        """Range of the main angle of one side; None if it was guessed at either end."""
        angle, ends = self._exercise.signal.angle, []
        for moment in (rep.start_s, rep.turn_s):
            near = [each for each in sights if abs(each.time - moment) <= AROUND_S]
            known = [each for each in near if guessed_landmarks((angle,), each.angles, limb) is None]
            if not near or len(known) < _MOSTLY * len(near):
                return None
            row = JOINTS.index(angle)
            ends.append(median(float(each.angles.joints[row, limb]) for each in known))
        return abs(ends[1] - ends[0])

    # Velocity ---------------------------------------------------------------------------------------

    def _with_velocity(self, found: RepEffort, rep: Rep, sights: Sequence[_Sight]) -> RepEffort:
        first_s, last_s = (rep.start_s, rep.turn_s) if self._leg == "out" else (rep.turn_s, rep.end_s)
        leg = [each for each in sights if first_s - _AROUND_LEG_S <= each.time <= last_s + _AROUND_LEG_S]
        if len(leg) < FEWEST_STEPS:
            return found
        times = np.array([each.time for each in leg])
        way = self._way_px(leg, rep)
        angle = self._angle_deg(leg, rep)
        timing = None if way is None else leg_timing(times, way, first_s, last_s)
        middle = self._path.middle * _HASTE.get(self._path.point or "", 1.0)
        by_angle = leg_timing(times, angle[:, None], first_s, last_s)
        duration = self._duration(timing, middle) or self._duration(by_angle, self._path.joint_middle)
        if duration is None:
            return found
        duration_s, noise = duration
        shape = float(np.hypot(noise, _SMOOTHNESS.get(self._path.point or "", _SMOOTHNESS_OF_OTHERS)))
        velocity = rep.rom_deg / duration_s
        bar = (rep.rom_error_deg or 0.0) / duration_s
        speed = self._speed(timing, duration_s, leg, rep)
        return RepEffort(
            velocity_deg_s=velocity,
            velocity_error_deg_s=float(np.hypot(bar, velocity * shape)),
            speed=speed,
            speed_error=None if speed is None else speed * float(np.hypot(shape, _PROPORTIONS)),
            timing_error=noise,
            point=cast(PointName, self._path.point) if speed is not None else None,
            left_rom_deg=found.left_rom_deg,
            right_rom_deg=found.right_rom_deg,
            sides_error_deg=found.sides_error_deg,
        )

    @staticmethod
    def _duration(timing: LegTiming | None, middle: float) -> tuple[float, float] | None:
        """Seconds of the whole effort, and the relative error of its timing."""
        if timing is None:
            return None
        return timing.middle_s / middle, timing.error

    def _speed(
        self, timing: LegTiming | None, duration_s: float, leg: Sequence[_Sight], rep: Rep
    ) -> float | None:
        """Velocity of the point in body heights a second; None if the body's length isn't visible."""
        height_px = _height_by_forearm_px(leg, rep) if self._path.is_forearm_swing else _height_px(leg)
        if timing is None or height_px is None or self._path.in_picture(_view(leg)) < _IN_PICTURE:
            return None
        return timing.way / height_px / duration_s

    def _angle_deg(self, leg: Sequence[_Sight], rep: Rep) -> FloatArray:
        """The main angle over time; of the side that worked, or of both, the better visible one first."""
        angle = self._exercise.signal.angle
        if angle not in JOINTS:
            return np.array([float(getattr(each.angles, angle)) for each in leg])
        row = JOINTS.index(angle)
        values = np.stack([each.angles.joints[row] for each in leg])
        weights = _weights(np.stack([each.angles.visibility[row] for each in leg]), rep)
        mean: FloatArray = values @ weights
        return mean

    def _way_px(self, leg: Sequence[_Sight], rep: Rep) -> FloatArray | None:
        """The place of the effort's point in the picture over time, in pixels; None if it isn't visible."""
        if self._path.point is None:
            return None
        pair = list(POINTS[self._path.point])
        sureness = np.stack([each.angles.sureness[pair] for each in leg])
        weights = _weights(sureness, rep)
        used = [index for index, weight in zip(pair, weights, strict=True) if weight > _MOSTLY / 2]
        if not _is_visible(leg, used):
            return None
        places = np.stack([each.pose.image[pair, :2] * each.pose.size for each in leg])
        way: FloatArray = np.einsum("fsk,s->fk", places, weights)
        return way


def _weights(sureness: FloatArray, rep: Rep) -> FloatArray:
    """The weights of left and right: the side that worked alone, else the better visible one more."""
    if rep.side != "both":
        alone: FloatArray = np.eye(len(SIDES))[SIDES.index(rep.side)]
        return alone
    weights = np.maximum(sureness.mean(axis=0), 0.01) ** TRUST_POWER
    shares: FloatArray = weights / weights.sum()
    return shares


def _view(sights: Sequence[_Sight]) -> View:
    view = most_frequent_view(each.angles.view for each in sights)
    assert view is not None, "a leg has frames"
    return view


def _is_visible(leg: Sequence[_Sight], landmarks: Sequence[int]) -> bool:
    """Whether landmarks were in the picture and visible most of the time."""
    cropped = np.stack([each.angles.cropped[landmarks] for each in leg]).any(axis=1)
    hidden = np.stack([each.angles.sureness[landmarks] for each in leg]).min(axis=1) < SEEN
    return float((cropped | hidden).mean()) < _MOSTLY


def _height_px(leg: Sequence[_Sight]) -> float | None:
    """The person's height in pixels, from the segments of the better side; None if too few are visible."""
    if _view(leg) != "side" and median(each.angles.body_inclination for each in leg) > _UPRIGHT_DEG:
        return None
    side = max(SIDES, key=lambda each: sum(float(sight.angles.sureness[_hip(each)]) for sight in leg))
    heights_px = [
        length_px / share
        for segment, share in _SHARES.items()
        if (length_px := _length_px(leg, side, segment)) is not None
    ]
    return median(heights_px) if len(heights_px) >= _FEWEST_SEGMENTS else None


def _height_by_forearm_px(leg: Sequence[_Sight], rep: Rep) -> float | None:
    """The same from the forearms that swing, weighted like their hands.

    The near hand is closer to the camera than trunk and legs, and looks larger; so does its own forearm.
    """
    sureness = np.stack([each.angles.sureness[list(POINTS["hands"])] for each in leg])
    used = [(side, weight) for side, weight in zip(SIDES, _weights(sureness, rep), strict=True) if weight > 0]
    lengths_px = [(_length_px(leg, side, _FOREARM), weight) for side, weight in used]
    known = [(length_px, weight) for length_px, weight in lengths_px if length_px is not None]
    total = float(sum(weight for _, weight in known))
    if total < _MOSTLY:
        return None
    return float(sum(length_px * weight for length_px, weight in known)) / total / _FOREARM_SHARE


def _length_px(leg: Sequence[_Sight], side: Side, segment: tuple[str, str]) -> float | None:
    """The full length of a segment in pixels; None if it isn't visible."""
    ends = [of_side(side, part) for part in segment]
    if not _is_visible(leg, ends):
        return None
    places = np.stack([each.pose.image[ends, :2] * each.pose.size for each in leg])
    return float(np.quantile(np.hypot(*(places[:, 0] - places[:, 1]).T), _FULL_LENGTH))


def _hip(side: Side) -> Landmark:
    return of_side(side, "hip")
