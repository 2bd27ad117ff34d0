"""``coach import``: the history of another machine, or the log of another program."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.cli.analysis.person import units_of
from coach.cli.analysis.spooled_workouts import save_spooled
from coach.cli.history.opening import Demo, database_of
from coach.cli.options import checked_name
from coach.export.history_import import ImportResult, import_history
from coach.quantities import WeightUnit
from coach.settings import read_settings
from coach.store.exchange.history_merge import MergeOutcome
from coach.terminal_text import json_line
from coach.ui.formatting import local_time

_OUTCOMES: dict[MergeOutcome, str] = {
    "new": "new",
    "same": "already here",
    "replaced": "changed here by the newer version in the file",
    "kept": "differs, and stays as it is here: that is not older",
    "running": "left out: still running",
}
_MOST_NAMES = 10
_DETAILED = 20


def import_command(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="JSON of 'coach export', or CSV of Strong, Hevy or FitNotes."),
    ],
    profile: Annotated[
        str | None,
        typer.Option(
            "--profile",
            metavar="NAME",
            callback=checked_name,
            help="Whose log it is; of coach's own JSON, import only this person's workouts.",
        ),
    ] = None,
    units: Annotated[
        WeightUnit | None,
        typer.Option("--units", help="The unit of weights where the file names none; by default yours."),
    ] = None,
    skip_bad: Annotated[
        bool,
        typer.Option("--skip-bad", help="Leave out rows that can't be read."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be imported, and change nothing.")
    ] = False,
    demo: Demo = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> None:
    """Add the history of another machine, or the log of another program, to yours.

    Nothing is there twice, however often you import it. If both machines changed a workout, the newer change
    stays. A copy of your history is saved first. If anything can't be read, nothing is imported.
    """
    database = database_of(demo)
    save_spooled(database)
    result = import_history(
        file,
        database,
        profile=profile,
        units=units or units_of(read_settings(), profile),
        skip_bad=skip_bad,
        dry_run=dry_run,
    )
    if as_json:
        print(json_line(_json(result, dry_run=dry_run)))
        return
    _print(result, dry_run=dry_run)


def _print(result: ImportResult, *, dry_run: bool) -> None:
    counts = result.report.counts
    source = result.program or "another history of coach"
    if not result.report.has_changes:
        print(f"There is nothing new from {source}.")
    else:
        taken = counts["new"] + counts["replaced"]
        workouts = "1 workout" if taken == 1 else f"{taken} workouts"
        print(f"{'Would import' if dry_run else 'Imported'} {workouts} from {source}{_span(result)}.")
    for outcome, words in _OUTCOMES.items():
        if counts[outcome] and len(counts) > (outcome == "new"):
            print(f"  {counts[outcome]} {words}")
    for each in [each for each in result.report.workouts if each.outcome in ("replaced", "kept")][:_DETAILED]:
        print(f"  {local_time(each.started_at)}, {each.profile}: {_OUTCOMES[each.outcome]}")
    _print_log(result)
    if result.report.backup is not None:
        print(f"The previous history is in {result.report.backup}.")
    if result.program is not None and result.report.has_changes and not dry_run:
        print("'coach history undo' takes the import back.")


def _span(result: ImportResult) -> str:
    """The days from the first to the last imported workout."""
    days = sorted(each.started_at for each in result.report.workouts if each.outcome in ("new", "replaced"))
    if not days:
        return ""
    first, last = (local_time(each).partition(" ")[0] for each in (days[0], days[-1]))
    return f", {first}" if first == last else f", {first} to {last}"


def _print_log(result: ImportResult) -> None:
    """What was left out of another program's log, and which names have no exercise of coach."""
    for why, number in sorted(result.left_out.items()):
        print(f"  {number} {'row' if number == 1 else 'rows'} left out: {why}")
    unknown = [name for name, exercise in result.exercises.items() if exercise is None]
    if unknown:
        more = len(unknown) - _MOST_NAMES
        names = ", ".join(unknown[:_MOST_NAMES]) + (f" and {more} more" if more > 0 else "")
        print(f"  Names that stay as they are, because coach has no such exercise: {names}")
    for each in result.bad:
        print(f"  Left out, {each}", file=sys.stderr)


def _json(result: ImportResult, *, dry_run: bool) -> dict[str, object]:
    report = result.report
    return {
        "format": 1,
        "from": result.program or "coach",
        "dry_run": dry_run,
        **{name: report.counts[name] for name in ("new", "same", "replaced", "kept", "running")},
        "workouts": [
            {
                "id": None if dry_run else each.number,
                "profile": each.profile,
                "begun": each.started_at.isoformat(timespec="seconds"),
                "outcome": each.outcome,
            }
            for each in report.workouts
        ],
        "profiles": report.profiles,
        "exercises": result.exercises,
        "left_out": dict(result.left_out),
        "bad": result.bad,
        "backup": None if report.backup is None else str(report.backup),
    }
