"""The shipped table of angle errors with one camera, measured by the bench."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from coach.body.angles import Alignment, Attitude, Distance, Joint
from coach.body.view import View
from coach.errors import BenchError
from coach.resources import shipped

Angle = Joint | Distance | Attitude | Alignment
Because = Literal["measured", "published", "twice what was measured", "mirrored", "as from the front"]


class _TablePart(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AngleError(_TablePart):
    """The error of one measure in one view, measured on performances with known angles.

    Distances and offsets are in trunk lengths instead of degrees.

    Attributes:
        angle: A joint's inner angle, a distance, an attitude of the trunk, or an alignment.
        view: The camera's view.
        pitch_deg: Upward tilt of the camera; None for all tilts together.
        exercise: The exercise; None for all that move the angle.
        mae_deg: Mean absolute error.
        bias_deg: Mean error; negative if the angle is measured too small.
        frames: Number of frames compared.
        hidden: Number of frames excluded because the visibility of the limb was too low.
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
    """The ± of an angle.

    Attributes:
        angle: As above.
        view: As above.
        bar_deg: The largest of the measured, the published and the mirror error; twice the measured error if
            nothing is published. From behind, an alignment has at least the bar of the front.
        because: Which of these it is.
        measured_deg: Mean absolute error measured by the bench.
        published_deg: Mean absolute error published for people, or None.
        source: The publication; may be empty.
        mirrored_deg: Limit of 95 % of the differences between pictures and their mirror images; None if not
            measured.
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
        made: Date of the measurement, as 2026-01-31.
        renderer: Version of the renderer.
        model_sha256: Hash of the pose model.
        performances: Number of performances.
        frames: Number of their frames.
        bars: One for each angle and view.
        errors: The errors behind the bars.
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
        """The error bar of an angle in a view; None if unknown."""
        return next((bar for bar in self.bars if (bar.angle, bar.view) == (angle, view)), None)


def errors_file() -> Path:
    """Path of the shipped table."""
    return shipped("models") / "angle-errors.json"


@cache
def read_angle_errors(path: Path | None = None) -> AngleErrors:
    """Read the shipped table, or one at ``path``.

    Raises:
        BenchError: It can't be read or is not a valid table.
    """
    path = path or errors_file()
    try:
        return AngleErrors.model_validate_json(path.read_bytes())
    except OSError as error:
        reason = error.strerror or error
        raise BenchError(f"The table of angle errors {path} can't be read: {reason}.", hint=_HINT) from error
    except ValidationError as error:
        raise BenchError(
            f"{path.name} is not a table of angle errors that this version can read.", hint=_HINT
        ) from error


_HINT = "Reinstall coach, or measure the table again: coach bench performer --write"
