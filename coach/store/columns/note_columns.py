"""Conversion of picture notes and doubts to and from the JSON lists in the database."""

from __future__ import annotations

import json
from typing import get_args

from coach.body.picture_notes import PictureNotes, PictureProblem
from coach.body.recording.recording_metadata import notes_from_json, notes_to_json


def notes_to_text(notes: PictureNotes) -> str | None:
    """The notes as a JSON list; None without notes."""
    return json.dumps(notes_to_json(notes)) if notes else None


def notes_from_text(text: str | None) -> PictureNotes:
    """The stored notes of problems that this version knows; empty if a value is invalid."""
    try:
        return () if text is None else notes_from_json(json.loads(text))
    except ValueError:  # edited by hand: a negative time, or half a character
        return ()


def doubts_from_text(text: str | None) -> tuple[PictureProblem, ...]:
    """The stored doubts about problems that this version knows."""
    known: tuple[PictureProblem, ...] = get_args(PictureProblem)
    stored = () if text is None else json.loads(text)
    return tuple(each for each in known if each in stored)
