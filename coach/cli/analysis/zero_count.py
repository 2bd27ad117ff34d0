"""Why nothing was counted, or nothing in full: the most likely reason that was measured."""

from __future__ import annotations

from pathlib import Path

from coach.body.picture_notes import PictureNotes
from coach.catalogue.definition import Exercise
from coach.catalogue.measure_text import figure, spoken
from coach.cli.analysis.judge_choice import recognition
from coach.cli.analysis.request import AnalysisRequest
from coach.judging.observation import Summary
from coach.pipeline import run
from coach.recognition.film_judge import FilmJudge
from coach.ui.formatting import either, plural
from coach.ui.report import came_to, named
from coach.vision.opening import open_source
from coach.vision.picture.picture_options import PictureOptions

_GENERIC = (
    "If there were {}: whole body in the picture, one person, camera still?\n"
    "'coach exercises' says from where to film."
)
_UNRECOGNISED = (
    "Name it, if it is one of those that 'coach exercises' lists: '--exercise NAME'.\n"
    "'coach train' teaches it from films of your own."
)
_HARDLY = 0.25
"""What is left of a way below which nothing went anywhere: it is within the start position."""


def why_none(summary: Summary, exercise: Exercise | None, found: PictureNotes, depth: float | None) -> str:
    """Why nothing was counted in full; empty where something was, or a note on the pictures says why.

    Args:
        summary: What was counted.
        exercise: What was asked for, or None where it was recognised.
        found: What was found about the pictures.
        depth: How far anybody came, where 1 is full; None where that is not known.
    """
    if summary.full or summary.hold_s or not summary.frames_with_pose:
        return ""
    if summary.partial:
        return _none_full(summary)
    if summary.sets or any(note.doubtful for note in found):
        return ""
    return _not_far(exercise, depth) or _anything(summary)


def done_instead(film: Path, request: AnalysisRequest) -> str:
    """What was done in place of what was asked for, by the landmarks in the cache.

    Returns:
        A sentence; empty where nothing is recognised either.

    Raises:
        ModelError: What recognises can't be used.
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
    return f"It looks like another exercise: {came_to(others, ())}. Try {names}, or name none."


def turned_as_told(picture: PictureOptions, summary: Summary) -> str:
    """That the picture was turned as told, where nothing was counted; else empty."""
    if any(not each.is_empty for each in summary.sets) or picture.rotate == "auto":
        return ""
    how = f"turned by {picture.rotate}°" if picture.rotate else "not turned"
    return f"The picture was {how}, as you typed or set it; '--rotate auto' finds out which way is up."


def _none_full(summary: Summary) -> str:
    partial = [rep for each in summary.sets for rep in each.reps if not rep.is_doubtful]
    if not partial:
        return ""
    return f"None was full. The one that came nearest: {max(partial, key=lambda rep: rep.share).reason}."


def _not_far(exercise: Exercise | None, depth: float | None) -> str:
    if exercise is None or exercise.reps is None or depth is None:
        return ""
    measures, least = exercise.signal.counted, exercise.reps.minimum_excursion
    what = " and ".join(map(spoken, measures))
    asked, name = figure(measures[0], least), plural(exercise.name, 2)
    if depth < _HARDLY:
        return f"Nobody moved as in {name}: {what} stayed within {figure(measures[0], _HARDLY * least)}."
    if depth >= 1.0:
        return f"No movement was a whole one: {what} went far enough, and not back to the start position."
    moved = figure(measures[0], depth * least)
    return f"No movement was a whole one: {what} moved {moved} at most, {asked} are asked for, and back."


def _anything(summary: Summary) -> str:
    names = [plural(name, 0) for name in named(summary)]
    return _GENERIC.format(either(names)) if names else _UNRECOGNISED
