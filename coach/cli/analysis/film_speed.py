"""The playback speed of a film, and whether it is known."""

from __future__ import annotations

from dataclasses import replace

from coach.body.picture_notes import PictureNotes, doubts_of
from coach.body.stream import SourceFacts
from coach.cli.analysis.request import AnalysisRequest
from coach.judging.events import SetSummary
from coach.judging.observation import Summary

_REAL_TIME = ("live", "demo")


def is_speed_unknown(facts: SourceFacts, request: AnalysisRequest) -> bool:
    """Whether a film may be slow motion: neither its tags nor you give its speed."""
    is_known = request.picture.speed is not None or facts.speed != 1.0
    return not is_known and facts.kind != "camera" and request.kind not in _REAL_TIME


def with_slow_motion(summary: Summary, notes: PictureNotes) -> Summary:
    """The summary with sets marked as slow motion where a picture note says so."""
    return replace(summary, sets=tuple(_set_with_slow_motion(each, notes) for each in summary.sets))


def _set_with_slow_motion(each: SetSummary, notes: PictureNotes) -> SetSummary:
    return replace(each, slowed="slow motion" in doubts_of(notes, each.start_s, each.end_s))
