"""The state that the live screen draws."""

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
    """The current cue.

    Attributes:
        kind: "mend" to correct a fault, "praise" once it is corrected.
        text: The words.
    """

    kind: Literal["mend", "praise"]
    text: str


@dataclass(frozen=True, slots=True)
class LiveState:
    """The state of the live screen at one moment.

    Attributes:
        moment: The latest moment; None before the first one.
        exercise: The current exercise; None while it is unknown.
        rep: The last completed rep, or None.
        cue: The current cue, or None.
        note: The last time before the first set, later the user's latest correction; may be empty.
        review: What matters of the last set; empty in a set, and before the first one.
        not_counted: Why the latest movement does not count; empty if it counted or was long ago.
        lost: What is not visible, so that counting stops; empty if all is.
        samples: The signal of the last seconds.
        full_mark: Position of the mark for a full rep on the range bar, in minimum excursions.
        deepest: Length of the range bar, in minimum excursions.
        flash: Whether the screen is flashing.
        live: Figures of the live source; None for a film.
        frames_a_second: Frames analysed per second; None if unknown.
        heading: The first line: the source.
        foot: The last line: the most important keys.
        keys: Every key and what it does.
        box: The part of the picture to show.
        mirrored: Whether to mirror the picture.
        picture: Whether to show the picture.
        help: Whether to show the keys in its place.
        muted: Whether the voice is muted.
    """

    moment: Moment | None = None
    exercise: Exercise | None = None
    rep: Rep | None = None
    cue: Cue | None = None
    note: str = ""
    review: str = ""
    not_counted: str = ""
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
        """The judge's latest observation."""
        return None if self.moment is None else self.moment.observation

    @property
    def recognised(self) -> Recognised | None:
        """The current recognition; None if the user named the exercise."""
        return None if self.moment is None else self.moment.observation.recognised

    @property
    def flow(self) -> WorkoutState | None:
        """The state of the workout; None outside a guided workout."""
        return None if self.moment is None else self.moment.observation.flow

    @property
    def activity(self) -> Activity:
        """The current activity; always training or recognising for a film."""
        if self.moment is None:
            return "nothing"
        doing: Activity = "training" if self.exercise is not None else "recognising"
        if self.flow is None:
            return doing
        if self.flow.stage == "waiting" and self.flow.begins_in_s is not None:
            return "starting"
        return doing if self.flow.stage == "training" else self.flow.stage
