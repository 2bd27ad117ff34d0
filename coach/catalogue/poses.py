"""Key poses of an exercise in joint angles, and how a fault changes them."""

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
"""Every movement of the body, each once."""
Support = Literal["feet", "hands", "seat", "back", "bridge", "bench", "bar", "forearms", "forearm"]
"""What stays in place while the body moves.

- ``feet``: standing; if the legs differ, on the foot of the less flexed leg.
- ``hands``: hands and toes on the floor. ``forearms``: elbows and toes.
- ``forearm``: left elbow and the side of the left foot.
- ``seat``: hips on the floor. ``back``: shoulders on the floor.
- ``bridge``: shoulders and feet on the floor, hips free.
- ``bench``: as ``back``, on a bench.
- ``bar``: hands on a bar above or below, such as a pull-up bar or dip bars.
"""
Prop = Literal["bar", "parallel-bars", "dumbbells", "barbell", "bench", "wall", "chair"]
Pose = dict[Movement, float]
Share = Annotated[float, Field(gt=0, lt=1)]
Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Part(BaseModel):
    """A table of an exercise file: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class Waypoint(Part):
    """A pose between start and turning point, if the path between them isn't straight.

    Attributes:
        leg: On the way out, on the way back, or on both.
        at: Position on the path, from the start (0) to the turning point (1), in both directions.
        pose: Joint angles there; None for those of the straight path.
        support: Support from there to the turning point; None for no change.
        lift_m: Height of the body above its support, in metres, for a hop.
    """

    leg: Literal["out", "back", "both"] = "both"
    at: Share
    pose: Pose | None = None
    support: Support | None = None
    lift_m: float = Field(default=0.0, ge=0, le=1)


class KeyPoses(Part):
    """The poses of an exercise: joint angles in degrees, zero in the anatomical position.

    A movement without a side means both sides; a missing one is zero. ``trunk_pitch`` turns the whole
    body about its left-right axis: 0 upright, 90 face down, -90 face up. ``trunk_roll`` then turns it about
    its own front-back axis: 90 lies on the left side. ``trunk_twist`` turns the shoulders against the hips
    about the trunk's long axis, positive to the left.

    Attributes:
        support: What stays in place while the body moves.
        start: The start position.
        turn: The turning point.
        between: Poses between start and turning point, in any order.
        alternates: Whether every second rep is mirrored, so that the other limb leads.
        props: Equipment to draw.
    """

    support: Support
    start: Pose
    turn: Pose = Field(default_factory=dict)
    between: tuple[Waypoint, ...] = ()
    alternates: bool = False
    props: tuple[Prop, ...] = ()


class Acted(Part):
    """How a fault looks: degrees to add to the key poses, and the time of a phase.

    Attributes:
        start: Change of the start position.
        turn: Change of the turning point.
        out: Further change on the way out, largest halfway.
        back: Further change on the way back, largest halfway.
        out_s: Duration of the way out; None for the usual one.
        back_s: Duration of the way back; None for the usual one.
    """

    start: Pose = Field(default_factory=dict)
    turn: Pose = Field(default_factory=dict)
    out: Pose = Field(default_factory=dict)
    back: Pose = Field(default_factory=dict)
    out_s: Annotated[float, Field(ge=0.1, le=10)] | None = None
    back_s: Annotated[float, Field(ge=0.1, le=10)] | None = None

    def scaled(self, by: float) -> Acted:
        """The same fault, more or less pronounced; durations don't change."""
        poses = {
            name: {movement: degrees * by for movement, degrees in getattr(self, name).items()}
            for name in ("start", "turn", "out", "back")
        }
        return self.model_copy(update=poses)


def posture_of(poses: KeyPoses) -> Posture:
    """The trunk's attitude to gravity in the key poses."""
    between = [each.pose for each in poses.between if each.pose is not None]
    positions = [poses.start, poses.turn or poses.start, *between]
    downs = [down_of(each.get("trunk_pitch", 0.0), each.get("trunk_roll", 0.0)) for each in positions]
    return Posture(tuple(dict.fromkeys(downs)))


def with_fault(poses: KeyPoses, fault: Acted) -> KeyPoses:
    """The key poses with a fault."""
    return poses.model_copy(
        update={"start": _changed(poses.start, fault.start), "turn": _changed(poses.turn, fault.turn)}
    )


def _changed(pose: Pose, change: Pose) -> Pose:
    changed = _sided(pose)
    for movement, degrees in _sided(change).items():
        changed[movement] = changed.get(movement, 0.0) + degrees
    return changed


def _sided(pose: Pose) -> Pose:
    """The same pose with each side named separately."""
    return {side: degrees for movement, degrees in pose.items() for side in sides_of(movement)}


def sides_of(movement: Movement) -> tuple[Movement, ...]:
    """The movements that a name means: a limb movement without a side means both sides."""
    both = tuple(each for each in MOVEMENTS if each in (f"left_{movement}", f"right_{movement}"))
    return both or (movement,)
