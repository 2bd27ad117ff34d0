"""Trends, periods and records in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coach.judging.effort.set_figures import Estimate
from coach.store.progress.change import FigureChange
from coach.store.progress.exercise_trend import ExerciseDay, best_day
from coach.store.progress.period_totals import PeriodKind, PeriodTotals
from coach.store.progress.personal_records import PersonalRecord
from coach.store.progress.week_goals import WeekGoal
from coach.store.queries import WorkoutFilter
from coach.ui.progress.exercise_page import trend_figures


def trend_json(
    choice: WorkoutFilter, days: Sequence[ExerciseDay], records: Sequence[PersonalRecord]
) -> dict[str, Any]:
    """The trend of one exercise; weights in kilograms."""
    changes = {each.key: _change_json(each.change(days)) for each in trend_figures("kg")}
    best = best_day(days)
    return {
        "format": 1,
        "exercise": choice.exercise,
        "profile": choice.profile,
        "workouts": [_day_json(each) for each in days],
        "best_workout": None if best is None else best.workout,
        "changes": {key: each for key, each in changes.items() if each is not None},
        "records": [record_json(each) for each in records],
    }


def period_json(
    choice: WorkoutFilter, kind: PeriodKind, periods: Sequence[PeriodTotals], goals: Sequence[WeekGoal]
) -> dict[str, Any]:
    """Weeks or months, oldest first, and this week's goals."""
    return {
        "format": 1,
        "profile": choice.profile,
        "period": kind,
        "goals": [
            {"unit": each.unit, "exercise": each.exercise, "target": each.target, "done": each.done}
            for each in goals
        ],
        "periods": [
            {
                "first_day": each.first.isoformat(),
                "workouts": each.workouts,
                "exercises": [{"exercise": name, **_work_json(done)} for name, done in each.exercises],
            }
            for each in periods
        ],
    }


def records_json(choice: WorkoutFilter, records: Sequence[PersonalRecord]) -> dict[str, Any]:
    """The records of a person."""
    return {
        "format": 1,
        "profile": choice.profile,
        "records": [record_json(each) for each in records],
    }


def record_json(record: PersonalRecord) -> dict[str, Any]:
    """One record."""
    return {
        "exercise": record.exercise,
        "record": record.kind,
        "reps": None if record.reps is None else list(record.reps),
        "value": round(record.value, 2),
        "error": round(record.error, 2),
        "workout": record.workout,
        "set": record.position,
        "date": record.at.isoformat(timespec="seconds"),
        "weight_kg": record.weight_kg,
    }


def _day_json(day: ExerciseDay) -> dict[str, Any]:
    left, right = day.sides_rom_deg
    return {
        "id": day.workout,
        "date": day.at.isoformat(timespec="seconds"),
        **_work_json(day),
        "mean_rom_deg": None if day.range_of_motion is None else round(day.range_of_motion.value, 1),
        "rom_error_deg": None if day.range_of_motion is None else round(day.range_of_motion.error, 1),
        "rom_left_deg": _rounded(left),
        "rom_right_deg": _rounded(right),
        "asymmetry_deg": _estimate_json(day.asymmetry),
        "levels": day.levels,
        "mean_tempo": None if day.tempo is None else [round(each, 2) for each in day.tempo],
        "rhythm_per_min": _rounded(day.rhythm_per_min),
        "velocity_loss": _estimate_json(day.velocity_loss),
        "score": _rounded(day.score),
        "one_rep_max_kg": None if day.one_rep_max is None else [round(each, 1) for each in day.one_rep_max],
    }


def _work_json(day: ExerciseDay) -> dict[str, Any]:
    return {
        "set_count": len(day.sets),
        "reps": day.full,
        "partial": day.partial,
        "hold_s": _rounded(day.hold_s),
        "longest_hold_s": _rounded(day.longest_hold_s),
        "load_kg": day.load_kg,
        "volume_kg": _rounded(day.volume_kg),
        "tension_s": _rounded(day.tension_s),
    }


def _change_json(change: FigureChange | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {
        "amount": round(change.amount, 2),
        "weeks": round(change.weeks, 1),
        "error": round(change.error, 2),
        "beyond_error": change.beyond,
        "of": change.later,
        "unit": change.unit,
    }


def _estimate_json(estimate: Estimate | None) -> list[float] | None:
    """Value and error bar."""
    return None if estimate is None else [round(estimate.value, 1), round(estimate.error, 1)]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
