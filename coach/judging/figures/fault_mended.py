"""The event of a fault that is gone."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FaultMended:
    """A fault is gone: it was there the last time that it could be judged, and is not in this rep or second.

    Attributes:
        time: When the rep returned, or when the second of the hold ended.
        set_number: The open set.
        fault: Its name in the exercise file.
        title: Its name for people.
        praise: What to say.
        rep_number: The rep without it; None in a hold.
    """

    time: float
    set_number: int
    fault: str
    title: str
    praise: str
    rep_number: int | None
