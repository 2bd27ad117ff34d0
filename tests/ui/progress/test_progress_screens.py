"""The views of progress as pictures, compared with their snapshots, and in words."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.text import Text

from coach.judging.effort.set_figures import Estimate
from coach.store.progress.change import change
from coach.store.progress.exercise_trend import exercise_days
from coach.store.progress.period_totals import period_totals
from coach.store.progress.personal_records import broken_records, personal_records
from coach.store.progress.training_days import TrainingYear
from coach.store.progress.training_sets import TrainingSet
from coach.store.progress.week_goals import WeekGoal
from coach.ui.progress.change_text import change_text
from coach.ui.progress.day_text import last_time_text
from coach.ui.progress.exercise_page import ExercisePage
from coach.ui.progress.heat_map import HeatMap
from coach.ui.progress.overview import Overview
from coach.ui.progress.period_page import PeriodPage
from coach.ui.progress.record_text import broken_text
from coach.ui.progress.records_page import record_lines
from coach.ui.progress.trend_chart import TrendChart, in_columns
from tests.store.progress.test_exercise_trend import MONDAY, a_set
from tests.ui.drawing import drawn, with_snapshot

LEVELS = ("quarter", "half", "parallel", "deep")
TODAY = date(2026, 5, 6)


@pytest.fixture(autouse=True)
def in_greenwich() -> Iterator[None]:
    """Dates appear in local time; snapshots need a fixed time zone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


def trained() -> list[TrainingSet]:
    """Squats twice a week for nine weeks: more reps, more load, a deeper range."""
    sets: list[TrainingSet] = []
    for number in range(18):
        day = 1 + number // 2 * 7 + number % 2 * 3
        reps, load = 8 + number // 4, 20.0 + 2.5 * (number // 6)
        sets += [
            a_set(
                reps - (position == 3 and number % 4 == 0),
                workout=day,
                position=position,
                weight_kg=load,
                measured=reps,
                rom_deg=88.0 + number * 0.7,
                rom_error_deg=8.0,
                least_rom_deg=85.0 + number * 0.7,
                left_rom_deg=90.0,
                right_rom_deg=87.0,
                sides_deg=3.0,
                sides_error_deg=6.0,
                tempo=(1.8, 0.2, 1.0, 0.3),
                tension_s=3.3 * reps,
                velocity_loss=12.0 + position,
                velocity_loss_error=4.0,
                score=80.0 + number,
                low_kg=load * 1.25,
                high_kg=load * 1.3,
                levels={"parallel": reps},
            )
            for position in (1, 2, 3)
        ]
    return sets


class Page:
    """Lines as a renderable."""

    def __init__(self, lines: Callable[[ConsoleOptions], Iterator[str | Text]]) -> None:
        self.lines = lines

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self.lines(options):
            yield Text(line, no_wrap=True) if isinstance(line, str) else line


def exercise_page() -> RenderableType:
    sets = trained()
    return Page(
        ExercisePage(
            "squat",
            exercise_days(sets),
            personal_records(sets),
            levels=LEVELS,
            units="kg",
            today=TODAY,
            most=5,
        ).lines
    )


def a_year() -> TrainingYear:
    days = {TODAY - timedelta(days=ago): ago % 7 + 1 for ago in range(0, 300, 3) if ago % 4}
    return TrainingYear(TODAY, days, dict.fromkeys(days, 1))


GOALS = (WeekGoal("workouts", None, 3, 1), WeekGoal("reps", "squat", 50, 54))
SCREENS: dict[str, Callable[[], RenderableType]] = {
    "progress-exercise": exercise_page,
    "progress-overview": lambda: Overview(a_year(), GOALS),
    "progress-week": lambda: Page(
        PeriodPage(period_totals(trained(), "week", date(2026, 5, 2), 8), "week", GOALS, "kg").lines
    ),
    "progress-records": lambda: Page(
        lambda _: record_lines(
            personal_records(
                [*trained(), a_set(0, hold_s=75.0, exercise="plank"), a_set(20, exercise="push-up")]
            ),
            "lb",
        )
    ),
}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_a_view_matches_its_snapshot(name: str, width: int) -> None:
    picture, snapshot = with_snapshot(SCREENS[name](), name, width, height=24 if width == 80 else 40)
    assert picture == snapshot


@pytest.mark.parametrize("name", SCREENS)
def test_a_view_fits_80_columns_and_needs_no_colour(name: str) -> None:
    lines = drawn(SCREENS[name](), 80).export_text(styles=False).splitlines()
    long = [line for line in lines if len(line) > 80]
    assert not long
    assert "\x1b" not in "".join(lines)


def test_a_pipe_gets_words_and_rows_without_charts() -> None:
    text = drawn(exercise_page(), 160, terminal=False).export_text(styles=False)
    assert not re.search("[█●┤▁┊]", text)
    assert "Range of motion: +11° over 8 weeks, more than the error of one measurement (±8°) in" in text
    assert "Last, Thursday: 3 x 12 at 25 kg, all parallel; try 13." in text


def points(*values: float, error: float = 0.0, days: int = 7) -> list[tuple[datetime, Estimate]]:
    return [(MONDAY + timedelta(days=days * at), Estimate(value, error)) for at, value in enumerate(values)]


def test_bars_grow_with_their_value_in_plain_characters_too() -> None:
    title, *rows = TrendChart("Full reps", points(3, 6, 12)).lines(40, ascii_only=True)
    assert title == "Full reps: 3 to 12, last 12; each bar is a workout"
    columns = list(zip(*(row[9:].ljust(12) for row in rows[:6]), strict=True))
    assert [columns[at].count("#") for at in (0, 4, 8)] == [2, 3, 6]
    assert all(row.isascii() for row in rows)
    assert rows[0].startswith("     12 |")


def test_points_stand_at_their_value_within_their_error() -> None:
    _, *rows = TrendChart("Range of motion", points(90, 95, 100, error=5.0), is_bar=False).lines(40)
    heights = [
        next(at for at, row in enumerate(rows) if row[9 + column : 10 + column] == "●")
        for column in (0, 4, 8)
    ]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == 3
    assert "┊" in rows[0]
    assert rows[0].split()[0] == "105"
    assert rows[5].split()[0] == "85"


def test_many_workouts_become_weeks_months_and_years() -> None:
    daily = points(*range(1000), days=1)
    assert [in_columns(daily, most)[0] for most in (1000, 200, 40, 5)] == ["workout", "week", "month", "year"]
    _, weeks = in_columns(daily, 200)
    assert weeks[0][1].value == 3.0, "the mean of the first seven"
    assert all(len(line) <= 80 for line in TrendChart("Reps", daily).lines(80))


def test_a_heat_map_is_darker_with_more_sets_and_says_what_it_shows() -> None:
    monday = date(2026, 5, 4)
    year = TrainingYear(
        TODAY, {monday: 8, monday - timedelta(weeks=1): 1}, {monday: 1, monday - timedelta(weeks=1): 1}
    )
    _, *rows, legend = HeatMap(year).lines(80)
    assert rows[0].endswith("·░█")
    assert rows[2].endswith("·"), "Wednesday is today"
    assert len(rows[3]) < len(rows[2]), "Thursday is still to come"
    assert legend.strip() == "· none  ░ 1-2  ▒ 3-4  ▓ 5-6  █ 7-8 sets a day"
    assert HeatMap(year).sentence() == "Trained on 2 days of the last year, most often on a Monday."
    assert max(map(len, HeatMap(year).lines(40))) <= 40


def test_a_change_says_what_the_camera_can_tell() -> None:
    clear = change(points(90, 92, 94, 99, 99, 99, 99, 100, 96, error=8.0))
    dull = change(points(90, 91, 92, error=8.0))
    counted = change(points(10, 11, 14))
    assert clear and dull and counted
    assert change_text("Range", clear, "°") == (
        "Range: +9° over 8 weeks, more than the error of one measurement (±8°) in 5 of 8 weeks."
    )
    assert change_text("Range", dull, "°").endswith(
        "over 2 weeks, within the error of one measurement (±8°)."
    )
    assert change_text("Full reps", counted, "") == "Full reps: +4 over 2 weeks."


@pytest.mark.parametrize(
    ("counts", "more", "text"),
    [
        ((10, 10, 10), {"weight_kg": 20.0}, "3 x 10 at 20 kg, all parallel; try 11."),
        ((10, 10, 8), {"weight_kg": 20.0}, "2 x 10, 8 at 20 kg, all parallel; try 10 in each set."),
        ((12,), {}, "12 reps, all parallel; try 13."),
        ((1,), {}, "1 rep, all parallel; try 2."),
    ],
)
def test_last_time_in_words(counts: tuple[int, ...], more: dict[str, Any], text: str) -> None:
    sets = [
        a_set(count, position=at, levels={"parallel": count}, **more) for at, count in enumerate(counts, 1)
    ]
    [day] = exercise_days(sets)
    assert last_time_text(day, LEVELS, "kg", MONDAY.date() + timedelta(days=3)) == f"Last Monday: {text}"


def test_last_time_with_partial_reps_another_day_and_a_hold() -> None:
    [partial] = exercise_days([a_set(8, partial=2, levels={"parallel": 8, "half": 2})])
    assert (
        last_time_text(partial, LEVELS, "kg", MONDAY.date()) == "Today: 8 reps, 2 partial; try 8, all full."
    )
    [hold] = exercise_days([a_set(0, hold_s=42.3, exercise="plank")])
    assert last_time_text(hold, (), "kg", TODAY) == "On 2 March 2026: 42.3 s; try 47 s."
    [deeper] = exercise_days([a_set(5, levels={"deep": 3, "parallel": 2})])
    assert "all parallel or better" in last_time_text(deeper, LEVELS, "kg", TODAY)


def test_a_broken_record_in_words() -> None:
    [broken] = broken_records([a_set(10)], [a_set(12, workout=2)])
    assert broken_text(broken, "kg") == ("Record: squats, most reps in a set: 12 (before: 10, 2 March 2026).")
