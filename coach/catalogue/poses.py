"""How an exercise looks: key poses in joint angles, and how a fault changes them."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from coach.body.posture import Posture, down_of

Movement = Literal[
    "trunk_pitch",
    "trunk_roll",
    "trunk_twist",
    "neck_flexion",
    "shoulder_flexion",
    "shoulder_abduction",
    "shoulder_rotation",
    "elbow_flexion",
    "hip_flexion",
    "hip_abduction",
    "hip_rotation",
    "knee_flexion",
    "ankle_dorsiflexion",
    "left_shoulder_flexion",
    "left_shoulder_abduction",
    "left_shoulder_rotation",
    "left_elbow_flexion",
    "left_hip_flexion",
    "left_hip_abduction",
    "left_hip_rotation",
    "left_knee_flexion",
    "left_ankle_dorsiflexion",
    "right_shoulder_flexion",
    "right_shoulder_abduction",
    "right_shoulder_rotation",
    "right_elbow_flexion",
    "right_hip_flexion",
    "right_hip_abduction",
    "right_hip_rotation",
    "right_knee_flexion",
    "right_ankle_dorsiflexion",
]
LIMB_MOVEMENTS = tuple(
    movement.removeprefix("left_") for movement in get_args(Movement) if movement.startswith("left_")
)
MOVEMENTS: tuple[Movement, ...] = tuple(
    movement for movement in get_args(Movement) if movement not in LIMB_MOVEMENTS
)
"""Every movement a body has, none of them twice."""
Support = Literal["feet", "hands", "seat", "back", "bridge", "bench", "bar", "forearms", "forearm"]
"""What stays where it is while the body moves.

- ``feet``: stands; of two feet that move differently, the less flexed leg's.
- ``hands``: hands and toes on the floor. ``forearms``: elbows and toes.
- ``forearm``: on the left elbow and the side of the left foot.
- ``seat``: the hips lie on the floor. ``back``: the shoulders do.
- ``bridge``: shoulders and feet on the floor, the hips free.
- ``bench``: as ``back``, on a bench.
- ``bar``: the hands hold on to something above or below: a pull-up bar, dip bars.
"""
Prop = Literal["bar", "parallel-bars", "dumbbells", "barbell", "bench", "wall", "chair"]
Pose = dict[Movement, float]
Share = Annotated[float, Field(gt=0, lt=1)]


class Part(BaseModel):
    """What every part of an exercise file is: frozen, and nothing in it unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Waypoint(Part):
    """A pose on the way, where the straight way between start and turning point is not how it is done.

    Attributes:
        leg: On the way out, on the way back, or on both.
        at: Where on the way: share of the way from the start (0) to the turning point (1), on both legs.
        pose: Joint angles there; left out, those of the straight way.
        support: What supports the body from there on, towards the turning point; left out, as before.
        lift_m: How high the body is off its support there, in metres: a hop.
    """

    leg: Literal["out", "back", "both"] = "both"
    at: Share
    pose: Pose | None = None
    support: Support | None = None
    lift_m: float = Field(default=0.0, ge=0, le=1)


class KeyPoses(Part):
    """How the exercise looks: joint angles in degrees, zero is the anatomical position.

    A movement without a side means both sides; one not named is zero. ``trunk_pitch`` turns the whole
    body about its left-right axis: 0 upright, 90 face down, -90 face up. ``trunk_roll`` then turns it about
    its own front-back axis: 90 lies on the left side. ``trunk_twist`` turns the shoulders against the hips
    about the trunk's long axis, positive to the left.

    Attributes:
        support: What stays where it is while the body moves.
        start: The start position.
        turn: The turning point.
        between: Poses on the way, in any order.
        alternates: Every second repetition is mirrored: where ``turn`` has the left limb lead, the right
            one leads next.
        props: What is held or stood at, drawn for the eye.
    """

    support: Support
    start: Pose
    turn: Pose = Field(default_factory=dict)
    between: tuple[Waypoint, ...] = ()
    alternates: bool = False
    props: tuple[Prop, ...] = ()


class Acted(Part):
    """How a fault looks: degrees that are added to the key poses.

    Attributes:
        start: Changes to the start position.
        turn: Changes to the turning point.
    """

    start: Pose = Field(default_factory=dict)
    turn: Pose = Field(default_factory=dict)


def posture_of(poses: KeyPoses) -> Posture:
    """How the trunk is held against gravity in an exercise's key poses."""
    between = [each.pose for each in poses.between if each.pose is not None]
    positions = [poses.start, poses.turn or poses.start, *between]
    downs = [down_of(each.get("trunk_pitch", 0.0), each.get("trunk_roll", 0.0)) for each in positions]
    return Posture(tuple(dict.fromkeys(downs)))


def acted(poses: KeyPoses, fault: Acted) -> KeyPoses:
    """The key poses with a fault in them."""
    return poses.model_copy(
        update={"start": _changed(poses.start, fault.start), "turn": _changed(poses.turn, fault.turn)}
    )


def _changed(pose: Pose, change: Pose) -> Pose:
    changed = _sided(pose)
    for movement, degrees in _sided(change).items():
        changed[movement] = changed.get(movement, 0.0) + degrees
    return changed


def _sided(pose: Pose) -> Pose:
    """The same pose with each limb named for itself."""
    return {side: degrees for movement, degrees in pose.items() for side in sides_of(movement)}


def sides_of(movement: Movement) -> tuple[Movement, ...]:
    """The movements that a name stands for: a limb's without a side means both sides'."""
    both = tuple(each for each in MOVEMENTS if each in (f"left_{movement}", f"right_{movement}"))
    return both or (movement,)
