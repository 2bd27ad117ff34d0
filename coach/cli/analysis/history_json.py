"""Saved workouts in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from coach.cli.analysis import review_json
from coach.cli.analysis.json_output import (
    attempts_json,
    picture_json,
    segment_json,
    set_json,
    tempo_figures,
)
from coach.judging.effort.workout_review import WorkoutReview
from coach.judging.observation import mean_confidence
from coach.store import listing
from coach.store.listing import ListedWorkout, listed
from coach.store.records import SetRecord, WorkoutRecord

FORMAT = 2
_NOT_STORED = (
    *("duration_s", "not_judged", "judged_in_part", "recogniser", "date_by"),
    *("trouble", "why_none", "unsaved"),
)
"""Keys of an analysed film that are null in the history."""


def shown_json(workout: WorkoutRecord, review: WorkoutReview, *, why: bool) -> dict[str, Any]:
    """One workout with its sets; with ``why`` every movement too. It has every key of an analysed film."""
    sets = [
        {**_set_json(each), **review_json.set_json(review, place)} for place, each in enumerate(workout.sets)
    ]
    is_recognised = _is_recognised(workout)
    summaries = (each.summary for each in workout.sets)
    confidence = mean_confidence(workout.segments) if is_recognised else None
    return {
        **listed_json(listed(workout)),
        **dict.fromkeys(_NOT_STORED),
        "confidence": None if confidence is None else round(confidence, 3),
        "review": review_json.workout_json(review),
        "sets": sets,
        "segments": [segment_json(each) for each in workout.segments] if is_recognised else None,
        **(attempts_json(summaries, workout.between_sets) if why else {}),
    }


def _is_recognised(workout: WorkoutRecord) -> bool:
    """Whether coach had to recognise the exercise."""
    return workout.exercise is None and workout.kind != "import"


def _only(exercises: Sequence[str]) -> str | None:
    return exercises[0] if len(exercises) == 1 else None


def listed_json(each: ListedWorkout) -> dict[str, Any]:
    """One workout of the list."""
    workout, means, held_s = each.about, listing.means(each.parts), listing.hold_s(each.parts)
    return {
        "format": FORMAT,
        "id": workout.id,
        "workout": workout.id,
        "uid": workout.uid,
        "profile": workout.profile,
        "kind": workout.kind,
        "state": workout.state,
        "interrupted": workout.state == "interrupted",
        "as_training": workout.as_training,
        "imported_from": workout.imported_from,
        "routine": workout.routine,
        "note": workout.note,
        "date": workout.trained_at.isoformat(timespec="seconds"),
        "begun": workout.started_at.isoformat(timespec="seconds"),
        "film": workout.film_name,
        "film_sha256": workout.film_sha256,
        "film_date": None if workout.film_date is None else workout.film_date.isoformat(timespec="seconds"),
        "exercise": workout.exercise or _only(each.exercises),
        "exercises": each.exercises,
        "recognised": _is_recognised(workout),
        "reps": sum(part.full for part in each.parts),
        "partial": sum(part.partial for part in each.parts),
        "hold_s": None if held_s is None else round(held_s, 2),
        "range": listing.range_used(each.parts),
        "mean_rom_deg": None if means is None or means[0] is None else round(means[0], 1),
        "mean_tempo": None if means is None or means[1] is None else tempo_figures(means[1]),
        "frames": workout.frames,
        "frames_with_pose": _seen_frames(workout),
        "frame_rate": workout.frame_rate,
        "speed": workout.speed,
        "seen_share": None if workout.seen_share is None else round(workout.seen_share, 4),
        "view": workout.view,
        "tilt_deg": None if workout.tilt_deg is None else round(workout.tilt_deg, 1),
        "coach_version": workout.coach_version,
        "model": workout.model_grade,
        "model_grade": workout.model_grade,
        "model_sha256": workout.model_sha256,
        "set_count": sum(part.sets for part in each.parts),
        "too_few_frames": any(part.has_too_few_frames for part in each.parts),
        "doubtful": any(part.has_too_few_frames or part.has_doubts for part in each.parts),
        "picture": [picture_json(note) for note in workout.picture_notes],
    }


def _seen_frames(workout: WorkoutRecord) -> int | None:
    """Frames with a person in them."""
    if workout.frames is None or workout.seen_share is None:
        return None
    return round(workout.frames * workout.seen_share)


def _set_json(each: SetRecord) -> dict[str, Any]:
    return {
        **set_json(each.summary),
        "exercise_sha256": each.exercise_sha256,
        "detected_exercise": each.detected_exercise,
        "corrected": each.is_corrected,
        "weight_kg": each.weight_kg,
        "range": each.summary.range_used,
        "target": each.target,
        "note": each.note,
        "seen_frame_rate": each.seen_frame_rate,
        "too_few_frames": each.has_too_few_frames,
        "doubts": each.doubts,
    }
