"""Notes on the pictures of a workout, and doubts of its sets, as the database keeps them: lists in JSON."""

from __future__ import annotations

import json
from typing import get_args

from coach.body.picture_notes import PictureNotes, PictureProblem
from coach.body.recording.recording_metadata import notes_from_json, notes_to_json


def notes_to_text(notes: PictureNotes) -> str | None:
    """The notes as they are kept; None where there are none."""
    return json.dumps(notes_to_json(notes)) if notes else None


def notes_from_text(kept: str | None) -> PictureNotes:
    """The notes that were kept, those of problems that this version knows; none where a figure can't be."""
    try:
        return () if kept is None else notes_from_json(json.loads(kept))
    except ValueError:  # a hand that wrote a moment before the beginning, or half a character
        return ()


def doubts_from_text(kept: str | None) -> tuple[PictureProblem, ...]:
    """The doubts that were kept, of problems that this version knows."""
    known: tuple[PictureProblem, ...] = get_args(PictureProblem)
    told = () if kept is None else json.loads(kept)
    return tuple(each for each in known if each in told)
