"""The analysis of a film as one line of JSON."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from coach.addresses import without_passwords
from coach.body.picture_notes import PictureNote
from coach.cli.analysis import review_json
from coach.errors import CoachError
from coach.judging.attempts import Attempt
from coach.judging.candidates.attempt_list import ListedAttempt, listed_attempts
from coach.judging.events import Fault, Rep, SetSummary
from coach.judging.figures.rep_effort import Tempo
from coach.judging.observation import Segment, Summary
from coach.judging.set_tally import level_counts
from coach.sinks.rep_json import attempt_json, level_json, rep_json
from coach.terminal_text import json_line

if TYPE_CHECKING:  # the history needs neither NumPy nor the catalogue
    from coach.cli.analysis.request import Analysis

FORMAT = 1
_PLACES = {
    "start_s": 3,
    "turn_s": 3,
    "end_s": 3,
    "rom_deg": 1,
    "rom_error_deg": 1,
    "share": 3,
    "level_value": 2,
    "level_error": 2,
    "velocity_deg_s": 1,
    "velocity_error_deg_s": 1,
    "speed_heights_s": 3,
    "speed_error_heights_s": 3,
    "rom_left_deg": 1,
    "rom_right_deg": 1,
    "rom_sides_error_deg": 1,
}
"""Decimal places of each figure of a rep."""
_ATTEMPT_FIGURES = ("start_s", "turn_s", "end_s", "excursion", "value", "limit")


def analysis_line(film: str, analysis: Analysis, *, why: bool = False) -> str:
    """The line for an analysed film; with ``why`` it lists every movement."""
    return film_line(film, analysis_json(analysis, why=why))


def analysis_json(analysis: Analysis, *, why: bool) -> dict[str, Any]:
    """An analysis without its film; with ``why`` with every movement."""
    summary = analysis.summary
    attempts = attempts_json(summary.sets, summary.between_sets) if why else {}
    return {
        "exercise": _only_exercise(summary),
        "recognised": summary.exercise is None,
        "confidence": _rounded(summary.confidence, 3),
        "exercises": summary.exercises,
        "reps": summary.full,
        "partial": summary.partial,
        "hold_s": _rounded(summary.hold_s, 2),
        "duration_s": _rounded(summary.duration_s, 3),
        "frames": summary.frames,
        "frames_with_pose": summary.frames_with_pose,
        "view": summary.view,
        "tilt_deg": _rounded(summary.tilt_deg, 1),
        "not_judged": summary.withheld,
        "judged_in_part": [asdict(each) for each in summary.coverage if 0 < each.judged < each.of],
        "review": review_json.workout_json(analysis.review),
        "sets": [
            {**set_json(each), **review_json.set_json(analysis.review, place)}
            for place, each in enumerate(summary.sets)
        ],
        "segments": None if summary.segments is None else [segment_json(each) for each in summary.segments],
        "kind": analysis.facts.kind,
        "speed": analysis.facts.speed,
        "date": analysis.facts.recorded_at and analysis.facts.recorded_at.isoformat(timespec="seconds"),
        "date_by": analysis.facts.dated_by,
        "range": summary.range_used,
        "model": analysis.facts.model_grade,
        "recogniser": analysis.recogniser,
        "interrupted": analysis.interrupted,
        "trouble": analysis.trouble,
        "why_none": analysis.why_none or None,
        "picture": [picture_json(note) for note in analysis.picture_notes],
        "workout": analysis.workout_id,
        "unsaved": analysis.unsaved,
        **_written(analysis),
        **attempts,
    }


def _written(analysis: Analysis) -> dict[str, Any]:
    """The paths of what was drawn, if anything was."""
    if not analysis.written:
        return {}
    return {"written": {name: [str(path) for path in paths] for name, paths in analysis.written.items()}}


def attempts_json(sets: Iterable[SetSummary], between_sets: Iterable[Attempt]) -> dict[str, Any]:
    """Every movement, counted or not, under 'attempts'."""
    return {"attempts": [_attempt(row) for row in listed_attempts(sets, between_sets)]}


def _attempt(row: ListedAttempt) -> dict[str, Any]:
    facts: dict[str, Any] = attempt_json(row.attempt)
    for name in _ATTEMPT_FIGURES:
        facts[name] = _rounded(facts[name], 3)
    return {"set": row.set_number, "rep": row.rep, **facts}


def picture_json(note: PictureNote) -> dict[str, Any]:
    """A note on the pictures."""
    return {
        "problem": note.problem,
        "what": note.what,
        "hint": note.hint,
        "doubtful": note.doubtful,
        "start_s": _rounded(note.start_s, 1),
        "end_s": _rounded(note.end_s, 1),
    }


def _only_exercise(summary: Summary) -> str | None:
    """The named exercise, or the recognised one if there is only one."""
    if summary.exercise is None and len(summary.exercises) == 1:
        return summary.exercises[0]
    return summary.exercise


def error_line(film: str, error: CoachError) -> str:
    """The line for a film that failed."""
    return film_line(without_passwords(film), {"error": str(error), "hint": error.hint})


def film_line(film: str, facts: dict[str, Any]) -> str:
    """Facts about a film as a line of JSON."""
    return json_line({"format": FORMAT, "film": film, **facts})


def set_json(each: SetSummary) -> dict[str, Any]:
    """What was counted in a set, with the same keys in every command."""
    return {
        "exercise": each.exercise,
        "confidence": _rounded(each.confidence, 3),
        "start_s": _rounded(each.start_s, 3),
        "end_s": _rounded(each.end_s, 3),
        "slow_motion": each.slowed,
        "reps": [rep_line(rep, timed=not each.slowed) for rep in each.reps],
        "hold_s": _rounded(each.hold_s, 2),
        "levels": level_counts(each.reps),
        **hold_level_json(each),
        "added": each.added,
        "faults": [fault_json(fault) for fault in each.faults],
    }


def segment_json(each: Segment) -> dict[str, Any]:
    """A segment of a recognised exercise."""
    return {
        "exercise": each.exercise,
        "start_s": _rounded(each.start_s, 3),
        "end_s": _rounded(each.end_s, 3),
        "confidence": _rounded(each.confidence, 3),
    }


def fault_json(fault: Fault) -> dict[str, Any]:
    """A fault of form."""
    return {**asdict(fault), "time": _rounded(fault.time, 3)}


def hold_level_json(each: SetSummary) -> dict[str, Any]:
    """The level of a hold; null if reps are counted."""
    facts: dict[str, Any] = level_json(each.level)
    return facts | {name: _rounded(facts[name], _PLACES[name]) for name in ("level_value", "level_error")}


def rep_line(rep: Rep, *, timed: bool = True) -> dict[str, Any]:
    """A rep; if not ``timed``, its tempo is unknown."""
    facts: dict[str, Any] = rep_json(rep)
    for name, places in _PLACES.items():
        facts[name] = _rounded(facts[name], places)
    facts["tempo"] = tempo_figures(rep.tempo) if timed else None
    return facts


def tempo_figures(tempo: Tempo) -> list[float]:
    """The four figures in seconds: lowering, pause, effort, pause."""
    return [round(float(figure), 2) for figure in tempo.figures]


def _rounded(figure: float | None, places: int) -> float | None:
    return None if figure is None else round(float(figure), places)
