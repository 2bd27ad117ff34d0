"""The exercise definition: a validated, frozen model of an exercise file."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from coach.body.angles import Attitude, Distance, Joint
from coach.body.view import View
from coach.catalogue.bound import Bound
from coach.catalogue.form_rule import FormRule
from coach.catalogue.poses import KeyPoses, Name, Part, Share, Text
from coach.catalogue.standard import Standard
from coach.catalogue.unnamed import ANYTHING

Metres = Annotated[float, Field(gt=0, le=20)]
Seconds = Annotated[float, Field(gt=0, le=60)]


class CameraSpec(Part):
    """Where to put the camera.

    Attributes:
        views: Views from which the exercise can be judged, best first.
        advice: Advice for the user.
        distance_m: Nearest and farthest distance in the advice; None if it gives no distance.
    """

    views: tuple[View, ...] = Field(default=("side", "oblique", "front"), min_length=1)
    advice: Text = "Two to three metres away, with your whole body in view."
    distance_m: tuple[Metres, Metres] | None = None

    @model_validator(mode="after")
    def _nearest_first(self) -> Self:
        if self.distance_m is not None and self.distance_m[0] > self.distance_m[1]:
            raise ValueError("distance_m: the nearest distance comes first")
        return self


class Signal(Part):
    """The measure that rises and falls with each rep.

    Attributes:
        angle: The main angle, whose range of motion is reported.
        count_by: What is averaged for counting: joint angles, or one distance or attitude; empty for the
            main angle.
        turn: Whether the signal is low or high at the turning point.
        limbs: "together": both sides make one movement, and the more visible side weighs more;
            "each": each side counts on its own, and both at once count as one.
        side_by: For "together": the joint that bends more on the working side, such as the front hip
            of a lunge; without it the side is "both".
    """

    angle: Joint | Attitude
    count_by: tuple[Joint, ...] | tuple[Distance | Attitude] = ()
    turn: Literal["low", "high"]
    limbs: Literal["together", "each"] = "together"
    side_by: Joint | None = None

    @property
    def counted(self) -> tuple[Joint | Distance | Attitude, ...]:
        """The measures averaged for counting."""
        return self.count_by or (self.angle,)


class Phase(Part):
    """The name of one half of a rep, and what the muscle does in it."""

    name: Text
    action: Literal["eccentric", "concentric"]


class Reps(Part):
    """When a rep counts.

    Attributes:
        minimum_excursion: How far the signal must move from the person's own start level: degrees, or
            trunk lengths for a distance.
        why: The reason for that number.
        source: Where the number or its reason comes from; may be empty.
        minimum_duration_s: Anything faster is jitter.
        out: The half from the start to the turning point.
        back: The half back to the start.
        pace: "tempo" if lowering and effort are timed; "rhythm" for reps per minute, as in jumps.
        leave: Share of the minimum excursion at which the rep leaves the start position.
        turned: Share of the excursion that must be undone to confirm the turning point.
        returned: Share of the excursion that must be undone to complete the rep.
        last_returned: Share of the excursion that is enough if the source ends on the way back.
    """

    minimum_excursion: float = Field(gt=0, le=180)
    why: str = ""
    source: str = ""
    minimum_duration_s: Seconds = 0.4
    out: Phase = Phase(name="out", action="eccentric")
    back: Phase = Phase(name="back", action="concentric")
    pace: Literal["tempo", "rhythm"] = "tempo"
    leave: Share = 0.25
    turned: Share = 0.2
    returned: Share = 0.65
    last_returned: Share = 0.5

    @model_validator(mode="after")
    def _hysteresis(self) -> Self:
        if self.turned >= self.returned:
            raise ValueError("turned must be below returned, or the turning point would end the rep")
        if self.out.action == self.back.action:
            raise ValueError("out and back can't both be " + self.out.action)
        return self


class Hold(Part):
    """When a hold counts.

    Attributes:
        grace_s: How long the position may be lost before the hold ends.
        settle_s: How long the position must last before it counts; that time is included in the hold.
        tipped: How far the trunk may lean on the way down from standing, in degrees relative to the hold.
            Sitting down on a chair takes more; nothing counts until the legs are straight again.
        why: The reason for these numbers.
        source: Where the numbers or their reason come from; may be empty.
    """

    grace_s: Seconds = 1.0
    settle_s: Seconds = 1.0
    tipped: float | None = Field(default=None, gt=0, le=90)
    why: str = ""
    source: str = ""


class Position(Part):
    """What the body must look like for a rep or a hold to count.

    Attributes:
        during: Required at all times. Otherwise nothing counts: the person is walking in, setting up or
            resting.
        start: Required in the start position, before and after each rep.
        turn: Required at the turning point, to distinguish the exercise from similar movements.
        on_the_spot: Whether a rep must be done in one place. This needs a camera that doesn't move, so only
            exercises that walking resembles require it.
        rest: What resting looks like, for the user.
    """

    during: tuple[Bound, ...] = ()
    start: tuple[Bound, ...] = ()
    turn: tuple[Bound, ...] = ()
    on_the_spot: bool = False
    rest: Text = "In the start position."


class Target(Part):
    """Usual reps, hold time and tempo of a set."""

    reps: tuple[int, int] | None = None
    hold_s: tuple[int, int] | None = None
    tempo: Annotated[str, Field(pattern=r"^[0-9X](-[0-9X]){3}$")] | None = None


class Exercise(Part):
    """An exercise, as defined by its file: signal and key poses are required, the rest has defaults.

    Attributes:
        format: Version of the file format.
        name: Canonical name, as in the database.
        extends: Name of the exercise whose file the rest was taken from, or None.
        title: Name for the user.
        aliases: Other names that people type.
        standard: The levels of a rep or a hold; None if the file has none.
        sha256: Hash of the file, and of those that it extends, in hex.
    """

    format: Literal[1]
    name: Name
    extends: Name | None = None
    title: Text
    aliases: tuple[Text, ...] = ()
    description: str = ""
    muscles: tuple[Text, ...] = ()
    camera: CameraSpec = CameraSpec()
    poses: KeyPoses
    signal: Signal
    position: Position = Position()
    reps: Reps | None = None
    hold: Hold | None = None
    standard: Standard | None = None
    target: Target = Target()
    cues: tuple[Text, ...] = ()
    form: tuple[FormRule, ...] = ()
    sha256: str = ""

    @property
    def is_anything(self) -> bool:
        """Whether it is any movement that repeats, counted but not judged."""
        return self.name == ANYTHING

    @model_validator(mode="after")
    def _counted_or_held(self) -> Self:
        if (self.reps is None) == (self.hold is None):
            raise ValueError("needs either [reps] or [hold], and not both")
        if self.hold is not None and not self.position.during:
            raise ValueError("a hold needs position.during: the position you hold")
        if self.reps is not None and not self.poses.turn:
            raise ValueError("needs [poses.turn]: the pose at the turning point")
        if len({rule.fault for rule in self.form}) < len(self.form):
            raise ValueError("two [[form]] rules have the same fault")
        levels = () if self.standard is None else self.standard.names
        for rule in self.form:
            if rule.level is not None and rule.level not in levels:
                raise ValueError(f"form rule '{rule.fault}': the standard has no level '{rule.level}'")
        return self

    @property
    def form_rules(self) -> tuple[FormRule, ...]:
        """The form rules, each with its measure and its limits, also those of a level."""
        return tuple(
            rule.of_level(self.standard) if rule.level is not None and self.standard is not None else rule
            for rule in self.form
        )
