"""The SQL queries of saved workouts; each reads only valid values and flags the others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from coach.judging.events import FEWEST_FRAMES
from coach.store.kinds import Kind
from coach.store.readable import (
    ATTEMPT,
    FAULT,
    PROFILE,
    REP,
    SEGMENT,
    WORKOUT,
    WORKOUT_SET,
    condition,
    rest_condition,
    row_condition,
    selected,
)
from coach.store.records import FIRST_FILM

_NO_LIMIT = 2**62
TOGETHER = "FROM workout w LEFT JOIN profile p ON p.id = w.profile_id"
_FULL = "FILTER (WHERE r.verdict = 'full')"
_AFTER = "coalesce(sum(r.{0}) " + _FULL + ", 0.0) AS {0}"
_IF_MEASURED = "FILTER (WHERE r.verdict = 'full' AND coalesce(r.unmeasured, '') = '')"
_MEASURED = f"count(r.id) {_IF_MEASURED} AS measured, coalesce(sum(r.rom_deg) {_IF_MEASURED}, 0.0) AS rom_deg"
_WEIGHT = WORKOUT_SET.columns["weight_kg"]
_DONE = "SELECT 1 FROM workout_set t WHERE t.workout_id = w.id"
_BEGUN = f"(w.state <> 'running' OR EXISTS ({_DONE}))"
_DATED = f"w.film_date >= '{FIRST_FILM:%Y-%m-%d}' AND {condition(WORKOUT.columns['film_date'], 'w')}"
_GIVEN = f"w.given_date IS NOT NULL AND {condition(WORKOUT.columns['given_date'], 'w')}"
_TRAINING = "(w.as_training OR w.kind = 'import')"
TRAINED = (
    f"CASE WHEN {_GIVEN} THEN w.given_date"
    f" WHEN w.kind = 'film' AND {_DATED} THEN w.film_date ELSE w.started_at END"
)
"""The time of the workout, like ``WorkoutRecord.trained_at``."""
_SUMMED = ("eccentric_s", "pause_stretched_s", "concentric_s", "pause_contracted_s")

WORKOUTS = f"""
SELECT {selected(WORKOUT, "w")},
    CASE WHEN {row_condition(PROFILE, "p")} THEN p.name END AS profile,
    NOT ({rest_condition(WORKOUT, "w")} AND {row_condition(PROFILE, "p")}) AS flawed
{TOGETHER} WHERE {row_condition(WORKOUT, "w")} AND w.id IN ({{ids}})
"""
"""Workouts with the name of their profile."""

CHOSEN = f"""
SELECT w.id {TOGETHER} WHERE {row_condition(WORKOUT, "w")} AND {{where}} ORDER BY {{order}} LIMIT {{limit}}
"""
"""The numbers of the matching workouts, newest first."""

_LISTED = (
    *("workout_id", "position", "exercise", "range_used", "weight_kg", "hold_s"),
    *("corrected_hold_s", "added", "seen_frame_rate", "doubts"),
)
_TIMED = """coalesce(doubts, '') NOT LIKE '%"slow motion"%'"""
"""Whether the tempo of a set is known: it is not in slow motion."""
_SOUND = "FILTER (WHERE sound)"
_SET = f"""{row_condition(WORKOUT_SET, "s")} AS sound, NOT ({rest_condition(WORKOUT_SET, "s")}) AS flawed"""


def _whole(number: str, which: str = "") -> str:
    """The sum of whole numbers, which PostgreSQL would widen to a decimal."""
    return f"CAST(coalesce(sum({number}) {which}, 0) AS bigint)"


SETS = f"""
SELECT {selected(WORKOUT_SET, "s")}, {_SET}
FROM workout_set s WHERE s.workout_id IN ({{ids}}) ORDER BY s.workout_id, s.position
"""
"""The sets of some workouts, including unreadable ones."""

FIGURES = f"""
WITH done AS (
    SELECT {selected(WORKOUT_SET, "s", _LISTED)}, {_SET},
        count(r.id) AS counted, count(*) FILTER (WHERE r.verdict = 'full') AS detected_full,
        {_MEASURED}, {", ".join(map(_AFTER.format, _SUMMED))},
        count(r.id) < (SELECT count(*) FROM rep a WHERE a.workout_set_id = s.id) AS lacking
    FROM workout_set s LEFT JOIN rep r ON r.workout_set_id = s.id AND {row_condition(REP, "r")}
    WHERE s.workout_id IN ({{ids}}) GROUP BY s.workout_id, s.position, s.id
)
SELECT workout_id, sound, count(*) FILTER (WHERE flawed OR lacking OR NOT sound) > 0,
    exercise, count(*),
    CASE WHEN count(*) FILTER (WHERE range_used = 'mine') > 0 THEN 'mine' ELSE 'minimum' END,
    min(weight_kg), max(weight_kg), sum(coalesce(corrected_hold_s, hold_s)),
    {_whole("CASE WHEN detected_full + added > 0 THEN detected_full + added ELSE 0 END", _SOUND)},
    {_whole("counted - detected_full")},
    coalesce(min(seen_frame_rate) < {FEWEST_FRAMES}, FALSE), count(doubts) > 0, {_whole("detected_full")},
    {_whole("detected_full", f"FILTER (WHERE {_TIMED})")}, {_whole("measured")}, sum(rom_deg),
    {", ".join(map(("coalesce(sum({}) FILTER (WHERE " + _TIMED + "), 0.0)").format, _SUMMED))}
FROM done GROUP BY workout_id, sound, exercise ORDER BY workout_id, min(position)
"""
"""The columns of ``ExerciseFigures`` for each exercise of some workouts, and whether parts are unreadable."""

REPS = f"""
SELECT {selected(REP, "r")}, s.workout_id, {row_condition(REP, "r")} AS sound,
    NOT ({rest_condition(REP, "r")}) AS flawed
FROM workout_set s JOIN rep r ON r.workout_set_id = s.id WHERE s.workout_id IN ({{ids}}) ORDER BY r.number
"""
FAULTS = f"""
SELECT {selected(FAULT, "f")}, s.workout_id, {row_condition(FAULT, "f")} AS sound,
    NOT ({rest_condition(FAULT, "f")}) AS flawed
FROM workout_set s JOIN fault f ON f.workout_set_id = s.id
WHERE s.workout_id IN ({{ids}}) ORDER BY f.time_s, f.id
"""

SEGMENTS = f"""
SELECT {selected(SEGMENT, "g")}, {row_condition(SEGMENT, "g")} AS sound,
    NOT ({rest_condition(SEGMENT, "g")}) AS flawed
FROM segment g WHERE g.workout_id IN ({{ids}}) ORDER BY g.workout_id, g.id
"""
"""The recognised segments of some workouts."""

ATTEMPTS = f"""
SELECT {selected(ATTEMPT, "a")}, {row_condition(ATTEMPT, "a")} AS sound,
    NOT ({rest_condition(ATTEMPT, "a")}) AS flawed
FROM attempt a WHERE a.workout_id IN ({{ids}}) ORDER BY a.turn_s, a.id
"""
"""The attempts of some workouts, in their sets and between them."""

LEFT_OUT = f"SELECT w.id FROM workout w WHERE w.id >= ? AND NOT ({row_condition(WORKOUT, 'w')}) ORDER BY w.id"
"""Unreadable workouts, from a number on."""

EXTENT = f"""
WITH chosen AS (
    SELECT w.id, w.exercise, p.name {TOGETHER}
    WHERE {row_condition(WORKOUT, "w")} AND {{where}} ORDER BY {{order}} LIMIT {{limit}}
), done AS (
    SELECT s.exercise, s.weight_kg IS NOT NULL AND {condition(_WEIGHT, "s")} AS weighed
    FROM chosen c JOIN workout_set s ON s.workout_id = c.id
)
SELECT count(DISTINCT c.name), EXISTS (SELECT 1 FROM done WHERE weighed), coalesce(max(c.id), 0),
    coalesce(max(length(c.exercise)), 0), coalesce((SELECT max(length(exercise)) FROM done), 0),
    coalesce(max(length(c.name)), 0)
FROM chosen c
"""
"""The columns of ``Extent``; the longest name of an exercise is one of two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutFilter:
    """A selection of workouts.

    Attributes:
        limit: Maximum number; None for all.
        exercise: Only workouts in which this exercise (canonical name) was requested or done.
        profile: Only workouts of this profile.
        kind: Only workouts of this kind.
        since: Only workouts at this time or later; with a time zone.
        until: Only workouts before this time; with a time zone.
        routine: Only workouts that followed this routine.
        number: Only the workout with this number.
        unbegun: Include running or crashed workouts in which nothing was counted.
        by_start: Sort by when they were begun, not by when the film was recorded. Those in the future come
            last, because a clock must have been wrong.
        training: Only the person's own training: no films that were only analysed.
    """

    limit: int | None = None
    exercise: str | None = None
    profile: str | None = None
    kind: Kind | None = None
    since: datetime | None = None
    until: datetime | None = None
    routine: str | None = None
    number: int | None = None
    unbegun: bool = False
    by_start: bool = False
    training: bool = False

    def query(self, template: str) -> tuple[str, tuple[object, ...]]:
        """Fill ``where``, ``order`` and ``limit`` of a template; the SQL and its parameters."""
        since, until = _sql_time(self.since), _sql_time(self.until)
        trained = f"(w.exercise = ? OR EXISTS ({_DONE} AND t.exercise = ?))"
        conditions: list[tuple[str, tuple[object, ...]]] = [
            (trained, (self.exercise, self.exercise)),
            ("p.name = ?", (self.profile,)),
            ("w.kind = ?", (self.kind,)),
            (f"{TRAINED} >= ?", (since,)),
            (f"{TRAINED} < ?", (until,)),
            ("w.routine = ?", (self.routine,)),
            ("w.id = ?", (self.number,)),
        ]
        used = [each for each in conditions if each[1][0] is not None]
        begun = "TRUE" if self.unbegun else _BEGUN
        training = (_TRAINING,) if self.training else ()
        where = " AND ".join((begun, *training, *(sql for sql, _ in used)))
        parameters = (value for _, values in used for value in values)
        future = f"w.started_at > '{_sql_time(datetime.now(UTC))}'"
        order = f"{future}, w.started_at DESC, w.id DESC" if self.by_start else f"{TRAINED} DESC, w.id DESC"
        limit = _NO_LIMIT if self.limit is None else self.limit
        return template.format(where=where, order=order, limit="?"), (*parameters, limit)


def _sql_time(moment: datetime | None) -> str | None:
    """A time as it is stored."""
    return None if moment is None else moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")


def moment(stored: str | datetime) -> datetime:
    """A time from a row of a query: SQLite stores text."""
    read = datetime.fromisoformat(stored) if isinstance(stored, str) else stored
    return read.replace(tzinfo=UTC)
