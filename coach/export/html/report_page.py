"""A page with the report of one workout or of several."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from statistics import fmean
from xml.etree.ElementTree import Element

from coach.export.html.body_pictures import BodyPicture
from coach.export.html.elements import Content, element, html_text, table
from coach.export.html.style import STYLE
from coach.export.html.svg_charts import Point, bars, trend
from coach.judging.effort.key_moments import key_moments
from coach.judging.effort.workout_review import ReviewedSet, WorkoutReview
from coach.judging.events import Fault, Rep, SetSummary
from coach.quantities import WeightUnit, weight_text
from coach.store.records import SetRecord, WorkoutRecord
from coach.ui import formatting
from coach.ui.report import results_text, set_name
from coach.ui.review import score_text, velocity_texts

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_FEWEST = 2
"""A trend needs at least this many values."""

Figures = Callable[[Sequence[BodyPicture]], Sequence[Element]]


@dataclass(frozen=True, slots=True)
class ReportedWorkout:
    """A workout in a report.

    Attributes:
        workout: The workout.
        review: Its review.
        figures: Draws moments of the workout; none where nothing of it was recorded.
    """

    workout: WorkoutRecord
    review: WorkoutReview
    figures: Figures = field(default=lambda _: [])


def report_page(workouts: Sequence[ReportedWorkout], units: WeightUnit, *, made_by: str) -> str:
    """A page that needs no other file.

    Args:
        workouts: The workouts, newest first.
        units: The unit of loads.
        made_by: The version of coach, for the foot of the page.
    """
    title = _title(workouts)
    imported = any(each.workout.kind == "import" for each in workouts)
    measured = "What was not imported" if imported else "Everything"
    body: list[Content] = [element("h1", title), *_overview(workouts, units)]
    body += [_workout(each, units, alone=len(workouts) == 1) for each in workouts]
    body.append(element("footer", element("p", _FOOT.format(made_by, measured), class_="aside")))
    page = element(
        "html",
        element(
            "head",
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("title", title),
            element("style", STYLE),
        ),
        element("body", element("main", *body)),
        lang="en",
    )
    return f"<!DOCTYPE html>\n{html_text(page)}\n"


_FOOT = (
    "Made by {}. {} was measured from a camera; the figure after ± is its error. "
    "This page is a measurement, not a diagnosis."
)


def _title(workouts: Sequence[ReportedWorkout]) -> str:
    if len(workouts) == 1:
        workout = workouts[0].workout
        return results_text([each.summary for each in workout.sets], workout.exercises)
    return f"{len(workouts)} workouts"


def _overview(workouts: Sequence[ReportedWorkout], units: WeightUnit) -> Iterator[Element]:
    """What came of several workouts: a table, and the trend of each exercise."""
    if len(workouts) == 1:
        return
    oldest, newest = workouts[-1].workout.trained_at, workouts[0].workout.trained_at
    days = f"{formatting.local_time(oldest, day_only=True)} to {formatting.local_time(newest, day_only=True)}"
    yield element("p", days, class_="aside")
    rows = [
        (
            formatting.local_time(each.workout.trained_at),
            results_text([one.summary for one in each.workout.sets], each.workout.exercises),
            each.review.lead or "–",
        )
        for each in workouts
    ]
    yield table("Every workout, the newest first", ("date", "result", "what stood out"), rows)
    done = [(each.summary.exercise, each, one.workout) for one in workouts for each in one.workout.sets]
    for name in dict.fromkeys(exercise for exercise, _, _ in done):
        mine = [(each, workout) for exercise, each, workout in reversed(done) if exercise == name]
        yield from _trends(name, mine)


def _trends(name: str, sets: Sequence[tuple[SetRecord, WorkoutRecord]]) -> Iterator[Element]:
    """How the reps and the range of an exercise went over the workouts, oldest first."""
    reps: list[Point] = []
    ranges: list[Point] = []
    workouts = {each.id: formatting.local_time(each.trained_at, day_only=True) for _, each in sets}
    is_daily = len(set(workouts.values())) == len(workouts)
    for workout_id, group in groupby(sets, key=lambda each: each[1].id):
        same = list(group)
        workout = same[0][1]
        assert workout.id == workout_id
        day = formatting.local_time(workout.trained_at, day_only=is_daily)
        reps.append(Point(day, float(sum(each.summary.full for each, _ in same))))
        ranges.append(_mean_range(day, [rep for each, _ in same for rep in each.summary.reps]))
    known = [each for each in ranges if each.value is not None]
    if len(reps) < _FEWEST:
        return
    yield element("h2", formatting.exercise_text(name).capitalize())
    if any(each.value for each in reps):
        yield bars(reps, "reps", _sentence(f"Full {formatting.plural(name, 2)} in each workout", reps, ""))
    if len(known) >= _FEWEST:
        yield trend(ranges, "°", _sentence("Mean range of motion in each workout", known, "°"))


def _mean_range(day: str, reps: Sequence[Rep]) -> Point:
    full = [rep for rep in reps if rep.verdict == "full" and rep.measured_rom_deg is not None]
    errors = [rep.rom_error_deg for rep in full if rep.rom_error_deg is not None]
    mean = fmean([rep.rom_deg for rep in full]) if full else None
    return Point(day, mean, max(errors) if errors else None)


def _sentence(what: str, points: Sequence[Point], unit: str) -> str:
    """What a chart shows, such as 'Range of each rep: 81° to 94°, first 90°, last 84°'."""
    values = [each.value for each in points if each.value is not None]
    if not values:
        return f"{what}: unknown."
    errors = [each.error for each in points if each.error is not None]
    error = f" ± {max(errors):.{_decimals(values)}f}{unit}" if errors else ""
    low, high, first, last = (
        f"{each:.{_decimals(values)}f}{unit}" for each in (min(values), max(values), values[0], values[-1])
    )
    missing = [each.label for each in points if each.value is None]
    unknown = f"; not measured: {formatting.either(missing, 'and')}" if missing else ""
    span = low if low == high else f"{low} to {high}"
    ends = f", first {first}, last {last}" if len(values) > 1 and low != high else ""
    return f"{what}: {span}{error}{ends}{unknown}."


def _decimals(values: Sequence[float]) -> int:
    return 0 if max(map(abs, values)) >= 10 or all(each == round(each) for each in values) else 2


def _workout(reported: ReportedWorkout, units: WeightUnit, *, alone: bool) -> Element:
    workout, review = reported.workout, reported.review
    content: list[Content] = []
    if not alone:
        result = results_text([each.summary for each in workout.sets], workout.exercises)
        content.append(element("h2", f"{formatting.local_time(workout.trained_at)}: {result}"))
    content.append(element("p", " · ".join(_facts(workout, alone=alone)), class_="aside"))
    content += _lead(review.lead, "" if review.work_on is None else review.work_on.drill)
    if workout.note:
        content.append(element("p", f"Note: {workout.note}"))
    for place, saved in enumerate(workout.sets):
        reviewed = review.sets[place] if place < len(review.sets) else None
        content.append(_set(saved, reviewed, units, several=len(workout.sets) > 1))
    pictures = [each for place, saved in enumerate(workout.sets) for each in _moments(saved, review, place)]
    if figures := reported.figures(pictures):
        content += [element("h3", "Seen by the coach"), element("div", *figures, class_="bodies")]
    unknown = [each for one in review.sets for each in one.review.not_judged]
    if unknown:
        content.append(element("p", f"Not judged: {', '.join(dict.fromkeys(unknown))}.", class_="aside"))
    return element("section", *content)


def _facts(workout: WorkoutRecord, *, alone: bool) -> list[str]:
    """What a workout is, in a few words each."""
    facts = [formatting.local_time(workout.trained_at)] if alone else []
    facts.append(f"workout {workout.id}")
    if workout.film_name:
        facts.append(f"film {workout.film_name}")
    if workout.kind == "import":
        facts.append(f"imported from {workout.imported_from or 'another program'}, not measured")
    if workout.profile != "me":
        facts.append(workout.profile)
    return facts


def _lead(lead: str, drill: str) -> Iterator[Element]:
    if lead:
        yield element("p", lead, class_="lead")
    if drill:
        yield element("p", f"Drill: {drill[0].lower()}{drill[1:]}")


def _set(saved: SetRecord, reviewed: ReviewedSet | None, units: WeightUnit, *, several: bool) -> Element:
    summary = saved.summary
    content: list[Content] = []
    if several:
        content.append(element("h3", set_name(summary)))
        if reviewed is not None:
            content += _lead(reviewed.review.lead, "")
    facts = [] if summary.is_logged else [f"{summary.start_s:.1f} to {summary.end_s:.1f} s"]
    facts += filter(None, (formatting.correction_note(summary), formatting.levels_note(summary)))
    if saved.weight_kg is not None:
        facts.append(weight_text(saved.weight_kg, units=units))
    facts += [saved.note] if saved.note else []
    if reviewed is not None and reviewed.review.score is not None:
        facts.append(score_text(reviewed.review.score))
    content += [element("p", " · ".join(facts), class_="aside")] if facts else []
    content += _charts(summary, reviewed)
    if summary.faults:
        content.append(element("ul", *(element("li", text) for text in _fault_texts(summary.faults))))
    if summary.reps:
        content.append(element("details", element("summary", "Every rep"), _reps(summary, reviewed)))
    return element("section", *content)


def _charts(summary: SetSummary, reviewed: ReviewedSet | None) -> Iterator[Element]:
    ranges = [
        Point(str(rep.number), rep.measured_rom_deg, rep.rom_error_deg, rep.verdict == "full")
        for rep in summary.reps
    ]
    if sum(each.value is not None for each in ranges) >= _FEWEST:
        partial = ", partial reps dashed" if any(not each.is_full for each in ranges) else ""
        yield bars(ranges, "°", _sentence(f"Range of motion of each rep{partial}", ranges, "°"))
    figures = None if reviewed is None else reviewed.review.figures
    if figures is not None and len(figures.velocities) > _FEWEST:
        points = [Point(str(each.rep), each.value, each.error) for each in figures.velocities]
        what = f"Mean velocity of each effort in {figures.unit}"
        yield trend(points, figures.unit, _sentence(what, points, ""))


def _fault_texts(faults: Sequence[Fault]) -> Iterator[str]:
    for name in dict.fromkeys(each.name for each in faults):
        same = [each for each in faults if each.name == name]
        title = f"{same[0].title[0].upper()}{same[0].title[1:]}"
        yield f"{title} {formatting.fault_places(same)}: {same[0].reason}. {same[0].cue}"


def _reps(summary: SetSummary, reviewed: ReviewedSet | None) -> Element:
    velocities = velocity_texts(reviewed)
    rows = [
        (
            str(rep.number),
            formatting.verdict(rep),
            rep.side,
            formatting.degrees(rep.measured_rom_deg, rep.rom_error_deg),
            str(rep.tempo),
            velocities.get(rep.number, "–"),
            rep.reason,
        )
        for rep in summary.reps
    ]
    headings = ("rep", "verdict", "side", "range", "tempo, s", "velocity", "why")
    return table("Every rep; tempo is lowering-pause-effort-pause", headings, rows, numeric=(3, 4, 5))


def _moments(saved: SetRecord, review: WorkoutReview, place: int) -> Iterator[BodyPicture]:
    """The moments worth a picture: the best rep, and the first of each fault."""
    reviewed = review.sets[place].review if place < len(review.sets) else None
    for moment in key_moments(saved.summary, reviewed):
        yield BodyPicture(moment.time_s, moment.caption)
