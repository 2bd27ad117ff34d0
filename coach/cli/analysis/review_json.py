"""The review of a set and of a workout in JSON."""

from __future__ import annotations

from typing import Any

from coach.judging.effort.one_rep_max import FORMULAS
from coach.judging.effort.set_figures import Estimate, SetFigures
from coach.judging.effort.set_review import Advice
from coach.judging.effort.set_score import SetScore
from coach.judging.effort.workout_review import ReviewedSet, WorkoutReview


def workout_json(review: WorkoutReview | None) -> dict[str, Any] | None:
    """What matters of a workout; None without a review."""
    if review is None:
        return None
    return {"lead": review.lead, "work_on": _advice(review.work_on)}


def set_json(review: WorkoutReview | None, place: int) -> dict[str, Any]:
    """The keys of one set, by its place."""
    if review is None:
        return {"review": None, "effort": None, "score": None}
    reviewed = review.sets[place]
    return {"review": _review(reviewed), "effort": _effort(reviewed), "score": _score(reviewed.review.score)}


def _review(reviewed: ReviewedSet) -> dict[str, Any]:
    review = reviewed.review
    return {
        "lead": review.lead,
        "praise": review.praise,
        "work_on": _advice(review.work_on),
        "changed": review.changed,
        "best_rep": None if review.best is None else review.best[0],
        "worst_rep": None if review.worst is None else review.worst[0],
        "not_judged": review.not_judged,
    }


def _advice(advice: Advice | None) -> dict[str, Any] | None:
    if advice is None:
        return None
    return {"name": advice.name, "text": advice.text, "drill": advice.drill, "reps": advice.reps}


def _effort(reviewed: ReviewedSet) -> dict[str, Any]:
    figures, estimate = reviewed.review.figures, reviewed.review.one_rep_max
    return {
        "rhythm_per_min": _rounded(figures.rhythm_per_min, 1),
        "time_under_tension_s": _rounded(figures.time_under_tension_s, 1),
        "velocity_unit": figures.unit if figures.velocities else None,
        "velocity_of": figures.point,
        "velocities": _velocities(figures),
        "velocity_loss_percent": _figure(figures.velocity_loss),
        "range_loss_percent": _figure(figures.range_loss),
        "left_minus_right_deg": _figure(figures.sides),
        "rest_before_s": _rounded(reviewed.rest_before_s, 1),
        "slower_than_first_set_percent": _figure(reviewed.slower_than_first),
        "slower_than_usual_percent": _figure(reviewed.slower_than_usual),
        "usual_workouts": reviewed.usual_workouts,
        "target_tempo": None if reviewed.review.facts.tempo is None else reviewed.review.facts.tempo.text,
        "one_rep_max_kg": None
        if estimate is None
        else {"low": round(estimate.low_kg, 1), "high": round(estimate.high_kg, 1), "formulas": FORMULAS},
    }


def _velocities(figures: SetFigures) -> list[dict[str, Any]]:
    return [
        {"rep": each.rep, "value": round(each.value, 3), "error": round(each.error, 3)}
        for each in figures.velocities
    ]


def _figure(figure: Estimate | None) -> dict[str, float] | None:
    return None if figure is None else {"value": round(figure.value, 1), "error": round(figure.error, 1)}


def _score(score: SetScore | None) -> dict[str, Any] | None:
    if score is None:
        return None
    return {
        "points": _rounded(score.points, 1),
        "parts": [
            {"name": each.name, "points": _rounded(each.points, 1), "weight": each.weight, "why": each.why}
            for each in score.parts
        ],
    }


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
