"""How far an angle seen by one camera may be from the truth: the shipped table, measured by the bench."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from coach.body.angles import Attitude, Joint
from coach.body.view import View
from coach.errors import BenchError
from coach.resources import shipped

Angle = Joint | Attitude
Because = Literal["measured", "published", "twice what was measured", "mirrored"]


class _TablePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AngleError(_TablePart):
    """The error of one angle in one view, measured on performances whose truth is known.

    Attributes:
        angle: A joint's inner angle, or an attitude of the trunk.
        view: From where it is seen.
        pitch_deg: How far the camera looks up; None for all pitches together.
        exercise: In which exercise; None for all those that move the angle.
        mae_deg: Mean absolute error.
        bias_deg: Mean error; negative where the angle is read too small.
        frames: Frames compared.
        hidden: Frames left out because the limb was not seen surely enough.
    """

    angle: Angle
    view: View
    pitch_deg: int | None = None
    exercise: str | None = None
    mae_deg: float
    bias_deg: float
    frames: int
    hidden: int


class ErrorBar(_TablePart):
    """What to write behind an angle: ± this.

    Attributes:
        angle: As above.
        view: As above.
        bar_deg: The largest of what was measured here, what was published about people, and what a mirror
            changes; twice the first where nobody published anything.
        because: Which of these it is.
        measured_deg: Mean absolute error measured here.
        published_deg: Mean absolute error published for people, or None.
        source: Where that was published; empty where nowhere.
        mirrored_deg: What 95 % of the differences between pictures and their mirror images stay within, or
            None where that was not measured.
    """

    angle: Angle
    view: View
    bar_deg: float
    because: Because
    measured_deg: float
    published_deg: float | None = None
    source: str = ""
    mirrored_deg: float | None = None


class AngleErrors(_TablePart):
    """The whole table.

    Attributes:
        format: Version of the file's format.
        made: The day it was measured, as 2026-01-31.
        renderer: Version of the renderer whose pictures were seen.
        model_sha256: Hash of the pose model that saw them.
        performances: How many.
        frames: How many frames they had.
        bars: One for each angle and view.
        errors: What they come from.
    """

    format: Literal[1]
    made: str
    renderer: str
    model_sha256: str
    performances: int
    frames: int
    bars: tuple[ErrorBar, ...]
    errors: tuple[AngleError, ...]

    def bar(self, angle: Angle, view: View | None) -> ErrorBar | None:
        """The error bar of an angle in a view, or None where nothing is known of it."""
        return next((bar for bar in self.bars if (bar.angle, bar.view) == (angle, view)), None)


def errors_file() -> Path:
    """Where the shipped table is."""
    return shipped("models") / "angle-errors.json"


@cache
def read_angle_errors(path: Path | None = None) -> AngleErrors:
    """Read the shipped table, or one at ``path``.

    Raises:
        BenchError: It can't be read, or is none.
    """
    path = path or errors_file()
    try:
        return AngleErrors.model_validate_json(path.read_bytes())
    except OSError as error:
        why = f"can't be read: {error.strerror or error}"
        raise BenchError(f"The table of angle errors {path} {why}.", hint=_ANEW) from error
    except ValidationError as error:
        raise BenchError(
            f"{path.name} is no table of angle errors that this version reads.", hint=_ANEW
        ) from error


_ANEW = "Install coach anew, or measure it: coach bench performer --write"
