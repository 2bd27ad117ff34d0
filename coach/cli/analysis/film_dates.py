"""The recording date of a film, and a notice on where it comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from coach.body.stream import SourceFacts
from coach.ui.formatting import long_date


def with_date(facts: SourceFacts, date: datetime | None) -> SourceFacts:
    """The facts of a film with the date that you typed, if any."""
    return facts if date is None else replace(facts, recorded_at=date.astimezone(UTC), dated_by="you")


def date_notice(facts: SourceFacts, date: datetime | None) -> str:
    """The date under which a film is saved, and its origin; empty if it is today.

    Args:
        facts: The facts of the film in this run.
        date: The saved date; it may come from an earlier run.
    """
    if facts.kind not in ("film", "recording") or date is None:
        return ""
    day = long_date(date)
    if day == long_date(datetime.now(UTC)):
        return ""
    if facts.recorded_at is None or day != long_date(facts.recorded_at):
        return f"Recorded {day}, as before. Use --date to change the date."
    match facts.dated_by:
        case "you":
            return f"Recorded {day}, the date you typed."
        case "file":
            return f"Recorded {day}, the date of the file. Use --date to change the date."
        case _:
            return f"Recorded {day}, the date stored in the film."
