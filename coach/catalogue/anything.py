"""Anything that repeats: the one exercise without a file, counted from the movement alone."""

from __future__ import annotations

from functools import cache

from coach.catalogue.definition import Exercise
from coach.catalogue.unnamed import ANYTHING


@cache
def anything() -> Exercise:
    """Anything that repeats.

    Its key poses only tell the camera whom to expect, and that raised hands are no sign: they may be a rep.
    """
    return Exercise.model_validate(
        {
            "format": 1,
            "name": ANYTHING,
            "title": "Anything",
            "aliases": [
                *("any", "any exercise", "any movement", "whatever", "free", "freestyle", "unnamed"),
                *("anything that repeats", "everything", "something"),
            ],
            "description": "Any movement that you repeat at least three times, except walking and running. "
            "It is counted, not judged: there is no range, form or level.",
            "cues": ["Repeat the movement alike."],
            "poses": {
                "support": "feet",
                "start": {},
                "turn": {"shoulder_flexion": 170, "hip_flexion": 60, "knee_flexion": 60},
            },
            "signal": {"angle": "shoulder", "turn": "high"},
            "position": {"rest": "Anywhere in view."},
            "reps": {"minimum_excursion": 15, "why": "Three movements alike are reps, whatever their range."},
        }
    )
