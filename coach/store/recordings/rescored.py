"""Saving of workouts that were judged again; corrections by the user stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, update

from coach.judging.events import SetSummary
from coach.store import writer
from coach.store.records import SetRecord, WorkoutRecord
from coach.store.settlement import Outcome, settle_workout
from coach.store.tables import WorkoutRow
from coach.store.writer import WorkoutFacts


def save_rescored_film(connection: Connection, facts: WorkoutFacts, outcome: Outcome) -> int | None:
    """Save a film's new result as another analysis of the film, which keeps number, date and corrections.

    Returns:
        The number of the workout; None if the saved result is better than the new one.
    """
    workout_id = writer.begin_workout(connection, facts, datetime.now(UTC))
    settled = settle_workout(connection, workout_id, facts, outcome)
    return None if settled.now is None else settled.now.id


def save_rescored_sets(
    connection: Connection,
    workout: WorkoutRecord,
    facts: WorkoutFacts,
    sets: Iterable[SetSummary],
    hashes: Mapping[str, str],
) -> None:
    """Replace what was judged in the sets of a live workout.

    Args:
        connection: Connection to the database.
        workout: The workout.
        facts: The facts of the workout.
        sets: Its sets as judged now, with the numbers of the saved ones.
        hashes: Hash of each exercise's file, by canonical name.
    """
    saved = {each.summary.number: each for each in workout.sets}
    for summary in sets:
        before = saved[summary.number]
        writer.settle_set(
            connection,
            workout.id,
            _facts_of(facts, before, hashes),
            summary,
            before.seen_frame_rate,
            before.doubts,
        )
    version = update(WorkoutRow).where(WorkoutRow.id == workout.id)
    connection.execute(version.values(coach_version=facts.coach_version))


def _facts_of(facts: WorkoutFacts, before: SetRecord, hashes: Mapping[str, str]) -> WorkoutFacts:
    """The facts of one set: its own load, target and tempo."""
    exercise = before.summary.exercise
    return replace(
        facts,
        exercise_hashes=hashes,
        weight_kg=before.weight_kg,
        tempo=before.tempo_target,
        targets={exercise: before.target},
    )
