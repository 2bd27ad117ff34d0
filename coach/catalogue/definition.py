"""What an exercise is: one validated, frozen definition per file."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from coach.body.angles import Attitude, Distance, Joint
from coach.body.view import View
from coach.catalogue.poses import Acted, KeyPoses, Part, Share

Text = Annotated[str, Field(min_length=1)]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
Metres = Annotated[float, Field(gt=0, le=20)]
Seconds = Annotated[float, Field(gt=0, le=60)]
Measure = Joint | Distance | Attitude | Literal["signal"]


class CameraSpec(Part):
    """Where to put the laptop, and from where the exercise can be judged.

    Attributes:
        views: The best first.
        advice: For people to read.
        distance_m: The nearest and the farthest that the advice means, or None where it names none.
    """

    views: tuple[View, ...] = Field(min_length=1)
    advice: Text
    distance_m: tuple[Metres, Metres] | None = None

    @model_validator(mode="after")
    def _nearest_first(self) -> Self:
        if self.distance_m is not None and self.distance_m[0] > self.distance_m[1]:
            raise ValueError("distance_m: the nearest comes first")
        return self


class Signal(Part):
    """What rises and falls with a repetition.

    Attributes:
        angle: The main angle; its range of motion is what is reported.
        count_by: What is averaged for counting: the main angle, joints' angles, or one distance or attitude.
        turn: Whether the signal is low or high at the turning point.
        limbs: "together": both sides make one movement, and the side that is seen better counts more;
            "each": each side counts for itself, and both moving at once count once.
        side_by: For "together": the joint that bends more on the side that works, as the front hip
            of a lunge; without it the side is "both".
    """

    angle: Joint | Attitude
    count_by: tuple[Joint, ...] | tuple[Distance | Attitude] = ()
    turn: Literal["low", "high"]
    limbs: Literal["together", "each"] = "together"
    side_by: Joint | None = None

    @property
    def counted(self) -> tuple[Joint | Distance | Attitude, ...]:
        """What is averaged for counting."""
        return self.count_by or (self.angle,)


class Phase(Part):
    """What one leg of a repetition is called, and what the muscle does in it."""

    name: Text
    action: Literal["eccentric", "concentric"]


class Reps(Part):
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
        last_returned: Share of the way back that is enough when the source ends on it: past the middle.
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
    last_returned: Share = 0.5

    @model_validator(mode="after")
    def _hysteresis(self) -> Self:
        if self.turned >= self.returned:
            raise ValueError("turned must be below returned, or a turning point would end the repetition")
        if self.out.action == self.back.action:
            raise ValueError("out and back can't both be " + self.out.action)
        return self


class Hold(Part):
    """When a position counts as held.

    Attributes:
        grace_s: How long the position may be lost before the hold is over.
        settle_s: How long it must be kept before it counts; the time is counted in.
        tipped: How far the trunk may have been tipped on the way there from standing, in degrees against how
            it is held. Who sits down on a chair leans forward for it; until the legs are straight again
            nothing counts.
    """

    grace_s: Seconds = 1.0
    settle_s: Seconds = 1.0
    tipped: float | None = Field(default=None, gt=0, le=90)
    why: Text
    source: Text


class Bound(Part):
    """What a measure must be, in degrees or lengths of the trunk, and why.

    The measure is a joint's inner angle (the side that is seen better counts more), a distance (the larger
    side's), an attitude of the trunk or ``signal``: what is counted by. With ``both`` each side has to meet
    it; ``if_alone`` asks it of an arm only while the other one hangs.
    ``if_hidden`` says what holds when the feet that ``ankle_spread`` and ``foot_lift`` need are out of sight.
    """

    measure: Measure
    at_least: float | None = None
    at_most: float | None = None
    both: bool = False
    if_alone: bool = False
    if_hidden: Literal["met", "unmet"] = "unmet"
    why: Text

    @model_validator(mode="after")
    def _sane(self) -> Self:
        if self.at_least is None and self.at_most is None:
            raise ValueError("needs at_least, at_most or both")
        if self.at_least is not None and self.at_most is not None and self.at_least >= self.at_most:
            raise ValueError("at_least must be below at_most")
        return self


class Position(Part):
    """What the body must look like for anything to count.

    Attributes:
        during: Holds all the time; when it does not, nothing is counted: somebody walks in, sets up or rests.
        start: Holds in the start position, before a repetition begins and when it is over.
        turn: Holds at the turning point, besides the signal: what tells the movement from others like it.
        on_the_spot: Whether a repetition is done in one place; it takes a camera that stands still, so it is
            asked for only where walking looks like the exercise.
        rest: What resting looks like, for people to read.
    """

    during: tuple[Bound, ...] = ()
    start: tuple[Bound, ...] = ()
    turn: tuple[Bound, ...] = ()
    on_the_spot: bool = False
    rest: Text


class FormRule(Bound):
    """What a good repetition, or a good hold, keeps to; the fault is when it does not.

    Attributes:
        fault: What the fault is called in files and in the database.
        title: What it is called for people, as 'leaning back'.
        at: Where in the repetition it is measured: in the start position, at the turning point, or the worst
            of all the way; a hold is judged all the time, whatever is said here.
        views: From where one camera can tell; from elsewhere it is withheld.
        cue: What to say about it.
        source: Where the figure or its reason was read or measured.
        acted: How the fault looks, for the performer.
    """

    fault: Name
    title: Text
    at: Literal["start", "turn", "way"]
    views: tuple[View, ...] = Field(min_length=1)
    cue: Text
    source: Text
    acted: Acted


class Target(Part):
    """What to train towards."""

    reps: tuple[int, int] | None = None
    hold_s: tuple[int, int] | None = None
    tempo: Annotated[str, Field(pattern=r"^[0-9X](-[0-9X]){3}$")] | None = None


class Exercise(Part):
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
    camera: CameraSpec
    poses: KeyPoses
    signal: Signal
    position: Position
    reps: Reps | None = None
    hold: Hold | None = None
    target: Target = Target()
    cues: tuple[Text, ...] = Field(min_length=1)
    form: tuple[FormRule, ...] = ()
    sha256: str = ""

    @model_validator(mode="after")
    def _counted_or_held(self) -> Self:
        if (self.reps is None) == (self.hold is None):
            raise ValueError("needs either [reps] or [hold], not both and not neither")
        if self.hold is not None and not self.position.during:
            raise ValueError("a hold needs position.during: it is what is held")
        if self.reps is not None and not self.poses.turn:
            raise ValueError("needs [poses.turn]: how the turning point looks")
        if len({rule.fault for rule in self.form}) < len(self.form):
            raise ValueError("two [[form]] rules have the same fault")
        return self
