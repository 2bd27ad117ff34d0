"""The figures of a set that a trend needs, from the same functions as the report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from statistics import fmean
from typing import NamedTuple, Self

from coach.body.view import View
from coach.judging.effort.one_rep_max import one_rep_max
from coach.judging.effort.set_figures import set_figures
from coach.judging.effort.set_score import set_score
from coach.judging.events import Rep
from coach.judging.figures.coaching_facts import CoachingFacts
from coach.judging.set_tally import level_counts
from coach.store.records import SetRecord


class SetMeasures(NamedTuple):
    """The figures of one set; None where the camera can't know. A named tuple is made quickest.

    Attributes:
        full: Full reps, as corrected.
        partial: Partial reps.
        measured: Full reps with a measured range of motion.
        rom_deg: Their mean range of motion, degrees.
        rom_error_deg: The mean error bar of one of them.
        least_rom_deg: The smallest range among them.
        left_rom_deg: Mean range of motion of the left side.
        right_rom_deg: That of the right side.
        sides_deg: Left minus right, as in the report.
        sides_error_deg: Its error bar.
        tempo: The mean tempo of the full reps, seconds.
        rhythm_per_min: Reps a minute, for jumps and the like.
        tension_s: Time under tension.
        velocity_loss: Per cent, from the fastest rep to the last.
        velocity_loss_error: Its error bar.
        score: 0 to 100.
        low_kg: The lower estimate of the one-repetition maximum.
        high_kg: The higher one.
        levels: Number of reps that reached each level.
    """

    full: int
    partial: int
    measured: int = 0
    rom_deg: float | None = None
    rom_error_deg: float | None = None
    least_rom_deg: float | None = None
    left_rom_deg: float | None = None
    right_rom_deg: float | None = None
    sides_deg: float | None = None
    sides_error_deg: float | None = None
    tempo: tuple[float, ...] | None = None
    rhythm_per_min: float | None = None
    tension_s: float | None = None
    velocity_loss: float | None = None
    velocity_loss_error: float | None = None
    score: float | None = None
    low_kg: float | None = None
    high_kg: float | None = None
    levels: dict[str, int] = {}  # noqa: RUF012 - never changed

    def text(self) -> str:
        """The figures as JSON, to four digits behind the point."""
        return json.dumps(
            [round(each, 4) if isinstance(each, float) else each for each in self], separators=(",", ":")
        )

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The figures in a text; None if it isn't one of this version."""
        try:
            values = json.loads(text)
            return cls._make(values)
        except (ValueError, TypeError):
            return None


def measures(
    done: SetRecord, facts: CoachingFacts, *, view: View | None, height_m: float | None
) -> SetMeasures:
    """The figures of a set.

    Args:
        done: The set.
        facts: The facts of its exercise.
        view: The camera's view; None if unknown.
        height_m: The person's height; None if unknown.
    """
    summary = done.summary
    figures = set_figures(summary, facts, height_m)
    score = set_score(summary, facts, figures, view)
    most = one_rep_max(summary, done.weight_kg, facts)
    full = [rep for rep in summary.reps if rep.verdict == "full"]
    ranges = [rom for rep in full if (rom := rep.measured_rom_deg) is not None]
    left, right = _of_side(full, "left"), _of_side(full, "right")
    sides, loss = figures.sides, figures.velocity_loss
    return SetMeasures(
        full=summary.full,
        partial=summary.partial,
        measured=len(ranges),
        rom_deg=_mean(ranges),
        rom_error_deg=_mean([rep.rom_error_deg for rep in full if rep.rom_error_deg is not None]),
        least_rom_deg=min(ranges, default=None),
        left_rom_deg=left,
        right_rom_deg=right,
        sides_deg=None if sides is None else sides.value,
        sides_error_deg=None if sides is None else sides.error,
        tempo=None if figures.tempo is None else tuple(round(each, 3) for each in figures.tempo.figures),
        rhythm_per_min=figures.rhythm_per_min,
        tension_s=figures.time_under_tension_s,
        velocity_loss=None if loss is None else loss.value,
        velocity_loss_error=None if loss is None else loss.error,
        score=None if score is None else score.points,
        low_kg=None if most is None else most.low_kg,
        high_kg=None if most is None else most.high_kg,
        levels=level_counts(summary.reps),
    )


def _of_side(reps: Sequence[Rep], side: str) -> float | None:
    """The mean range of motion of one side: of its own reps, or of its part in those of both."""
    of_both = [
        rom
        for rep in reps
        if rep.effort is not None
        and (rom := rep.effort.left_rom_deg if side == "left" else rep.effort.right_rom_deg) is not None
    ]
    alone = [rom for rep in reps if rep.side == side and (rom := rep.measured_rom_deg) is not None]
    return _mean(alone or of_both)


def _mean(values: Sequence[float]) -> float | None:
    return fmean(values) if values else None
