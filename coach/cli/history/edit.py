"""``coach history edit``: corrects a workout."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli import options
from coach.cli.history.opening import Demo, database_of, given_before, open_records, workout_number
from coach.cli.runs.typed_weights import units_shown, weight_in_kg
from coach.quantities import WeightUnit, weight_text
from coach.settings import read_settings
from coach.store.editing import Edit, edit_set
from coach.store.records import SetRecord
from coach.ui.formatting import correction_note
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
    as_counted: Annotated[bool, typer.Option("--as-counted", help="Undo your correction.")] = False,
    demo: Demo = False,
) -> None:
    """Correct a workout: a wrong count or a missing load.

    Your correction stays when the film is analysed again, until you undo it.
    """
    if reps is None and hold is None and weight is None and not as_counted:
        raise typer.BadParameter("Choose what to correct: --reps, --hold, --weight or --as-counted.")
    if as_counted and not (reps is None and hold is None):
        raise typer.BadParameter("Correct the count, or undo your correction with --as-counted; not both.")

    guessed = weight is not None and weight.unit is None
    units = read_settings().units if guessed else units_shown()
    weight_kg = weight_in_kg(weight, units)
    demo = demo or bool(given_before(context, "demo"))
    with open_records(demo) as records:
        workout = records.workout(workout_number(number))
    correction = Edit(reps=reps, hold_s=hold, weight_kg=weight_kg, as_counted=as_counted)
    new = edit_set(workout, set_number, correction, database_of(demo))
    print(_corrected_line(workout.id, new, units))


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
