"""The SQL queries behind trends, records and streaks."""

from __future__ import annotations

from coach.store.queries import TOGETHER, TRAINED, WorkoutFilter
from coach.store.readable import WORKOUT, WORKOUT_SET, condition, row_condition

_VIEW = WORKOUT.columns["view"]
_CHOSEN = f"{TOGETHER} JOIN workout_set s ON s.workout_id = w.id WHERE {row_condition(WORKOUT, 'w')}"
_OPTIONAL = ("weight_kg", "hold_s", "corrected_hold_s", "seen_frame_rate", "doubts", "tempo_target", "level")


def _optional(name: str) -> str:
    return f"CASE WHEN {condition(WORKOUT_SET.columns[name], 's')} THEN s.{name} END"


def _rounded(number: str) -> str:
    return f"round(CAST(sum({number}) AS numeric), 3)"


_SETS = f"""
SELECT w.id, {TRAINED} AS trained, CASE WHEN {condition(_VIEW, "w")} THEN w.view END, s.id, s.position,
    s.exercise, s.added, s.corrected_reps IS NOT NULL, s.exercise_sha256,
    {", ".join(map(_optional, _OPTIONAL))}, g.fingerprint, g.figures
{_CHOSEN.replace("WHERE", "LEFT JOIN set_figures g ON g.set_id = s.id WHERE")}
    AND {row_condition(WORKOUT_SET, "s")} AND {{where}} ORDER BY trained, w.id, s.position LIMIT {{limit}}
"""
_REPS = f"""
SELECT r.workout_set_id, count(*), max(r.id), count(*) FILTER (WHERE r.verdict = 'full'),
    {_rounded("r.rom_deg + 7 * r.share + 3 * r.end_s + 5 * r.eccentric_s + 11 * r.concentric_s")},
    {", ".join(map(_rounded, ("r.velocity_deg_s", "r.speed", "r.left_rom_deg", "r.right_rom_deg")))},
    {_rounded("r.level_value")}, sum(length(r.level))
FROM rep r WHERE r.workout_set_id IN (SELECT s.id {_CHOSEN} AND {{where}} LIMIT {{limit}})
GROUP BY r.workout_set_id
"""
_FAULTS = f"""
SELECT f.workout_set_id, count(*), max(f.id), sum(f.rep)
FROM fault f WHERE f.workout_set_id IN (SELECT s.id {_CHOSEN} AND {{where}} LIMIT {{limit}})
GROUP BY f.workout_set_id
"""
_DAYS = f"""
SELECT w.id, {TRAINED} AS trained, (SELECT count(*) FROM workout_set t WHERE t.workout_id = w.id)
{TOGETHER} WHERE {row_condition(WORKOUT, "w")} AND {{where}} ORDER BY trained LIMIT {{limit}}
"""


def sets_query(choice: WorkoutFilter) -> tuple[str, tuple[object, ...]]:
    """The sets of an exercise (or of all) with their remembered figures, oldest first."""
    return _of_exercise(choice, _SETS)


def rep_sums_query(choice: WorkoutFilter) -> tuple[str, tuple[object, ...]]:
    """Sums over the reps of each of these sets, which differ when a rep differs.

    They are rounded, because the last digits depend on the order of the reps.
    """
    return _of_exercise(choice, _REPS)


def fault_sums_query(choice: WorkoutFilter) -> tuple[str, tuple[object, ...]]:
    """The same over the faults."""
    return _of_exercise(choice, _FAULTS)


def days_query(choice: WorkoutFilter) -> tuple[str, tuple[object, ...]]:
    """The number, time and number of sets of workouts, oldest first."""
    return choice.query(_DAYS)


def _of_exercise(choice: WorkoutFilter, template: str) -> tuple[str, tuple[object, ...]]:
    """A query of the sets of the exercise alone: its workouts may have others."""
    if choice.exercise is None:
        return choice.query(template)
    sql, parameters = choice.query(template.replace("{where}", "{where} AND s.exercise = ?"))
    return sql, (*parameters[:-1], choice.exercise, parameters[-1])
