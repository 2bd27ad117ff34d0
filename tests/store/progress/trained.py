"""A few weeks of training, saved by the real logbook on days of one's choice."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from coach.catalogue.library import load_exercise
from coach.judging.events import Rep, SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts, facts_of
from coach.judging.figures.rep_effort import RepEffort
from coach.judging.level import Level
from coach.resources import database_file
from coach.store.kinds import Kind
from coach.store.progress.training_sets import FiguresBasis
from tests.store.workouts import counted_set, facts, remember, rep

ERROR = 8.0


def coaching_facts(exercise: str, tempo: str | None = None) -> CoachingFacts:
    return facts_of(load_exercise(exercise), tempo)


BASIS = FiguresBasis(coaching_facts, None, "0.0.0")


def measured_rep(number: int, rom_deg: float = 95.0, level: str = "parallel") -> Rep:
    """A rep with all figures: slower from rep to rep, the left side 4 degrees further."""
    effort = RepEffort(
        120.0 - 4 * number, 9.0, 0.6, 0.06, 0.03, "hips", rom_deg + 2, rom_deg - 2, sides_error_deg=6.0
    )
    knee = Level(level, "knee", 180 - rom_deg, ERROR)
    return replace(rep(number, rom_deg), rom_error_deg=ERROR, level=knee, effort=effort)


def measured_sets(*counts: int, rom_deg: float = 95.0, exercise: str = "squat") -> tuple[SetSummary, ...]:
    """Sets of so many reps."""
    return tuple(
        counted_set(
            [measured_rep(place, rom_deg) for place in range(1, count + 1)], number=number, exercise=exercise
        )
        for number, count in enumerate(counts, start=1)
    )


def train(
    database: Path | None,
    when: datetime,
    sets: Sequence[SetSummary],
    *,
    weight_kg: float | None = None,
    kind: Kind = "live",
    profile: str = "me",
    as_training: bool = False,
) -> int:
    """Save a workout at this time; returns its number."""
    about = facts(
        kind=kind,
        sha256=None if kind == "live" else f"{when.timestamp():064.0f}",
        exercise=sets[0].exercise,
        weight_kg=weight_kg,
        profile=profile,
        as_training=as_training,
    )
    logbook = remember(database, about, *sets)
    assert logbook.workout_id is not None
    stored = when.strftime("%Y-%m-%d %H:%M:%S.%f")
    with closing(sqlite3.connect(database or database_file())) as connection, connection:
        connection.execute(
            "UPDATE workout SET started_at = ?, film_date = ? WHERE id = ?",
            (stored, stored, logbook.workout_id),
        )
    return logbook.workout_id
