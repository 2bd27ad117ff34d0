"""The one rule by which what is remembered is what was told: both are the summary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete

from coach.body.picture_notes import doubts_of
from coach.judging.events import SetSummary
from coach.judging.observation import Segment
from coach.store import reanalysis, writer
from coach.store.reanalysis import Settled
from coach.store.tables import WorkoutSetRow
from coach.store.writer import Ending, WorkoutFacts


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a workout came to since it was begun, or went on.

    Attributes:
        sets: Every set.
        ending: How it ended.
        segments: What was recognised, and when; nothing where the exercise was named.
        after: The number of the last set that it had before it went on.
        frame_rates: Frames a second that were judged while a set was done, by its number.
    """

    sets: tuple[SetSummary, ...]
    ending: Ending
    segments: tuple[Segment, ...] = ()
    after: int = 0
    frame_rates: Mapping[int, float] = field(default_factory=dict)


def settle_workout(connection: Connection, workout_id: int, facts: WorkoutFacts, outcome: Outcome) -> Settled:
    """Make the workout what it came to, and settle it with what is remembered of its film already.

    Sets that the outcome does not have are gone, each of the others has its exercise, its target and the
    repetitions that the outcome says, and no others; and what is doubtful about the pictures of it.
    """
    since = (WorkoutSetRow.workout_id == workout_id) & (WorkoutSetRow.position > outcome.after)
    told = [each.number for each in outcome.sets]
    connection.execute(delete(WorkoutSetRow).where(since, WorkoutSetRow.position.not_in(told)))
    for each in outcome.sets:
        doubts = doubts_of(outcome.ending.picture_notes, each.start_s, each.end_s)
        rate = outcome.frame_rates.get(each.number)
        writer.settle_set(connection, workout_id, facts, each, rate, doubts)
    writer.keep_segments(connection, workout_id, outcome.segments)
    writer.end_workout(connection, workout_id, outcome.ending)
    return reanalysis.settle(connection, workout_id, date_told=facts.source.dated_by == "you")
