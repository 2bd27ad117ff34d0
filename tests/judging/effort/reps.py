"""Reps with a given velocity, range and tempo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coach.catalogue.library import load_exercise
from coach.judging.events import Rep, SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts, facts_of
from coach.judging.figures.rep_effort import RepEffort, Tempo
from coach.judging.level import Level

NOISE = 0.03


def squat_facts(tempo: str | None = None) -> CoachingFacts:
    return facts_of(load_exercise("squat"), tempo)


def moved(
    number: int,
    *,
    speed: float | None = 0.3,
    rom_deg: float = 100.0,
    lowering_s: float = 3.0,
    level: str = "parallel",
    full: bool = True,
) -> Rep:
    """A squat whose shoulders rise at ``speed`` body heights a second."""
    start_s = 5.0 * number
    effort = (
        None if speed is None else RepEffort(speed * 300, speed * 30, speed, speed * 0.1, NOISE, "shoulders")
    )
    return Rep(
        number=number,
        side="both",
        start_s=start_s,
        turn_s=start_s + lowering_s,
        end_s=start_s + lowering_s + 1.0,
        rom_deg=rom_deg,
        tempo=Tempo(lowering_s, 0.0, 1.0, 0.0),
        verdict="full" if full else "partial",
        share=rom_deg / 90.0,
        reason="",
        rom_error_deg=8.0,
        level=Level(level, "knee", 70.0, 14.0),
        effort=effort,
    )


def set_of(reps: Sequence[Rep], **changes: object) -> SetSummary:
    summary = SetSummary(1, "squat", reps[0].start_s, reps[-1].end_s, tuple(reps), None, "minimum")
    return replace(summary, **changes)  # type: ignore[arg-type]
