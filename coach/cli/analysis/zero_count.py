"""The most likely reason, by measurement, why no full rep was counted."""

from __future__ import annotations

from pathlib import Path

from coach.body.picture_notes import PictureNotes
from coach.catalogue.definition import Exercise
from coach.catalogue.measure_text import measure_name, measure_value
from coach.cli.analysis.judge_choice import recognition
from coach.cli.analysis.request import AnalysisRequest
from coach.judging.observation import Summary
from coach.pipeline import run
from coach.recognition.film_judge import FilmJudge
from coach.ui.formatting import either, plural
from coach.ui.report import exercise_names, results_text
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions

_GENERIC = (
    "If there were {}, check: whole body in the picture, one person, camera still.\n"
    "'coach exercises' shows from which side to film."
)
_UNRECOGNISED = (
    "If 'coach exercises' lists the exercise, name it: '--exercise EXERCISE'.\n"
    "To teach coach a new one from your own films, use 'coach train'."
)
_NOTHING_REPEATS = "Nothing repeats: a set needs at least three movements alike, other than walking."
_NO_MOVEMENT = 0.25
"""Share of the required excursion; with less, the person stayed in the start position."""


def why_none(summary: Summary, exercise: Exercise | None, found: PictureNotes, depth: float | None) -> str:
    """Why there is no full rep; empty if there is one, or if a note on the pictures explains it.

    Args:
        summary: The count.
        exercise: The named exercise; None if it was recognised.
        found: Notes on the pictures.
        depth: The furthest movement, where 1 is full; None if unknown.
    """
    if summary.full or summary.hold_s or not summary.frames_with_pose:
        return ""
    if exercise is not None and exercise.is_anything:
        return _NOTHING_REPEATS
    if summary.partial:
        return _closest_partial(summary)
    if summary.sets or any(note.doubtful for note in found):
        return ""
    return _movement_text(exercise, depth) or _general_hint(summary)


def other_exercise_notice(film: Path, request: AnalysisRequest) -> str:
    """Which exercise the film shows instead of the named one, from the landmarks in the cache.

    Returns:
        A sentence; empty if no exercise is recognised.

    Raises:
        ModelError: The exercise classifier can't be used.
    """
    if request.exercise is None:
        return ""
    with open_source(
        film, grade=request.grade, model_path=request.model_path, picture=request.picture_options
    ) as source:
        summary, _ = run(source, FilmJudge(recognition(), range_used=request.range_used), [])
    others = [each for each in summary.sets if each.exercise != request.exercise.name and not each.is_empty]
    if not others:
        return ""
    names = " or ".join(dict.fromkeys(f"'-e {each.exercise}'" for each in others))
    return f"It looks like another exercise: {results_text(others, ())}. Try {names}, or leave out -e."


def rotation_notice(picture: PictureOptions, summary: Summary) -> str:
    """That --rotate or the settings fixed the rotation, if nothing was counted; else empty."""
    if any(not each.is_empty for each in summary.sets) or picture.rotate == "auto":
        return ""
    how = f"rotated by {picture.rotate}°" if picture.rotate else "not rotated"
    return f"The picture was {how}, as you typed or set it; '--rotate auto' detects which way is up."


def _closest_partial(summary: Summary) -> str:
    partial = [rep for each in summary.sets for rep in each.reps if not rep.is_doubtful]
    if not partial:
        return ""
    return f"No rep was full. The closest one: {max(partial, key=lambda rep: rep.share).reason}."


def _movement_text(exercise: Exercise | None, depth: float | None) -> str:
    if exercise is None or exercise.reps is None or depth is None:
        return ""
    measures, least = exercise.signal.counted, exercise.reps.minimum_excursion
    what = " and ".join(map(measure_name, measures))
    required, name = measure_value(measures[0], least), plural(exercise.name, 2)
    if depth < _NO_MOVEMENT:
        within = measure_value(measures[0], _NO_MOVEMENT * least)
        return f"There was no movement like {name}: {what} stayed within {within}."
    if depth >= 1.0:
        return f"No movement was complete: {what} moved far enough, but not back to the start position."
    moved = measure_value(measures[0], depth * least)
    return (
        f"No movement was complete: {what} moved at most {moved}, but a full rep needs {required} each way."
    )


def _general_hint(summary: Summary) -> str:
    names = [plural(name, 0) for name in exercise_names(summary)]
    return _GENERIC.format(either(names)) if names else _UNRECOGNISED
