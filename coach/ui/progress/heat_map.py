"""A year of days as a heat map made of characters: darker is more sets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from coach.store.progress.training_days import WEEKS, TrainingYear, monday

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_LONG_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SHADES, _PLAIN_SHADES = "·░▒▓█", ".-+*#"
_MARGIN = 4


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The heat map of a year.

    Attributes:
        year: The days.
    """

    year: TrainingYear

    def lines(self, width: int, *, ascii_only: bool = False) -> Iterator[str]:
        """Months, seven rows of days, and the legend; with little room, fewer weeks."""
        weeks = min(WEEKS, width - _MARGIN)
        if weeks < 1:
            return
        first = monday(self.year.today) - timedelta(weeks=weeks - 1)
        shades = _PLAIN_SHADES if ascii_only else _SHADES
        most = max(self.year.sets.values(), default=0)
        yield " " * _MARGIN + _months(first, weeks)
        for weekday, name in enumerate(_DAYS):
            days = (first + timedelta(weeks=week, days=weekday) for week in range(weeks))
            cells = "".join(
                " " if day > self.year.today else shades[_shade(self.year.sets.get(day, 0), most)]
                for day in days
            )
            yield f"{name:{_MARGIN}}{cells}".rstrip()
        yield (" " * _MARGIN + _legend(shades, most))[:width]

    def sentence(self) -> str:
        """What it shows, in words."""
        days = sorted(self.year.workouts)
        if not days:
            return "No workout in the last year."
        number = "1 day" if len(days) == 1 else f"{len(days)} days"
        counted = Counter(day.weekday() for day in days)
        weekday, often = counted.most_common(1)[0]
        mostly = f", most often on a {_LONG_DAYS[weekday]}" if often > 1 else ""
        return f"Trained on {number} of the last year{mostly}."


def _shade(sets: int, most: int) -> int:
    """0 for none, else 1 to 4 by quarters of the most."""
    return 0 if not sets else min(1 + (sets - 1) * 4 // max(most, 4), 4)


def _months(first: date, weeks: int) -> str:
    """The names of the months above their first whole week."""
    line = ""
    for week in range(weeks):
        start = first + timedelta(weeks=week)
        if (start.day <= 7 or not week) and len(line) <= week and week + 3 <= weeks:
            line = f"{line.ljust(week)}{start:%b} "
    return line.rstrip()


def _legend(shades: str, most: int) -> str:
    """What the shades mean, such as '· none  ░ 1–2  ▒ 3–4 sets'."""
    ranges: dict[int, list[int]] = {}
    for sets in range(1, most + 1):
        ranges.setdefault(_shade(sets, most), []).append(sets)
    spans = (
        f"{shades[shade]} {found[0]}" + (f"-{found[-1]}" if len(found) > 1 else "")
        for shade, found in ranges.items()
    )
    return "  ".join([f"{shades[0]} none", *spans]) + (" sets a day" if most else "")
