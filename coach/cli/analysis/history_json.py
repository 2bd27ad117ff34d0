"""Saved workouts in JSON."""

from __future__ import annotations

from typing import Any

from coach.cli.analysis import review_json
from coach.cli.analysis.json_output import (
    attempts_json,
    fault_json,
    hold_level_json,
    picture_json,
    rep_line,
    segment_json,
    tempo_figures,
)
from coach.judging.effort.workout_review import WorkoutReview
from coach.judging.set_tally import level_counts
from coach.store import listing
from coach.store.listing import ListedWorkout, listed
from coach.store.records import SetRecord, WorkoutRecord


def shown_json(workout: WorkoutRecord, review: WorkoutReview, *, why: bool) -> dict[str, Any]:
    """One workout with its sets; with ``why`` every movement too."""
    sets = [
        {**_set_json(each), **review_json.set_json(review, place)} for place, each in enumerate(workout.sets)
    ]
    segments = [segment_json(each) for each in workout.segments]
    summaries = (each.summary for each in workout.sets)
    attempts = attempts_json(summaries, workout.between_sets) if why else {}
    about = {**listed_json(listed(workout)), "review": review_json.workout_json(review)}
    return {**about, "sets": sets, "segments": segments, **attempts}


def listed_json(each: ListedWorkout) -> dict[str, Any]:
    """One workout of the list."""
    workout, means = each.about, listing.means(each.parts)
    return {
        "format": 1,
        "id": workout.id,
        "profile": workout.profile,
        "kind": workout.kind,
        "state": workout.state,
        "as_training": workout.as_training,
        "imported_from": workout.imported_from,
        "date": workout.trained_at.isoformat(timespec="seconds"),
        "begun": workout.started_at.isoformat(timespec="seconds"),
        "film": workout.film_name,
        "film_sha256": workout.film_sha256,
        "film_date": None if workout.film_date is None else workout.film_date.isoformat(timespec="seconds"),
        "exercise": ", ".join(each.exercises) or None,
        "reps": sum(part.full for part in each.parts),
        "partial": sum(part.partial for part in each.parts),
        "hold_s": listing.hold_s(each.parts),
        "range": listing.range_used(each.parts),
        "mean_rom_deg": None if means is None or means[0] is None else round(means[0], 1),
        "mean_tempo": None if means is None or means[1] is None else tempo_figures(means[1]),
        "frames": workout.frames,
        "frame_rate": workout.frame_rate,
        "speed": workout.speed,
        "seen_share": None if workout.seen_share is None else round(workout.seen_share, 4),
        "view": workout.view,
        "tilt_deg": None if workout.tilt_deg is None else round(workout.tilt_deg, 1),
        "coach_version": workout.coach_version,
        "model_grade": workout.model_grade,
        "model_sha256": workout.model_sha256,
        "set_count": sum(part.sets for part in each.parts),
        "too_few_frames": any(part.has_too_few_frames for part in each.parts),
        "doubtful": any(part.has_too_few_frames or part.has_doubts for part in each.parts),
        "picture": [picture_json(note) for note in workout.picture_notes],
    }


def _set_json(each: SetRecord) -> dict[str, Any]:
    summary = each.summary
    return {
        "exercise": summary.exercise,
        "exercise_sha256": each.exercise_sha256,
        "confidence": None if summary.confidence is None else round(summary.confidence, 3),
        "start_s": round(summary.start_s, 3),
        "end_s": round(summary.end_s, 3),
        "weight_kg": each.weight_kg,
        "range": summary.range_used,
        "hold_s": summary.hold_s,
        "levels": level_counts(summary.reps),
        **hold_level_json(summary),
        "added": summary.added,
        "target": each.target,
        "seen_frame_rate": each.seen_frame_rate,
        "too_few_frames": each.has_too_few_frames,
        "slow_motion": summary.slowed,
        "doubts": each.doubts,
        "reps": [rep_line(rep, timed=not summary.slowed) for rep in summary.reps],
        "faults": [fault_json(fault) for fault in summary.faults],
    }
