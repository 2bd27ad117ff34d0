"""Measures of a push-up in each frame, read in the picture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from coach.bench.accuracy.form.labelled_sets import LabelledSet
from coach.body.angles import SIDES
from coach.body.landmarks import Side, of_side

_Floats = NDArray[np.float64]
_Measure = Callable[[Side], _Floats]

_MEDIAN_OF = 5
"""Frames of the running median, against landmarks that jump."""
_STEEPEST_DEG = 60.0
"""Steeper than this from shoulders to ankles, the body is getting up or down."""
_FEWEST_FRAMES = 12
_SMALLEST = 1e-9


@dataclass(frozen=True, slots=True, eq=False)
class PushUpMeasures:
    """The measures of the frames in push-up position; angles in degrees, each of shape (n,).

    Those of one side are weighted by visibility. The first five are read in the picture, where a side view is
    most accurate; the next three use the depth that the pose model guesses, for other views.

    Attributes:
        line: How far the hips hang below the line from shoulder to ankle; negative if they are above it.
        sag: The same for the line from shoulder to knee.
        knee: Inner angle of the knee.
        head: Angle at the shoulder between ear and hip.
        elbow: Inner angle of the elbow.
        body_in_depth: Angle at the hip between shoulder and ankle, with depth.
        knee_in_depth: Inner angle of the knee, with depth.
        head_in_depth: Angle at the shoulder between ear and hip, with depth.
        shoulder_height: Of the shoulders above the hands, arm lengths.
        hip_height: Of the hips above the hands, arm lengths.
        knee_height: Of the knees above the hands, trunk lengths.
        reach: Of the shoulders beyond the hands, in the direction of the feet, trunk lengths.
        hands_apart: Difference in height of both hands, trunk lengths.
        arm: Length of an arm by that of the trunk; a single number.
    """

    line: _Floats
    sag: _Floats
    knee: _Floats
    head: _Floats
    elbow: _Floats
    body_in_depth: _Floats
    knee_in_depth: _Floats
    head_in_depth: _Floats
    shoulder_height: _Floats
    hip_height: _Floats
    knee_height: _Floats
    reach: _Floats
    hands_apart: _Floats
    arm: float


def measures_of(each: LabelledSet) -> PushUpMeasures:
    """The measures of a set; of all its frames, if few are in push-up position."""
    body = _Body(_smoothed(each.landmarks), each.aspect)
    down = (body.height("ankle") - body.height("shoulder"), body.across("ankle") - body.across("shoulder"))
    slope_deg = np.degrees(np.arctan2(np.abs(down[0]), np.abs(down[1])))
    shoulder_height = body.above_hands("shoulder")
    chosen = (slope_deg < _STEEPEST_DEG) & (shoulder_height > 0)
    if chosen.sum() < _FEWEST_FRAMES:
        chosen[:] = True
    arm = max(float(np.percentile(body.arm(), 90)), _SMALLEST)
    trunk = max(
        float(np.median(np.linalg.norm(body.middle("shoulder") - body.middle("hip"), axis=1))), _SMALLEST
    )
    hands = body.depth[:, [of_side(side, "wrist") for side in SIDES], 1]
    return PushUpMeasures(
        line=body.sag("ankle")[chosen],
        sag=body.sag("knee")[chosen],
        knee=body.bend("hip", "knee", "ankle")[chosen],
        head=body.bend("ear", "shoulder", "hip")[chosen],
        elbow=body.bend("shoulder", "elbow", "wrist")[chosen],
        body_in_depth=body.bend_in_depth("shoulder", "hip", "ankle")[chosen],
        knee_in_depth=body.knees_in_depth()[chosen],
        head_in_depth=body.bend_in_depth("ear", "shoulder", "hip")[chosen],
        shoulder_height=shoulder_height[chosen] / arm,
        hip_height=body.above_hands("hip")[chosen] / arm,
        knee_height=(body.height("wrist") - body.height("knee"))[chosen] / trunk,
        reach=body.reach()[chosen] / trunk,
        hands_apart=np.abs(hands[:, 0] - hands[:, 1])[chosen] / trunk,
        arm=arm / trunk,
    )


class _Body:
    """The landmarks of a set in heights of the picture, y down."""

    def __init__(self, landmarks: _Floats, aspect: float) -> None:
        self.depth = landmarks[:, :, :3] * [aspect, 1.0, aspect]
        self.picture = self.depth[:, :, :2]
        self.visibility = landmarks[:, :, 3]

    def at(self, side: Side, part: str) -> _Floats:
        place: _Floats = self.picture[:, of_side(side, part)]
        return place

    def middle(self, part: str) -> _Floats:
        middle: _Floats = self.depth[:, [of_side(side, part) for side in SIDES]].mean(axis=1)
        return middle

    def height(self, part: str) -> _Floats:
        return self.middle(part)[:, 1]

    def across(self, part: str) -> _Floats:
        return self.middle(part)[:, 0]

    def weighted(self, measure: _Measure, *parts: str) -> _Floats:
        """The mean of both sides; the more visible one weighs more."""
        trust = np.stack(
            [
                self.visibility[:, [of_side(side, part) for part in parts]].min(axis=1) ** 2 + 1e-3
                for side in SIDES
            ]
        )
        values = np.stack([measure(side) for side in SIDES])
        mean: _Floats = (values * trust).sum(axis=0) / trust.sum(axis=0)
        return mean

    def bend(self, start: str, joint: str, end: str) -> _Floats:
        """The angle at a joint in the picture."""
        return self.weighted(
            lambda side: _angle_deg(self.at(side, start), self.at(side, joint), self.at(side, end)),
            start,
            joint,
            end,
        )

    def bend_in_depth(self, start: str, joint: str, end: str) -> _Floats:
        """The angle at the middle of both sides, with depth."""
        return _angle_deg(self.middle(start), self.middle(joint), self.middle(end))

    def knees_in_depth(self) -> _Floats:
        """The mean angle of both knees, with depth."""
        legs = [[self.depth[:, of_side(side, part)] for part in ("hip", "knee", "ankle")] for side in SIDES]
        mean: _Floats = np.mean([_angle_deg(*leg) for leg in legs], axis=0)
        return mean

    def sag(self, end: str) -> _Floats:
        """How far the hips hang below the line from shoulder to another joint, degrees at the hip."""

        def of(side: Side) -> _Floats:
            shoulder, hip, last = (self.at(side, part) for part in ("shoulder", "hip", end))
            line = last - shoulder
            share = ((hip - shoulder) * line).sum(axis=1) / np.maximum((line**2).sum(axis=1), _SMALLEST)
            bend_deg = 180.0 - _angle_deg(shoulder, hip, last)
            return np.where(hip[:, 1] > shoulder[:, 1] + line[:, 1] * share, bend_deg, -bend_deg)

        return self.weighted(of, "shoulder", "hip", end)

    def above_hands(self, part: str) -> _Floats:
        """How far a joint is above the hand of its side."""
        return self.weighted(
            lambda side: self.at(side, "wrist")[:, 1] - self.at(side, part)[:, 1], part, "wrist"
        )

    def reach(self) -> _Floats:
        """How far the shoulders are beyond the hands, in the direction of the feet."""
        feet = np.sign(self.across("ankle") - self.across("shoulder"))
        apart = self.weighted(
            lambda side: self.at(side, "shoulder")[:, 0] - self.at(side, "wrist")[:, 0], "shoulder", "wrist"
        )
        return apart * feet

    def arm(self) -> _Floats:
        """The length of upper arm and forearm."""

        def of(side: Side) -> _Floats:
            shoulder, elbow, wrist = (self.at(side, part) for part in ("shoulder", "elbow", "wrist"))
            length: _Floats = np.linalg.norm([shoulder - elbow, elbow - wrist], axis=2).sum(axis=0)
            return length

        return self.weighted(of, "shoulder", "elbow", "wrist")


def _smoothed(landmarks: _Floats) -> _Floats:
    """A running median over some frames."""
    edge = _MEDIAN_OF // 2
    padded = np.pad(landmarks, ((edge, edge), (0, 0), (0, 0)), mode="edge")
    smooth: _Floats = np.median(sliding_window_view(padded, _MEDIAN_OF, axis=0), axis=-1)
    return smooth


def _angle_deg(start: _Floats, joint: _Floats, end: _Floats) -> _Floats:
    one, other = start - joint, end - joint
    lengths = np.linalg.norm(one, axis=1) * np.linalg.norm(other, axis=1)
    cosine = (one * other).sum(axis=1) / np.maximum(lengths, _SMALLEST)
    angle: _Floats = np.degrees(np.arccos(np.clip(cosine, -1.0, 1.0)))
    return angle
