"""The effort of a set in figures: velocity, its loss, range, sides, tempo and time under tension."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot, sqrt
from statistics import fmean, median, stdev
from typing import Literal

from coach.judging.events import Rep, SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts
from coach.judging.figures.rep_effort import PointName, Tempo
from coach.judging.set_tally import mean_tempo

_FEWEST_FOR_CHANGE = 4
_FEWEST_FOR_LOSS = 3
_FEWEST_FOR_RHYTHM = 3
_FEWEST_IN_THIRD = 2
_UNKNOWN = 0.5
"""A difference between the sides whose error is a larger share of the range says nothing."""
SLOWER = 10.0
"""Per cent from which a rep is slower than the fastest: under 10 % is no fatigue (Sánchez-Medina 2011)."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its margin of error, in the same unit."""

    value: float
    error: float

    @property
    def is_clear(self) -> bool:
        """Whether it differs from zero by more than its margin of error."""
        return abs(self.value) > self.error


@dataclass(frozen=True, slots=True)
class RepVelocity:
    """The velocity of one rep.

    Attributes:
        rep: Its number.
        value: Metres, body heights or degrees a second.
        error: Its margin of error in the same unit.
        noise: The relative error that differs from rep to rep.
    """

    rep: int
    value: float
    error: float
    noise: float


VelocityUnit = Literal["m/s", "heights/s", "°/s"]


@dataclass(frozen=True, slots=True)
class SetFigures:
    """The figures of one set; None where the camera can't know.

    Attributes:
        tempo: Mean tempo of the full reps; None for a rhythm.
        rhythm_per_min: Reps per minute, for jumps and the like.
        time_under_tension_s: Seconds between leaving the start position and coming back, over all reps.
        velocities: The velocity of each full rep where it is known; a shorter way is slower by itself.
        unit: Their unit: metres if the person's height is known.
        point: The part of the body that moves with this velocity; None for degrees.
        velocity_loss: How much slower the last rep is than the fastest, per cent.
        range_loss: How much smaller the last third of the ranges is than the first third, per cent.
        sides: Left minus right range of motion, degrees.
        slower_from: The first rep from which all are slower; None if none.
        slower_by: By how much these are slower than the fastest on average, per cent.
    """

    tempo: Tempo | None
    rhythm_per_min: float | None
    time_under_tension_s: float | None
    velocities: tuple[RepVelocity, ...]
    unit: VelocityUnit
    point: PointName | None
    velocity_loss: Estimate | None
    range_loss: Estimate | None
    sides: Estimate | None
    slower_from: int | None
    slower_by: float | None

    @property
    def fastest(self) -> RepVelocity | None:
        """The fastest rep."""
        return max(self.velocities, key=lambda each: each.value, default=None)


def set_figures(summary: SetSummary, facts: CoachingFacts, height_m: float | None = None) -> SetFigures:
    """The figures of a set.

    Args:
        summary: The set.
        facts: The facts of its exercise.
        height_m: The person's height; None if unknown.
    """
    timed = not summary.slowed
    by_tempo = timed and facts.pace == "tempo"
    alike = [rep for rep in summary.reps if rep.verdict == "full"]
    velocities, unit, point = _velocities(alike, height_m) if by_tempo else ((), "°/s", None)
    slower_from, slower_by = _slower(velocities)
    return SetFigures(
        tempo=mean_tempo(summary.reps) if by_tempo else None,
        rhythm_per_min=_rhythm(summary.reps) if timed and facts.pace == "rhythm" else None,
        time_under_tension_s=sum(rep.end_s - rep.start_s for rep in summary.reps)
        if by_tempo and summary.reps
        else None,
        velocities=velocities,
        unit=unit,
        point=point,
        velocity_loss=velocity_loss(velocities),
        range_loss=_range_loss(summary.reps),
        sides=_sides(summary.reps),
        slower_from=slower_from,
        slower_by=slower_by,
    )


def _velocities(
    reps: Sequence[Rep], height_m: float | None
) -> tuple[tuple[RepVelocity, ...], VelocityUnit, PointName | None]:
    """The velocities of the reps in the best unit that most of them have."""
    known = [(rep.number, rep.effort) for rep in reps if rep.effort is not None and rep.effort.timing_error]
    by_point = [
        RepVelocity(number, each.speed, each.speed_error or 0.0, each.timing_error or 0.0)
        for number, each in known
        if each.speed is not None
    ]
    by_angle = [
        RepVelocity(number, each.velocity_deg_s, each.velocity_error_deg_s or 0.0, each.timing_error or 0.0)
        for number, each in known
        if each.velocity_deg_s is not None
    ]
    if not by_point or len(by_point) < len(by_angle):
        return tuple(by_angle), "°/s", None
    point = next(each.point for _, each in known if each.speed is not None)
    if height_m is None:
        return (tuple(by_angle), "°/s", None) if by_angle else (tuple(by_point), "heights/s", point)
    metres = (
        RepVelocity(each.rep, each.value * height_m, each.error * height_m, each.noise) for each in by_point
    )
    return tuple(metres), "m/s", point


def velocity_loss(velocities: Sequence[RepVelocity]) -> Estimate | None:
    """How much slower the last rep is than the fastest, per cent; None with fewer than three reps."""
    if len(velocities) < _FEWEST_FOR_LOSS:
        return None
    fastest, last = max(velocities, key=lambda each: each.value), velocities[-1]
    kept = last.value / fastest.value
    return Estimate(100 * (1 - kept), 100 * kept * hypot(fastest.noise, last.noise))


def _slower(velocities: Sequence[RepVelocity]) -> tuple[int | None, float | None]:
    """From which rep on all are clearly slower than the fastest, and by how many per cent on average."""
    if len(velocities) < _FEWEST_FOR_CHANGE:
        return None, None
    fastest = max(each.value for each in velocities)
    losses = [100 * (1 - each.value / fastest) for each in velocities]
    late = len(losses)
    while late > 0 and losses[late - 1] >= SLOWER:
        late -= 1
    if late in (0, len(losses)):
        return None, None
    return velocities[late].rep, fmean(losses[late:])


def _range_loss(reps: Sequence[Rep]) -> Estimate | None:
    """How much the range of motion fell from the first to the last third of a set, per cent."""
    ranges = [rom for rep in reps if (rom := rep.measured_rom_deg) is not None]
    third = len(ranges) // 3
    if len(ranges) < len(reps) or third < _FEWEST_IN_THIRD or not _is_known(reps):
        return None
    first, last = ranges[:third], ranges[-third:]
    steps = [after - before for before, after in pairwise(ranges)]
    noise = stdev(steps) / sqrt(2) if len(steps) > 1 else 0.0
    whole = fmean(first)
    return Estimate(100 * (whole - fmean(last)) / whole, 100 * noise * sqrt(2 / third) / whole)


def _sides(reps: Sequence[Rep]) -> Estimate | None:
    """Left minus right: within each rep of both sides, or between the reps of either side."""
    together = [
        (each.left_rom_deg - each.right_rom_deg, each.sides_error_deg)
        for rep in reps
        if (each := rep.effort) is not None
        and each.left_rom_deg is not None
        and each.right_rom_deg is not None
        and each.sides_error_deg is not None
    ]
    whole = fmean(rep.rom_deg for rep in reps) if reps else 0.0
    if together and median(error for _, error in together) < _UNKNOWN * whole:
        return Estimate(median(each for each, _ in together), median(error for _, error in together))
    ranges = {
        side: [
            (rom, rep.rom_error_deg or 0.0)
            for rep in reps
            if rep.side == side and (rom := rep.measured_rom_deg)
        ]
        for side in ("left", "right")
    }
    if not all(ranges.values()) or not _is_known(reps):
        return None
    left, right = (fmean(rom for rom, _ in ranges[side]) for side in ("left", "right"))
    error = hypot(*(fmean(bar for _, bar in ranges[side]) for side in ("left", "right")))
    return Estimate(left - right, error)


def _is_known(reps: Sequence[Rep]) -> bool:
    """Whether the ranges exceed their errors: those of an ankle don't."""
    return all((rep.rom_error_deg or 0.0) < rep.rom_deg for rep in reps)


def _rhythm(reps: Sequence[Rep]) -> float | None:
    """Reps per minute, from the time between turning points."""
    turns = [rep.turn_s for rep in reps]
    gaps = [after - before for before, after in pairwise(turns) if after > before]
    return 60.0 / median(gaps) if len(turns) >= _FEWEST_FOR_RHYTHM and gaps else None
