"""A set's score from 0 to 100, built from named parts that say how they came about."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean, median, stdev
from typing import Literal

from coach.body.view import View
from coach.catalogue.severity import Severity
from coach.judging.effort.set_figures import SetFigures
from coach.judging.events import Rep, SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts

PartName = Literal["range", "form", "lowering", "evenness", "sides"]
WEIGHTS: dict[PartName, int] = {"range": 35, "form": 30, "lowering": 20, "evenness": 10, "sides": 5}
_PENALTIES: dict[Severity, float] = {"serious": 1.0, "moderate": 0.5, "minor": 0.25}
"""What a fault takes from its rep."""
_UNEVEN = 0.25
"""Standard deviation of the range, as a share of its mean, at which nothing is left of evenness."""
_UNEQUAL = 0.3
"""The same for the difference between the sides beyond its error."""
_FEWEST = 3
_MOSTLY = 0.5


@dataclass(frozen=True, slots=True)
class ScorePart:
    """One part of a score.

    Attributes:
        name: Its name.
        points: 0 to 100; None if not judged.
        weight: Its weight among the parts.
        why: How it came about, or why it was not judged.
    """

    name: PartName
    points: float | None
    weight: int
    why: str


@dataclass(frozen=True, slots=True)
class SetScore:
    """A set's score: the weighted mean of the parts that could be judged.

    Attributes:
        points: 0 to 100; None if the range could not be judged.
        parts: The parts, judged or not.
    """

    points: float | None
    parts: tuple[ScorePart, ...]


def set_score(
    summary: SetSummary, facts: CoachingFacts, figures: SetFigures, view: View | None
) -> SetScore | None:
    """The score of a set; None for a hold and for a set without reps.

    Velocity and its loss are no part of it: how close to failure a set goes is your choice.

    Args:
        summary: The set.
        facts: The facts of its exercise.
        figures: The figures of the set.
        view: The camera's view; None if unknown.
    """
    if not summary.reps or summary.hold_s is not None or not facts.is_judged:
        return None
    parts = (
        _range(summary),
        _form(summary, facts, view),
        _lowering(summary, facts),
        _evenness(summary),
        _sides(summary, figures),
    )
    judged = [each for each in parts if each.points is not None]
    weight = sum(each.weight for each in judged)
    if parts[0].points is None:
        return SetScore(None, parts)
    return SetScore(sum((each.points or 0.0) * each.weight for each in judged) / weight, parts)


def _part(name: PartName, points: float | None, why: str) -> ScorePart:
    return ScorePart(name, None if points is None else min(max(points, 0.0), 100.0), WEIGHTS[name], why)


def _range(summary: SetSummary) -> ScorePart:
    reps = [rep for rep in summary.reps if not rep.is_doubtful]
    if len(reps) <= _MOSTLY * len(summary.reps):
        return _part("range", None, "the joints that decide were not visible")
    full = sum(rep.verdict == "full" for rep in reps)
    points = 100 * fmean(1.0 if rep.verdict == "full" else min(rep.share, 1.0) for rep in reps)
    return _part("range", points, f"{full} of {len(reps)} reps full; a partial rep counts by its share")


def _form(summary: SetSummary, facts: CoachingFacts, view: View | None) -> ScorePart:
    judged = [rule for rule in facts.rules.values() if view is None or view in rule.views]
    if not judged:
        why = "no form rules" if not facts.rules else f"no form rule can be judged from this view ({view})"
        return _part("form", None, why)
    lost = {rep.number: 0.0 for rep in summary.reps}
    for fault in summary.faults:
        if fault.rep in lost:
            rule = facts.rules.get(fault.name)
            severity = fault.severity if rule is None else rule.severity
            lost[fault.rep] = min(lost[fault.rep] + _PENALTIES[severity], 1.0)
    clean = sum(not each for each in lost.values())
    why = f"{clean} of {len(lost)} reps without a fault; a serious one costs the rep, a moderate one half"
    return _part("form", 100 * (1 - fmean(lost.values())), why)


def _lowering(summary: SetSummary, facts: CoachingFacts) -> ScorePart:
    target = facts.tempo
    if summary.slowed or facts.pace == "rhythm" or target is None or target.eccentric <= 0:
        why = "slow motion" if summary.slowed else "no tempo to keep"
        return _part("lowering", None, why)
    taken = [rep.tempo.eccentric for rep in summary.reps if not rep.is_doubtful]
    if not taken:
        return _part("lowering", None, "the joints that decide were not visible")
    points = 100 * fmean(min(each / target.eccentric, 1.0) for each in taken)
    why = f"{fmean(taken):.1f} s on average; {target.text} asks for {target.eccentric:g} s"
    return _part("lowering", points, why)


def _evenness(summary: SetSummary) -> ScorePart:
    """How alike the full reps are; a partial rep costs its share of the range already."""
    full = tuple(rep for rep in summary.reps if rep.verdict == "full")
    ranges = _ranges(full)
    if len(ranges) < _FEWEST:
        return _part("evenness", None, "needs three full reps with a measured range")
    if median(rep.rom_error_deg or 0.0 for rep in full) > _UNEVEN * fmean(ranges):
        return _part("evenness", None, "the range is too uncertain from this view")
    spread = stdev(ranges) / fmean(ranges)
    why = f"the range of full reps varies by {spread:.0%}"
    return _part("evenness", 100 * (1 - spread / _UNEVEN), why)


def _sides(summary: SetSummary, figures: SetFigures) -> ScorePart:
    ranges, sides = _ranges(summary.reps), figures.sides
    if sides is None or not ranges:
        return _part("sides", None, "needs a view of both sides")
    beyond = max(abs(sides.value) - sides.error, 0.0) / fmean(ranges)
    why = f"left minus right {sides.value:+.0f}° ± {sides.error:.0f}; only what exceeds the error counts"
    return _part("sides", 100 * (1 - beyond / _UNEQUAL), why)


def _ranges(reps: tuple[Rep, ...]) -> list[float]:
    return [rom for rep in reps if (rom := rep.measured_rom_deg)]
