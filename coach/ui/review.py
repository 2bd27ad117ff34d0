"""The review of a set and of a workout on the screen: what matters first, then the figures behind it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.table import Table
from rich.text import Text

from coach.judging.effort.one_rep_max import FORMULAS
from coach.judging.effort.set_figures import Estimate, RepVelocity, SetFigures
from coach.judging.effort.set_score import SetScore
from coach.judging.effort.workout_review import ReviewedSet, WorkoutReview
from coach.quantities import WeightUnit, weight_text
from coach.ui import formatting, theme
from coach.ui.charts import sparks

_FEWEST_SPARKS = 3
HEIGHT_HINT = "For metres a second, say how tall you are: coach profile edit me --height 178 (centimetres)."


def lead_lines(review: WorkoutReview) -> list[RenderableType]:
    """What matters of the workout: praise, the one thing to work on, and its drill."""
    return [*_lead(review.lead, "" if review.work_on is None else review.work_on.drill)]


def set_lead_lines(reviewed: ReviewedSet) -> list[RenderableType]:
    """What matters of one of several sets."""
    work_on = reviewed.review.work_on
    return [*_lead(reviewed.review.lead, "" if work_on is None else work_on.drill)]


def _lead(lead: str, drill: str) -> Iterator[RenderableType]:
    if lead:
        yield Text(lead, style=theme.HEADLINE)
    if drill:
        yield Text(f"Drill: {drill[0].lower()}{drill[1:]}")


class Trends:
    """How velocity, range and lowering went over a set: a sparkline and the first and the last figure."""

    def __init__(self, reviewed: ReviewedSet) -> None:
        self.rows = list(_trends(reviewed))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = Table.grid(padding=(0, 2, 0, 0))
        for name, values, scale, text in self.rows:
            line = sparks(values, scale, ascii_only=options.ascii_only)
            table.add_row(Text(name, theme.ASIDE), line, Text(text))
        yield table


def _trends(reviewed: ReviewedSet) -> Iterator[tuple[str, list[float], float | None, str]]:
    """Name, values, value of a full bar, and description of each trend."""
    figures, reps = reviewed.review.figures, reviewed.summary.reps
    if len(figures.velocities) >= _FEWEST_SPARKS:
        values = [each.value for each in figures.velocities]
        yield "velocity", values, None, _velocity_text(figures)
    ranges = [rom for rep in reps if (rom := rep.measured_rom_deg) is not None]
    if len(ranges) >= _FEWEST_SPARKS:
        errors = [rep.rom_error_deg for rep in reps if rep.rom_error_deg is not None]
        error = f" ± {max(errors):.0f}" if errors else ""
        lost = "" if figures.range_loss is None else f" · loss {_percent(figures.range_loss)}"
        yield "range", ranges, None, f"{ranges[0]:.0f}° to {ranges[-1]:.0f}°{error}{lost}"
    target = reviewed.review.facts.tempo
    if figures.tempo is not None and target is not None and len(reps) >= _FEWEST_SPARKS:
        lowering = [rep.tempo.eccentric for rep in reps]
        text = f"{lowering[0]:.1f} to {lowering[-1]:.1f} s · target {target.eccentric:g}"
        yield "lowering", lowering, target.eccentric or None, text


def _velocity_text(figures: SetFigures) -> str:
    first, last = figures.velocities[0], figures.velocities[-1]
    between = f"{first.value:.{_decimals(figures)}f} to {_with_error(last, figures)}"
    of = "" if figures.point is None else f" ({figures.point})"
    lost = "" if figures.velocity_loss is None else f" · loss {_percent(figures.velocity_loss)}"
    return f"{between}{of}{lost}"


def velocity_texts(reviewed: ReviewedSet | None) -> dict[int, str]:
    """The velocity of each rep by its number, such as '0.53 m/s ± 0.05'."""
    if reviewed is None:
        return {}
    figures = reviewed.review.figures
    return {each.rep: _with_error(each, figures) for each in figures.velocities}


def _with_error(velocity: RepVelocity, figures: SetFigures) -> str:
    """A velocity with its error, such as '0.53 m/s ± 0.05'."""
    decimals = _decimals(figures)
    return f"{velocity.value:.{decimals}f} {figures.unit} ± {velocity.error:.{decimals}f}"


def _decimals(figures: SetFigures) -> int:
    return 0 if figures.unit == "°/s" else 2


def _percent(figure: Estimate) -> str:
    return f"{max(figure.value, 0.0):.0f} % ± {max(figure.error, 1.0):.0f}"


def figure_lines(reviewed: ReviewedSet, units: WeightUnit) -> list[RenderableType]:
    """The figures behind the review of a set."""
    trends = Trends(reviewed)
    lines: list[RenderableType] = [trends] if trends.rows else []
    lines += [Text(line, style=theme.ASIDE) for line in _asides(reviewed, units)]
    return lines


def _asides(reviewed: ReviewedSet, units: WeightUnit) -> Iterator[str]:
    review = reviewed.review
    if parts := list(_totals(reviewed)):
        yield " · ".join(parts)
    reps = [("Best", review.best), ("Worst", review.worst)]
    named = [f"{name} rep: {each[0]} ({each[1]})" for name, each in reps if each is not None]
    if named:
        yield " · ".join(named)
    if review.one_rep_max is not None:
        ends = _rounded(review.one_rep_max.low_kg, review.one_rep_max.high_kg)
        low, high = (weight_text(each, units=units) for each in ends)
        yield f"Estimated one-rep maximum {low} to {high} ({FORMULAS}), if no other rep was possible"
    if review.score is not None:
        yield score_text(review.score)


def _totals(reviewed: ReviewedSet) -> Iterator[str]:
    """The figures of the whole set."""
    figures, slower = reviewed.review.figures, reviewed.slower_than_first
    if figures.rhythm_per_min is not None:
        yield f"{figures.rhythm_per_min:.0f} reps a minute"
    if figures.time_under_tension_s is not None:
        yield f"under tension {formatting.seconds(figures.time_under_tension_s)}"
    if figures.sides is not None:
        clear = "" if figures.sides.is_clear else ", within the error"
        yield f"left minus right {figures.sides.value:+.0f}° ± {figures.sides.error:.0f}{clear}"
    if reviewed.rest_before_s is not None:
        yield f"rest before {formatting.seconds(reviewed.rest_before_s)}"
    if slower is not None:
        yield f"{_compared(slower)} than the first set"
    usual = reviewed.slower_than_usual
    if usual is not None:
        workouts = "workout" if reviewed.usual_workouts == 1 else f"{reviewed.usual_workouts} workouts"
        yield f"{_compared(usual)} than in your last {workouts}"


def _compared(slower: Estimate) -> str:
    than = "slower" if slower.value >= 0 else "faster"
    return f"{abs(slower.value):.0f} % ± {max(slower.error, 1.0):.0f} {than}"


def _rounded(low_kg: float, high_kg: float) -> tuple[float, float]:
    """The range in half kilograms, never narrower than it is."""
    return int(low_kg * 2) / 2, -int(-high_kg * 2 - 0.999) / 2


def score_text(score: SetScore) -> str:
    """A score with its parts, such as 'Score 83 of 100: range 100, form 90, lowering 40'."""
    parts = ", ".join(f"{each.name} {each.points:.0f}" for each in score.parts if each.points is not None)
    if score.points is None:
        return "No score: the range could not be judged"
    return f"Score {score.points:.0f} of 100: {parts}"


class ScoreTable:
    """The parts of a score: points, weight, and how each came about."""

    def __init__(self, score: SetScore) -> None:
        self.score = score

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = theme.open_table(options)
        table.add_column("part")
        table.add_column("points", justify="right")
        table.add_column("weight", justify="right")
        table.add_column("why")
        for each in self.score.parts:
            points = "–" if each.points is None else f"{each.points:.0f}"
            why = each.why if each.points is not None else f"not judged: {each.why}"
            table.add_row(each.name, points, str(each.weight), why)
        yield table


def closing_lines(review: WorkoutReview, *, with_form: bool) -> list[RenderableType]:
    """What the camera couldn't know, and how to know more.

    Args:
        review: The review.
        with_form: Whether to name form rules too, if nothing else does.
    """
    unknown = [
        each
        for reviewed in review.sets
        for each in (*(reviewed.review.unjudged_form if with_form else ()), *reviewed.review.unknown)
    ]
    lines = [f"Not judged: {', '.join(dict.fromkeys(unknown))}"] if unknown else []
    if any(_lacks_height(each) for each in review.sets):
        lines.append(HEIGHT_HINT)
    return [Text(line, style=theme.ASIDE) for line in lines]


def _lacks_height(reviewed: ReviewedSet) -> bool:
    """Whether the velocity could be in metres if the height were known."""
    speeds = [rep.effort.speed for rep in reviewed.summary.reps if rep.effort is not None]
    figures = reviewed.review.figures
    return bool(figures.velocities) and figures.unit != "m/s" and any(each is not None for each in speeds)


def reviewed_of(review: WorkoutReview | None, place: int) -> ReviewedSet | None:
    """The review of a set by its place; None without a review."""
    return None if review is None else review.sets[place]
