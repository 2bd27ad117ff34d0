"""The exercise that a name in another program's log surely means."""

from __future__ import annotations

import re

from coach.catalogue.library import load_exercise
from coach.errors import CoachError

_IMPLEMENTS = ("barbell", "dumbbell", "kettlebell", "bodyweight", "weighted", "flat")
"""What a load is, and what the catalogue's exercises allow: it makes no other movement."""
_BRACKETED = re.compile(r"(?P<name>[^()]+)\((?P<implement>[^()]+)\)")


def matching_exercise(name: str) -> str | None:
    """The canonical name of the exercise, or None if that is not sure.

    A name counts if it is one of the catalogue's, also with the load in brackets or in front of it, as in
    "Bench Press (Barbell)". "Squat (Smith Machine)" and "Pull Up (Assisted)" are other movements.
    """
    return next((found for each in _readings(name) if (found := _canonical(each))), None)


def _readings(name: str) -> list[str]:
    readings = [name]
    bracketed = _BRACKETED.fullmatch(name.strip())
    if bracketed is not None:
        plain, implement = bracketed["name"].strip(), bracketed["implement"].strip().lower()
        readings = [f"{implement} {plain}"]
        if implement in _IMPLEMENTS:
            readings.append(plain)
        return readings
    words = name.split()
    while len(words) > 1 and words[0].lower() in _IMPLEMENTS:
        words = words[1:]
        readings.append(" ".join(words))
    return readings


def _canonical(name: str) -> str | None:
    try:
        return load_exercise(name).name
    except CoachError:
        return None
