"""Everyday activities in front of a camera, in which nothing may be counted."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, get_args

import numpy as np

from coach.catalogue.poses import MOVEMENTS, KeyPoses, Movement, Prop, Waypoint
from coach.kinematics.body import Body
from coach.kinematics.skeleton import Array, Figure, angle_row
from coach.kinematics.trajectory import Trajectory, smooth
from coach.performer.motion.act import Act, joint_noise
from coach.performer.motion.gait import STRIDE_S, walk
from coach.performer.motion.passage import Passage, move_along
from coach.performer.motion.walk_in import SIT_HIGH, STANDING
from coach.performer.render.camera import Camera

Kind = Literal["walking", "waving", "drinking", "tying a shoe", "sitting down"]
KINDS: tuple[Kind, ...] = get_args(Kind)

_CHAIR = 0.257
"""Height of a chair as a share of the body's: 0.45 m for 1.75 m."""
_TURN_S = 1.2
_BOUTS: dict[Kind, tuple[tuple[float, float], tuple[float, float], float]] = {
    "waving": ((1.5, 3.0), (1.5, 4.0), 1.0),
    "drinking": ((1.0, 2.5), (3.0, 7.0), 1.0),
    "tying a shoe": ((6.0, 11.0), (3.0, 6.0), 1.6),
    "sitting down": ((1e3, 1e3), (2.0, 4.0), 1.5),
}
"""Range of its duration and of the pauses in seconds, and its approximate time to start in seconds."""
_POSES: dict[Kind, KeyPoses] = {
    "waving": KeyPoses(
        support="feet",
        start=STANDING,
        turn={
            **STANDING,
            "right_shoulder_abduction": 95,
            "right_shoulder_rotation": 85,
            "right_elbow_flexion": 75,
        },
    ),
    "drinking": KeyPoses(
        support="feet",
        start={**STANDING, "right_shoulder_flexion": 8, "right_elbow_flexion": 82},
        turn={
            **STANDING,
            "right_shoulder_flexion": 72,
            "right_shoulder_rotation": -42,
            "right_shoulder_abduction": -8,
            "right_elbow_flexion": 136,
            "neck_flexion": -12,
        },
    ),
    "tying a shoe": KeyPoses(
        support="feet",
        start=STANDING,
        turn={
            "trunk_pitch": 65,
            "neck_flexion": -10,
            "left_hip_flexion": 155,
            "left_knee_flexion": 100,
            "left_ankle_dorsiflexion": 10,
            "right_hip_flexion": 65,
            "right_knee_flexion": 95,
            "right_ankle_dorsiflexion": -60,
            "shoulder_flexion": 68,
            "right_shoulder_abduction": -14,
            "elbow_flexion": 14,
        },
    ),
    "sitting down": KeyPoses(
        support="feet",
        start=STANDING,
        turn=SIT_HIGH,
        between=(
            Waypoint(
                at=0.5,
                pose={
                    "trunk_pitch": 40,
                    "hip_flexion": 95,
                    "hip_abduction": 4,
                    "knee_flexion": 70,
                    "ankle_dorsiflexion": 15,
                    "shoulder_flexion": 35,
                    "elbow_flexion": 15,
                },
            ),
            Waypoint(at=0.92, support="seat"),
        ),
        props=("chair",),
    ),
}
_FIDGETS: dict[Kind, dict[Movement, tuple[float, float]]] = {
    "waving": {"right_shoulder_rotation": (26.0, 1.4)},
    "tying a shoe": {"left_elbow_flexion": (13.0, 0.9), "right_elbow_flexion": (-13.0, 1.1)},
    "sitting down": {"left_knee_flexion": (2.0, 0.4), "neck_flexion": (6.0, 0.15)},
}
"""Oscillations in the meantime: amplitude in degrees and frequency in hertz."""


@dataclass(frozen=True)
class Activity(Act):
    """A person in front of the camera who does not exercise.

    Attributes:
        kind: The activity, which is repeated; after sitting down, the person stays seated.
        duration_s: Duration.
        seed: Seed for the times and the joints' noise.
        joint_noise_deg: Standard deviation of the noise of every joint.
        body: The body.
        camera: The camera.
        frame_rate: Frames per second.
    """

    kind: Kind = "walking"
    duration_s: float = 60.0
    seed: int = 0
    joint_noise_deg: float = 1.0
    body: Body = field(default_factory=Body)
    camera: Camera = field(default_factory=lambda: Camera(distance_m=3.2))
    frame_rate: float = 30.0

    @property
    def name(self) -> str:
        """The kind in one word."""
        return self.kind.replace(" ", "-")

    @property
    def props(self) -> tuple[Prop, ...]:
        """The chair, if any."""
        return _POSES[self.kind].props if self.kind in _POSES else ()

    @cached_property
    def figure(self) -> Figure:
        """The body in every frame, at its place in the room."""
        noise = joint_noise(self.times, self.joint_noise_deg, self.seed)
        random = np.random.default_rng([self.seed, KINDS.index(self.kind)])
        if self.kind == "walking":
            return _to_and_fro(self, random, noise).figure
        return _bouts(self, random, noise).figure

    @property
    def sweep(self) -> Figure:
        """The figure itself: there is no entry or exit."""
        return self.figure


def _to_and_fro(activity: Activity, random: np.random.Generator, noise: Array) -> Passage:
    """Walk across the picture and back, with whole strides in each direction."""
    times = activity.times * random.uniform(0.92, 1.08)
    heading = np.full(len(times), activity.camera.yaw_deg - 90.0)
    vigour = np.ones(len(times))
    turn_s = 0.0
    while turn_s < times[-1]:
        lap_s = random.choice([2, 2, 3]) * STRIDE_S
        for _ in ("to", "fro"):
            turn_s += lap_s
            turning = (times - turn_s + _TURN_S) / _TURN_S
            heading += 180.0 * smooth(turning)
            vigour -= 0.65 * np.clip(1 - np.abs(2 * turning - 1), 0, None)
    return walk(angle_row(STANDING) + noise, times, vigour, heading, activity.body)


def _bouts(activity: Activity, random: np.random.Generator, noise: Array) -> Passage:
    """Start, continue, stop and wait, repeatedly."""
    lasting, between, slower = _BOUTS[activity.kind]
    times = activity.times
    share = np.zeros(len(times))
    at_s = random.uniform(*between)
    while at_s < times[-1]:
        out_s, back_s = slower * random.uniform(0.8, 1.3, 2)
        stop_s = at_s + out_s + random.uniform(*lasting)
        share += smooth((times - at_s) / out_s) - smooth((times - stop_s) / back_s)
        at_s = stop_s + back_s + random.uniform(*between)
    for movement, (degrees, often) in _FIDGETS.get(activity.kind, {}).items():
        swings = degrees * np.sin(2 * np.pi * often * times) * share**8
        noise[:, MOVEMENTS.index(movement)] += swings
    body = activity.body
    return move_along(Trajectory(_POSES[activity.kind], body, {"seat": _CHAIR * body.height_m}), share, noise)
