"""The rule that makes the stored workout match the reported one: both follow from the summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete

from coach.body.picture_notes import doubts_of
from coach.judging.attempts import Attempt
from coach.judging.events import SetSummary
from coach.judging.observation import Segment
from coach.store import reanalysis, writer
from coach.store.attempt_rows import settle_between_sets
from coach.store.reanalysis import Settlement
from coach.store.tables import WorkoutSetRow
from coach.store.writer import Ending, WorkoutFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The result of a workout since it was started or resumed.

    Attributes:
        sets: All sets.
        ending: The end of the workout.
        segments: Recognised segments; empty if the exercise was named.
        after: Number of the last set before it was resumed, or 0.
        frame_rates: Analysed frames per second in each set, by its number.
        between_sets: Attempts outside the sets.
        after_attempt: Number of the last such attempt before it was resumed, or 0.
    """

    sets: tuple[SetSummary, ...]
    ending: Ending
    segments: tuple[Segment, ...] = ()
    after: int = 0
    frame_rates: Mapping[int, float] = field(default_factory=dict)
    between_sets: tuple[Attempt, ...] = ()
    after_attempt: int = 0


def settle_workout(
    connection: Connection, workout_id: int, facts: WorkoutFacts, outcome: Outcome
) -> Settlement:
    """Write the outcome of a workout, and compare it with earlier analyses of its film.

    Stored sets that the outcome lacks are deleted; the others are overwritten with the outcome's values.
    """
    since = (WorkoutSetRow.workout_id == workout_id) & (WorkoutSetRow.position > outcome.after)
    numbers = [each.number for each in outcome.sets]
    connection.execute(delete(WorkoutSetRow).where(since, WorkoutSetRow.position.not_in(numbers)))
    for each in outcome.sets:
        doubts = doubts_of(outcome.ending.picture_notes, each.start_s, each.end_s)
        rate = outcome.frame_rates.get(each.number)
        writer.settle_set(connection, workout_id, facts, each, rate, doubts)
    undone = (attempt for each in outcome.sets if each.is_empty for attempt in each.attempts)
    between_sets = (*outcome.between_sets, *undone)
    settle_between_sets(connection, workout_id, between_sets, after=outcome.after_attempt)
    writer.write_segments(connection, workout_id, outcome.segments)
    writer.end_workout(connection, workout_id, outcome.ending)
    return reanalysis.settle(connection, workout_id, is_date_given=facts.source.dated_by == "you")
