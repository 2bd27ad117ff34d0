"""The tempo and the effort of one rep, without loading NumPy: the history shows them too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PointName = Literal["shoulders", "hips", "hands", "feet"]


@dataclass(frozen=True, slots=True)
class Tempo:
    """The duration of each part of a rep in seconds, in the usual order of coaches.

    Attributes:
        eccentric: The lowering (muscle lengthening).
        pause_stretched: The pause where the muscle is long.
        concentric: The effort (muscle shortening).
        pause_contracted: The pause where the muscle is short.
    """

    eccentric: float
    pause_stretched: float
    concentric: float
    pause_contracted: float

    def __str__(self) -> str:
        return "-".join(f"{figure:.1f}" for figure in self.figures)

    @property
    def figures(self) -> tuple[float, float, float, float]:
        """All four durations, in that order."""
        return self.eccentric, self.pause_stretched, self.concentric, self.pause_contracted


@dataclass(frozen=True, slots=True)
class RepEffort:
    """The velocity of a rep's effort, and the range of motion of each side; None where the camera can't know.

    Attributes:
        velocity_deg_s: Mean velocity of the exercise's main angle in the effort, degrees a second.
        velocity_error_deg_s: Its error bar, degrees a second.
        speed: Mean velocity of ``point`` in the effort, in body heights a second: times the person's height
            in metres, it is in metres a second.
        speed_error: Its error bar, in the same unit.
        timing_error: The share of both that is due to timing alone, and so differs from rep to rep.
        point: The part of the body whose velocity ``speed`` is; None if no part moves far.
        left_rom_deg: Range of motion of the left side, degrees, in a rep that both sides make together.
        right_rom_deg: That of the right side.
        sides_error_deg: The error bar of the difference between the sides, degrees.
    """

    velocity_deg_s: float | None = None
    velocity_error_deg_s: float | None = None
    speed: float | None = None
    speed_error: float | None = None
    timing_error: float | None = None
    point: PointName | None = None
    left_rom_deg: float | None = None
    right_rom_deg: float | None = None
    sides_error_deg: float | None = None
