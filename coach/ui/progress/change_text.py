"""A change over weeks in words, and whether the camera can tell."""

from __future__ import annotations

from coach.store.progress.change import FigureChange


def change_text(name: str, change: FigureChange, unit: str, *, decimals: int = 0) -> str:
    """Such as 'Range: +6° over 8 weeks, more than the error of one measurement (±8°) in 5 of 8 weeks'.

    Args:
        name: The figure.
        change: Its change.
        unit: Its unit, with the space before it.
        decimals: Digits behind the point.
    """
    amount = f"{change.amount:+.{decimals}f}"
    by = f"{amount}{unit}" if float(amount) else "no change"
    text = f"{name}: {by} over {_span(change.weeks)}"
    if not change.error:
        return f"{text}."
    error = f"the error of one measurement (±{change.error:.{decimals}f}{unit})"
    of = f"{change.beyond} of {change.later} {change.unit}s"
    if not change.beyond:
        return f"{text}, within {error}."
    return f"{text}, more than {error} in {of}."


def _span(weeks: float) -> str:
    whole = round(weeks)
    if whole < 1:
        days = max(round(weeks * 7), 1)
        return "1 day" if days == 1 else f"{days} days"
    return "1 week" if whole == 1 else f"{whole} weeks"
