"""``coach db``: the database file, its backups and its check."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.database_server import is_server, shown_database
from coach.resources import database_file
from coach.store.backups.backup import back_up, restore
from coach.store.checks.health import examine
from coach.terminal_text import json_line

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)

Demo = Annotated[bool, typer.Option("--demo", help="Use the history of 'coach demo' instead.")]


@app.command("path")
def show_path(demo: Demo = False) -> None:
    """Print the path of the database, or the address of the server."""
    print(shown_database(_database(demo)))


@app.command("check")
def check(
    demo: Demo = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> int:
    """Check every page and every value of the database; changes nothing.

    The exit code is 1 if some values can't be read.
    """
    health = examine(_database(demo))
    if as_json:
        print(
            json_line(
                {
                    "format": 1,
                    "path": shown_database(health.path),
                    "bytes": health.size,
                    "revision": health.revision,
                    "workouts": health.workouts,
                    "unreadable": list(health.unreadable),
                }
            )
        )
    elif health.size is None:
        print(f"There is no database yet. The first workout creates {health.path}")
    else:
        number = "1 workout" if health.workouts == 1 else f"{health.workouts} workouts"
        found = "it can be written" if is_server(health.path) else "every page is intact"
        print(f"{shown_database(health.path)}: {number}, {health.size / 1e6:.1f} MB, {found}.")
        for each in health.unreadable:
            print(f"Can't be read: {each}")
    return 1 if health.unreadable else 0


@app.command("backup")
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(metavar="FILE", help="Write the copy here; by default beside the database."),
    ] = None,
    demo: Demo = False,
) -> None:
    """Copy the database, even while a workout is running."""
    print(f"Saved as {back_up(_database(demo), file)}")


@app.command("restore")
def restore_backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The backup.")],
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Restore without asking.")] = False,
    demo: Demo = False,
) -> None:
    """Replace the database by a backup; a copy of the present one is saved first."""
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter(
                "coach can't ask you here (no terminal): add --yes to restore without asking."
            )
        typer.confirm(f"Replace your history by {file}?", abort=True)
    restored = restore(_database(demo), file)
    number = "1 workout" if restored.workouts == 1 else f"{restored.workouts} workouts"
    print(f"Restored {number} from {file}.")
    if restored.previous is not None:
        print(f"The previous history is in {restored.previous}")


def _database(demo: bool) -> Path:
    return database_file("demo") if demo else database_file()
