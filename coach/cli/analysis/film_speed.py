"""How fast a film goes by beside what happened, and whether anybody knows."""

from __future__ import annotations

from dataclasses import replace

from coach.body.picture_notes import PictureNotes, doubts_of
from coach.body.stream import SourceFacts
from coach.cli.analysis.request import AnalysisRequest
from coach.judging.events import SetSummary
from coach.judging.observation import Summary

_AS_IT_HAPPENS = ("live", "demo")


def is_speed_unknown(facts: SourceFacts, request: AnalysisRequest) -> bool:
    """Whether what is seen may be slow motion: a film whose speed neither its tags nor the person tell."""
    told = request.picture.speed is not None or facts.speed != 1.0
    return not told and facts.kind != "camera" and request.kind not in _AS_IT_HAPPENS


def timed(summary: Summary, notes: PictureNotes) -> Summary:
    """The summary where a set's tempo is known unless a note doubts it; so it is remembered, too."""
    return replace(summary, sets=tuple(_timed(each, notes) for each in summary.sets))


def _timed(each: SetSummary, notes: PictureNotes) -> SetSummary:
    return replace(each, slowed="slow motion" in doubts_of(notes, each.start_s, each.end_s))
