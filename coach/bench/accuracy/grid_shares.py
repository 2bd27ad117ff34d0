"""Shares of performances counted correctly, in total and along each axis of the grid."""

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
        n: Number of performances.
        exact: Share counted exactly; holds within half a second.
        partials: Partial reps performed.
        kept_apart: Share of them not counted as full; None without partial reps.
    """

    n: int
    exact: float
    partials: int
    kept_apart: float | None


def shares(performed: Sequence[CountedPerformance]) -> Shares | None:
    """The shares of some performances; None without performances."""
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
    """The shares of all performances, then by exercise, view, tempo, pitch, body and start."""
    groups: dict[str, list[CountedPerformance]] = {"all performances": list(performed)}
    for label in _LABELS:
        for name in sorted({label(each) for each in performed}):
            groups[name] = [each for each in performed if label(each) == name]
    return {name: found for name, group in groups.items() if (found := shares(group)) is not None}


_LABELS = (
    lambda each: each.cell.exercise,
    lambda each: f"view: {each.cell.view}",
    lambda each: f"tempo: {each.cell.rep_s:g} s a repetition",
    lambda each: f"camera looks up by {each.cell.pitch_deg:2}°",
    lambda each: f"body: {each.cell.body}",
    lambda each: f"starts {'in mid-movement' if each.cell.midway else 'at rest'}",
)
