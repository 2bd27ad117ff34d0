"""What stands above the list of workouts: streak, this week against its goals, and a year of days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.text import Text

from coach.store.progress.training_days import WEEKS, TrainingYear, monday
from coach.store.progress.week_goals import WeekGoal
from coach.ui import theme
from coach.ui.progress.goal_text import goal_line
from coach.ui.progress.heat_map import HeatMap


@dataclass(frozen=True, slots=True)
class Overview:
    """The lines above the list.

    Attributes:
        year: The last year.
        goals: The goals for this week.
    """

    year: TrainingYear
    goals: Sequence[WeekGoal] = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(options.max_width, ascii_only=options.ascii_only):
            yield line if isinstance(line, Text) else Text(line, no_wrap=True)

    def lines(self, width: int, *, ascii_only: bool = False) -> Iterator[str | Text]:
        """The lines, at most ``width`` characters wide."""
        yield Text(self.headline(), theme.HEADLINE)
        yield from (goal_line(each, ascii_only=ascii_only) for each in self.goals)
        heat = HeatMap(self.year)
        yield from heat.lines(width, ascii_only=ascii_only)
        yield heat.sentence()

    def headline(self) -> str:
        """Streak and this week, such as 'Streak: 6 weeks. This week: 3 workouts'."""
        week = self.year.workouts_since(monday(self.year.today))
        this_week = {0: "no workout yet", 1: "1 workout"}.get(week, f"{week} workouts")
        parts = [_streak(self.year), f"This week: {this_week}."]
        return " ".join(filter(None, parts))


def _streak(year: TrainingYear) -> str:
    weeks, days = year.streak_weeks, year.streak_days
    if not weeks:
        return ""
    long = "more than a year" if weeks >= WEEKS else "1 week" if weeks == 1 else f"{weeks} weeks"
    row = f", {days} days in a row" if days > 1 else ""
    return f"Streak: {long}{row}."
