"""What an exercise is: one validated, frozen definition per file."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from coach.body.angles import Distance, Joint
from coach.body.view import View

Movement = Literal[
    "trunk_pitch",
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
Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Share = Annotated[float, Field(gt=0, lt=1)]
Seconds = Annotated[float, Field(gt=0, le=60)]
Measure = Joint | Distance | Literal["inclination", "signal"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Camera(_Part):
    """Where to put the laptop, and from where the exercise can be judged."""

    views: tuple[View, ...] = Field(min_length=1)
    advice: Text


class KeyPoses(_Part):
    """How the exercise looks: joint angles in degrees, zero is the anatomical position.

    A movement without a side means both sides; one not named is zero. ``trunk_pitch`` turns the whole
    body about its left-right axis: 0 upright, 90 face down, -90 face up.

    Attributes:
        support: What stays where it is while the body moves.
        start: The start position.
        turn: The turning point.
        alternates: Every second repetition is mirrored: where ``turn`` has the left limb lead, the right
            one leads next.
    """

    support: Literal["feet", "hands", "seat", "back", "bar", "forearms"]
    start: dict[Movement, float]
    turn: dict[Movement, float] = Field(default_factory=dict)
    alternates: bool = False


class Signal(_Part):
    """What rises and falls with a repetition.

    Attributes:
        angle: The main angle; its range of motion is what is reported.
        count_by: What is averaged for counting: the main angle, some angles, or one distance.
        turn: Whether the signal is low or high at the turning point.
        limbs: "together": both sides make one movement, and the side that is seen better counts more;
            "each": each side counts for itself, and both moving at once count once.
        side_by: For "together": the joint that bends more on the side that works, as the front hip
            of a lunge; without it the side is "both".
    """

    angle: Joint
    count_by: tuple[Joint, ...] | tuple[Distance] = ()
    turn: Literal["low", "high"]
    limbs: Literal["together", "each"] = "together"
    side_by: Joint | None = None

    @property
    def counted(self) -> tuple[Joint | Distance, ...]:
        """What is averaged for counting."""
        return self.count_by or (self.angle,)


class Phase(_Part):
    """What one leg of a repetition is called, and what the muscle does in it."""

    name: Text
    action: Literal["eccentric", "concentric"]


class Reps(_Part):
    """When a repetition counts.

    Attributes:
        minimum_excursion: How far the signal must go from the person's own start level: degrees, or
            lengths of the trunk for a distance.
        why: The reason for that figure.
        source: Where the figure or its reason was read or measured.
        minimum_duration_s: Anything faster is jitter.
        out: The leg from the start to the turning point.
        back: The leg back to the start.
        leave: Share of the minimum excursion at which the start position is left.
        turned: Share of the way that must be taken back before the turning point is believed.
        returned: Share of the way that must be taken back for the repetition to be over.
    """

    minimum_excursion: float = Field(gt=0, le=180)
    why: Text
    source: Text
    minimum_duration_s: Seconds
    out: Phase
    back: Phase
    leave: Share = 0.25
    turned: Share = 0.2
    returned: Share = 0.65

    @model_validator(mode="after")
    def _hysteresis(self) -> Self:
        if self.turned >= self.returned:
            raise ValueError("turned must be below returned, or a turning point would end the repetition")
        if self.out.action == self.back.action:
            raise ValueError("out and back can't both be " + self.out.action)
        return self


class Hold(_Part):
    """When a position counts as held.

    Attributes:
        grace_s: How long the position may be lost before the hold is over.
        settle_s: How long it must be kept before it counts; the time is counted in.
    """

    grace_s: Seconds = 1.0
    settle_s: Seconds = 1.0
    why: Text
    source: Text


class Bound(_Part):
    """What a measure must be, in degrees or lengths of the trunk, and why.

    The measure is a joint's inner angle (the side that is seen better counts more), a distance,
    ``inclination`` (the trunk's against the picture's vertical) or ``signal``: what is counted by.
    ``if_hidden`` says what holds when the feet that ``ankle_spread`` needs are out of the picture.
    """

    measure: Measure
    at_least: float | None = None
    at_most: float | None = None
    if_hidden: Literal["met", "unmet"] = "unmet"
    why: Text

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("needs at_least, at_most or both")
        if self.at_least is not None and self.at_most is not None and self.at_least >= self.at_most:
            raise ValueError("at_least must be below at_most")
        return self


class Position(_Part):
    """What the body must look like for anything to count.

    Attributes:
        during: Holds all the time; when it does not, nothing is counted: somebody walks in, sets up or rests.
        start: Holds in the start position, before a repetition begins and when it is over.
        turn: Holds at the turning point, besides the signal: what tells the movement from others like it.
        rest: What resting looks like, for people to read.
    """

    during: tuple[Bound, ...] = ()
    start: tuple[Bound, ...] = ()
    turn: tuple[Bound, ...] = ()
    rest: Text


class Target(_Part):
    """What to train towards."""

    reps: tuple[int, int] | None = None
    hold_s: tuple[int, int] | None = None
    tempo: Annotated[str, Field(pattern=r"^[0-9X](-[0-9X]){3}$")] | None = None


class Exercise(_Part):
    """One exercise, as its file says it.

    Attributes:
        format: Version of this file format.
        name: Canonical name, as in the database.
        title: Name for people to read.
        aliases: Other names that people type.
        sha256: Hash of the file it came from, in hex.
    """

    format: Literal[1]
    name: Name
    title: Text
    aliases: tuple[Text, ...] = ()
    description: Text
    muscles: tuple[Text, ...] = Field(min_length=1)
    camera: Camera
    poses: KeyPoses
    signal: Signal
    position: Position
    reps: Reps | None = None
    hold: Hold | None = None
    target: Target = Target()
    cues: tuple[Text, ...] = Field(min_length=1)
    sha256: str = ""

    @model_validator(mode="after")
    def _counted_or_held(self) -> Self:
        if (self.reps is None) == (self.hold is None):
            raise ValueError("needs either [reps] or [hold], not both and not neither")
        if self.hold is not None and not self.position.during:
            raise ValueError("a hold needs position.during: it is what is held")
        if self.reps is not None and not self.poses.turn:
            raise ValueError("needs [poses.turn]: how the turning point looks")
        return self
