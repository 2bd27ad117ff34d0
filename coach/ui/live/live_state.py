"""What a live screen knows when it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from coach.body.crop import WHOLE, Box
from coach.catalogue.definition import Exercise
from coach.judging.events import Rep
from coach.judging.observation import Observation, Recognised, WorkoutState
from coach.moment import Moment
from coach.ui.live.sparkline import Sample

if TYPE_CHECKING:
    from coach.body.live_figures import LiveFigures

Activity = Literal["nothing", "waiting", "starting", "recognising", "training", "resting", "paused", "over"]


@dataclass(frozen=True, slots=True)
class Cue:
    """The one thing that is said just now.

    Attributes:
        kind: Whether something is to be mended, or is mended.
        text: What to say.
    """

    kind: Literal["mend", "praise"]
    text: str


@dataclass(frozen=True, slots=True)
class LiveState:
    """What is known at one moment of a set.

    Attributes:
        moment: What was state last; None before anything was.
        exercise: What is trained; None while it is not known.
        rep: The repetition that was completed last, or None.
        cue: What is said just now, or None.
        note: What the person has just put right; empty when nothing.
        lost: What can't be state, so that nothing is counted; empty when all can.
        samples: The signal of the last seconds.
        full_mark: Where the bar of the range marks what is full, in the exercise's minimum.
        deepest: What the bar of the range has room for, in the exercise's minimum.
        flash: Whether the screen flashes just now.
        live: How the live way is doing; None for a film.
        frames_a_second: Frames that are state in a second; None when not known.
        heading: A line above it all: who is watched, from where.
        foot: A line below it all: what can be pressed.
        keys: Every key and what it does.
        box: The part of the picture that is shown.
        mirrored: Whether the picture is shown as in a mirror.
        picture: Whether the picture is shown at all.
        help: Whether the keys are shown in its place.
        muted: Whether the voice is silent.
    """

    moment: Moment | None = None
    exercise: Exercise | None = None
    rep: Rep | None = None
    cue: Cue | None = None
    note: str = ""
    lost: str = ""
    samples: tuple[Sample, ...] = ()
    full_mark: float = 1.0
    deepest: float = 1.0
    flash: bool = False
    live: LiveFigures | None = None
    frames_a_second: float | None = None
    heading: str = ""
    foot: str = ""
    keys: tuple[tuple[str, str], ...] = ()
    box: Box = WHOLE
    mirrored: bool = False
    picture: bool = True
    help: bool = False
    muted: bool = False

    @property
    def observed(self) -> Observation | None:
        """What the judge made of the last moment."""
        return None if self.moment is None else self.moment.observation

    @property
    def recognised(self) -> Recognised | None:
        """What is recognised just now; None where the exercise was given."""
        return None if self.moment is None else self.moment.observation.recognised

    @property
    def flow(self) -> WorkoutState | None:
        """Where in a workout this is; None where nobody is led through one."""
        return None if self.moment is None else self.moment.observation.flow

    @property
    def activity(self) -> Activity:
        """What is going on; a film is trained all the time."""
        if self.moment is None:
            return "nothing"
        doing: Activity = "training" if self.exercise is not None else "recognising"
        if self.flow is None:
            return doing
        if self.flow.stage == "waiting" and self.flow.begins_in_s is not None:
            return "starting"
        return doing if self.flow.stage == "training" else self.flow.stage
