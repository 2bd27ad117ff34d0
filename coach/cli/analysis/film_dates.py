"""When a film was recorded, and who says so, in a sentence."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from coach.body.stream import SourceFacts
from coach.ui.formatting import long_date


def dated(facts: SourceFacts, date: datetime | None) -> SourceFacts:
    """The facts of a film with the date that a person gave it; its own where they gave none."""
    return facts if date is None else replace(facts, recorded_at=date.astimezone(UTC), dated_by="you")


def when_recorded(facts: SourceFacts, date: datetime | None) -> str:
    """On which day a film is remembered, and by whose word; empty where that is today.

    Args:
        facts: What is known of the film this time.
        date: Under which it is remembered, also one that was told before.
    """
    if facts.kind not in ("film", "recording") or date is None:
        return ""
    day = long_date(date)
    if day == long_date(datetime.now(UTC)):
        return ""
    if facts.recorded_at is None or day != long_date(facts.recorded_at):
        return f"Recorded {day}, as before. '--date' gives it another date."
    match facts.dated_by:
        case "you":
            return f"Recorded {day}, as you say."
        case "file":
            return f"Recorded {day}, by the date of its file. '--date' gives it another date."
        case _:
            return f"Recorded {day}, by the film's own date."
