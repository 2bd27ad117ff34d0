"""How many performances were counted as they were performed, all told and along every axis of the grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from coach.bench.accuracy.performances import CountedPerformance

EXACT_BAR = 0.95
PARTIALS_BAR = 0.95


@dataclass(frozen=True, slots=True)
class Shares:
    """Agreement over some performances.

    Attributes:
        n: How many.
        exact: Share counted exactly; of holds, within half a second.
        partials: Partial repetitions performed.
        kept_apart: Share of these that was not counted as full; None without any.
    """

    n: int
    exact: float
    partials: int
    kept_apart: float | None


def shares(performed: Sequence[CountedPerformance]) -> Shares | None:
    """The shares of some performances, None of none."""
    if not performed:
        return None
    partials = sum(each.partials for each in performed)
    full = sum(each.partials_full for each in performed)
    return Shares(
        n=len(performed),
        exact=fmean(each.exact for each in performed),
        partials=partials,
        kept_apart=1 - full / partials if partials else None,
    )


def along_axes(performed: Sequence[CountedPerformance]) -> dict[str, Shares]:
    """The shares of all, then of each exercise, view, tempo, pitch, body and way to start."""
    groups: dict[str, list[CountedPerformance]] = {"all performances": list(performed)}
    for label in _LABELS:
        for name in sorted({label(each) for each in performed}):
            groups[name] = [each for each in performed if label(each) == name]
    return {name: told for name, group in groups.items() if (told := shares(group)) is not None}


_LABELS = (
    lambda each: each.cell.exercise,
    lambda each: f"view: {each.cell.view}",
    lambda each: f"tempo: {each.cell.rep_s:g} s a repetition",
    lambda each: f"camera looks up by {each.cell.pitch_deg:2}°",
    lambda each: f"body: {each.cell.body}",
    lambda each: f"starts {'in mid-movement' if each.cell.midway else 'at rest'}",
)
