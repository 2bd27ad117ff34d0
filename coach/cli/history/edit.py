"""``coach history edit``: corrects a workout."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.analysis.person import units_of
from coach.cli.completion import exercise_names
from coach.cli.history.opening import Demo, canonical, database_of, given_before, open_records, workout_number
from coach.cli.runs.typed_weights import units_shown, weight_in_kg
from coach.quantities import WeightUnit, weight_text
from coach.settings import read_settings
from coach.store.changes.editing import Edit, edit_set, edit_workout
from coach.store.records import SetRecord
from coach.ui.formatting import correction_note, local_time
from coach.ui.report import headline


def edit(
    context: typer.Context,
    number: Annotated[str, typer.Argument(metavar="ID", help="Correct this workout, or 'last'.")] = "last",
    reps: Annotated[
        int | None, typer.Option("--reps", min=0, max=1000, help="Set the number of full reps.")
    ] = None,
    hold: Annotated[
        float | None,
        typer.Option(
            "--hold",
            metavar="TIME",
            parser=options.duration(0, 86400),
            help="Set the hold time: 45, 45s or 1:30.",
        ),
    ] = None,
    weight: options.Load = None,
    set_number: Annotated[
        int | None,
        typer.Option("--set", min=1, metavar="N", help="Correct this set; by default the last one."),
    ] = None,
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            callback=options.checked_name,
            autocompletion=exercise_names,
            help="Set the exercise.",
        ),
    ] = None,
    note: Annotated[
        str | None,
        typer.Option("--note", metavar="TEXT", help="Add a note, to one set with --set; '' removes it."),
    ] = None,
    date: Annotated[
        datetime | None,
        typer.Option(
            "--date",
            formats=["%Y-%m-%d", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"],
            metavar="DATE",
            help="Set the date, such as 2026-01-31 or '2026-01-31 18:30'.",
        ),
    ] = None,
    as_counted: Annotated[bool, typer.Option("--as-counted", help="Undo your correction.")] = False,
    demo: Demo = False,
) -> None:
    """Correct a workout: count, load, exercise, date or note.

    Your correction stays when the film is analysed again, until you undo it. What was detected is kept.
    """
    of_set = any(each is not None for each in (reps, hold, weight, exercise)) or as_counted
    if not of_set and note is None and date is None:
        raise typer.BadParameter(
            "Choose what to correct: --reps, --hold, --weight, --exercise, --date, --note or --as-counted."
        )
    if as_counted and not (reps is None and hold is None and exercise is None):
        raise typer.BadParameter("Correct the count, or undo your correction with --as-counted; not both.")

    guessed = weight is not None and weight.unit is None
    units = units_of(read_settings()) if guessed else units_shown()
    weight_kg = weight_in_kg(weight, units)
    demo = demo or bool(given_before(context, "demo"))
    with open_records(demo) as records:
        workout = records.workout(workout_number(number))
    database = database_of(demo)
    of_set = of_set or (note is not None and set_number is not None)
    if of_set:
        correction = Edit(
            reps=reps,
            hold_s=hold,
            weight_kg=weight_kg,
            exercise=canonical(exercise),
            note=None if set_number is None else note,
            as_counted=as_counted,
        )
        print(_corrected_line(workout.id, edit_set(workout, set_number, correction, database), units))
    if date is not None or (note is not None and set_number is None):
        edit_workout(
            workout,
            date=None if date is None else date.astimezone(),
            note=note if set_number is None else None,
            path=database,
        )
        with open_records(demo) as records:
            changed = records.workout(workout.id)
        said = f", {changed.note}" if changed.note else ""
        print(f"Workout {workout.id}: {local_time(changed.trained_at)}{said}")


def _corrected_line(workout: int, new: SetRecord, units: WeightUnit) -> str:
    """A line that describes a set after a correction."""
    summary = new.summary
    now = headline(summary.exercise, summary.full, summary.partial, summary.hold_s)
    parts = (
        now,
        correction_note(summary),
        "" if new.weight_kg is None else weight_text(new.weight_kg, units=units),
    )
    return f"Workout {workout}, set {summary.number}: {', '.join(filter(None, parts))}."
