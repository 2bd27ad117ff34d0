"""The rows of the browser's tables, as text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.judging.effort.workout_review import ReviewedSet
from coach.judging.events import Fault, Rep
from coach.quantities import WeightUnit, weight_text
from coach.store import listing
from coach.store.listing import ListedWorkout
from coach.store.records import SetRecord
from coach.ui import formatting

LIST_HEADINGS = ("id", "date", "what", "load", "where")
SET_HEADINGS = ("set", "exercise", "reps", "load", "range", "tempo, s", "score")
REP_HEADINGS = ("rep", "verdict", "side", "range", "tempo, s", "level", "faults")
_NOTHING = "–"


def list_row(workout: ListedWorkout, units: WeightUnit) -> tuple[str, ...]:
    """Number, date, result, load and source of a workout."""
    about = workout.about
    loads = [each for part in workout.parts for each in (part.lightest, part.heaviest) if each is not None]
    load = weight_text(min(loads), max(loads), units=units) if loads else ""
    source = (about.film_name or "film") if about.kind == "film" else about.kind
    cut = " (cut short)" if about.state == "interrupted" else ""
    return (
        str(about.id),
        formatting.local_time(about.trained_at),
        f"{_result(workout)}{cut}",
        load,
        source,
    )


def _result(workout: ListedWorkout) -> str:
    done = []
    for part in workout.parts:
        if part.hold_s is not None and not part.full and not part.partial:
            done.append(f"{formatting.exercise_text(part.exercise)} {formatting.seconds(part.hold_s)}")
        else:
            count = formatting.count_text(part.full, part.partial)
            done.append(f"{count} {formatting.plural(part.exercise, part.full)}")
    return ", ".join(done) or f"nothing counted ({', '.join(workout.exercises) or 'no exercise'})"


def searched_text(workout: ListedWorkout, units: WeightUnit) -> str:
    """Everything of a workout that a search looks at, in lower case."""
    about = workout.about
    parts = (*list_row(workout, units), about.profile, about.note or "", about.routine or "", about.kind)
    return " ".join((*parts, *workout.exercises)).casefold()


def set_row(saved: SetRecord, reviewed: ReviewedSet | None, units: WeightUnit) -> tuple[str, ...]:
    """Number, exercise, count, load, mean range and tempo, and score of a set."""
    summary = saved.summary
    [part] = listing.listed_sets([saved])
    rom, tempo = listing.means((part,)) or (None, None)
    held = summary.hold_s is not None
    count = (
        formatting.seconds(summary.hold_s or 0.0)
        if held
        else formatting.count_text(summary.full, summary.partial)
    )
    score = None if reviewed is None else reviewed.review.score
    return (
        str(summary.number),
        formatting.exercise_text(summary.exercise),
        count,
        "" if saved.weight_kg is None else weight_text(saved.weight_kg, units=units),
        formatting.degrees(rom, _error(summary.reps)),
        _NOTHING if tempo is None else str(tempo),
        _NOTHING if score is None or score.points is None else f"{score.points:.0f}",
    )


def _error(reps: Sequence[Rep]) -> float | None:
    return max((each.rom_error_deg for each in reps if each.rom_error_deg is not None), default=None)


def rep_row(rep: Rep, faults: Sequence[Fault]) -> tuple[str, ...]:
    """Number, verdict, side, range, tempo, level and faults of a rep."""
    mine = [each.title for each in faults if each.rep == rep.number]
    return (
        str(rep.number),
        formatting.verdict(rep),
        rep.side,
        formatting.degrees(rep.measured_rom_deg, rep.rom_error_deg),
        str(rep.tempo),
        formatting.level_cell(rep.level, with_figure=False),
        ", ".join(dict.fromkeys(mine)),
    )


def rep_lines(rep: Rep, faults: Sequence[Fault], velocity: str | None) -> Iterator[str]:
    """Everything that is known of a rep, a line each."""
    yield f"Rep {rep.number}: {rep.reason}."
    if rep.unmeasured:
        yield f"The range is a guess: {rep.unmeasured}."
    if rep.level is not None:
        yield f"Level: {formatting.level_cell(rep.level, with_figure=True)}"
        if rep.level.not_judged:
            yield f"Level not judged: {rep.level.not_judged}."
    yield f"Tempo: {rep.tempo} s (lowering-pause-effort-pause), from {rep.start_s:.1f} to {rep.end_s:.1f} s"
    if velocity:
        yield f"Mean velocity of the effort: {velocity}"
    effort = rep.effort
    if effort is not None and effort.left_rom_deg is not None and effort.right_rom_deg is not None:
        error = "" if effort.sides_error_deg is None else f", difference ± {effort.sides_error_deg:.0f}"
        yield f"Left {effort.left_rom_deg:.0f}°, right {effort.right_rom_deg:.0f}°{error}"
    for fault in faults:
        if fault.rep == rep.number:
            yield f"{fault.title[0].upper()}{fault.title[1:]}: {fault.reason}. {fault.cue}"
