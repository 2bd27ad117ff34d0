"""The sets of a person over time, with their figures; those of a long history are remembered."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert

from coach.body.view import View
from coach.errors import HistoryError
from coach.judging.events import FEWEST_FRAMES
from coach.judging.figures.coaching_facts import CoachingFacts
from coach.store.database_errors import plain_database_errors
from coach.store.history import History
from coach.store.log_tables import SetFiguresRow
from coach.store.progress.progress_queries import fault_sums_query, rep_sums_query, sets_query
from coach.store.progress.set_measures import SetMeasures, measures
from coach.store.queries import WorkoutFilter, moment
from coach.store.records import SetRecord, WorkoutRecord
from coach.store.schema import WRITES, open_database

_PATIENCE_S = 0.1
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class FiguresBasis:
    """What the figures of a set depend on besides the set.

    Attributes:
        facts_of: Gives the facts of an exercise with the tempo that was chosen for a set.
        height_m: The person's height; None if unknown.
        coach_version: The version that computes them.
    """

    facts_of: Callable[[str, str | None], CoachingFacts]
    height_m: float | None
    coach_version: str

    def fingerprint(self, exercise: str, tempo: str | None) -> str:
        """A fingerprint of all this for one exercise."""
        about = self.coach_version, self.facts_of(exercise, tempo), self.height_m
        return blake2b(repr(about).encode(), digest_size=8).hexdigest()

    def measures(self, done: SetRecord, view: View | None) -> SetMeasures:
        """The figures of a set."""
        facts = self.facts_of(done.summary.exercise, done.tempo_target)
        return measures(done, facts, view=view, height_m=self.height_m)


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """A set among the sets of a person.

    Attributes:
        workout: The number of its workout.
        at: When it was, in UTC.
        position: Its number in the workout.
        exercise: Canonical name.
        weight_kg: The load; None without one.
        hold_s: Seconds held, as corrected; None if reps are counted.
        level: The level of a hold; None if it has none.
        is_doubtful: Whether the pictures make its count doubtful, and nobody corrected it.
        figures: Its figures.
    """

    workout: int
    at: datetime
    position: int
    exercise: str
    weight_kg: float | None
    hold_s: float | None
    level: str | None
    is_doubtful: bool
    figures: SetMeasures


def training_sets(history: History, choice: WorkoutFilter, basis: FiguresBasis) -> list[TrainingSet]:
    """The sets of the chosen exercise, or of all, in the chosen workouts, oldest first.

    Figures are remembered in the database, if it can be written, under a fingerprint of everything that they
    depend on; what has changed since is computed again.

    Args:
        history: The history.
        choice: The workouts, and the exercise.
        basis: What the figures depend on besides the sets.
    """
    with _without_collector():
        rows = history.rows(*sets_query(choice))
        reps = {row[0]: row for row in history.rows(*rep_sums_query(choice))}
        faults = {row[0]: row for row in history.rows(*fault_sums_query(choice))}
        rule = cache(basis.fingerprint)
        prints: dict[int, str] = {}
        known: dict[int, SetMeasures] = {}
        for row in rows:
            set_id, exercise, tempo = row[3], row[5], row[14]
            about = (rule(exercise, tempo), row[2], row[5:15], reps.get(set_id), faults.get(set_id))
            prints[set_id] = blake2b(repr(about).encode(), digest_size=8).hexdigest()
            read = SetMeasures.read(row[17]) if row[16] == prints[set_id] and row[17] else None
            if read is not None:
                known[set_id] = read
        stale = [row for row in rows if row[3] not in known]
        if stale:
            found = _measured(history, stale, basis)
            _remember(history.path, {each: (prints[each], found[each]) for each in found})
            known |= found
        return [_training_set(row, known[row[3]]) for row in rows if row[3] in known]


@contextmanager
def _without_collector() -> Iterator[None]:
    """Turn off the garbage collector: many small objects are made, and looking for circles takes a fifth."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _measured(history: History, rows: Iterable[Sequence[Any]], basis: FiguresBasis) -> dict[int, SetMeasures]:
    """The figures of these sets, computed from their reps, by the set's id."""
    ids = {(row[0], row[4]): row[3] for row in rows}
    workouts = sorted({workout for workout, _ in ids})
    found = {}
    for record in history.numbered(workouts):
        for each in record.sets:
            set_id = ids.get((record.id, each.summary.number))
            if set_id is not None:
                found[set_id] = basis.measures(each, record.view)
    return found


def _remember(path: Path, found: Mapping[int, tuple[str, SetMeasures]]) -> None:
    """Remember figures for the next time; if the database can't be written now, it is done then."""
    rows = [
        {"set_id": set_id, "fingerprint": fingerprint, "figures": figures.text()}
        for set_id, (fingerprint, figures) in found.items()
    ]
    with (
        suppress(HistoryError),
        plain_database_errors(path),
        open_database(path, patience_s=_PATIENCE_S) as engine,
        engine.execution_options(**WRITES).begin() as connection,
    ):
        for first in range(0, len(rows), _AT_ONCE):
            some = rows[first : first + _AT_ONCE]
            numbers = [each["set_id"] for each in some]
            connection.execute(delete(SetFiguresRow).where(SetFiguresRow.set_id.in_(numbers)))
            connection.execute(insert(SetFiguresRow), some)


def _training_set(row: Sequence[Any], figures: SetMeasures) -> TrainingSet:
    workout, at, _, _, position, exercise, added, corrected, _, weight_kg, hold_s, held = row[:12]
    rate, doubts = row[12:14]
    doubtful = bool(doubts) or (rate is not None and rate < FEWEST_FRAMES)
    return TrainingSet(
        workout=workout,
        at=moment(at),
        position=position,
        exercise=exercise,
        weight_kg=weight_kg,
        hold_s=hold_s if held is None else held,
        level=row[15],
        is_doubtful=doubtful and not (added or corrected or held is not None),
        figures=figures,
    )


def sets_of(workout: WorkoutRecord, basis: FiguresBasis) -> list[TrainingSet]:
    """The sets of one workout."""
    return [
        TrainingSet(
            workout=workout.id,
            at=workout.trained_at,
            position=each.summary.number,
            exercise=each.summary.exercise,
            weight_kg=each.weight_kg,
            hold_s=each.summary.hold_s,
            level=None if each.summary.level is None else each.summary.level.name or None,
            is_doubtful=(bool(each.doubts) or each.has_too_few_frames) and not each.is_corrected,
            figures=basis.measures(each, workout.view),
        )
        for each in workout.sets
    ]
