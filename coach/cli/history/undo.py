"""``coach history undo`` and ``changes``: what was changed by hand, and how to take it back."""

from __future__ import annotations

from typing import Annotated

import typer

from coach.cli.history.opening import Demo, database_of, given_before
from coach.resources import database_exists
from coach.store.changes.audit import Change, changes, undo
from coach.store.database_errors import plain_database_errors
from coach.store.schema import WRITES, open_database
from coach.terminal_text import json_line
from coach.ui.formatting import local_time
from coach.ui.theme import open_table, screen


def undo_change(
    context: typer.Context,
    number: Annotated[
        int | None, typer.Argument(metavar="[CHANGE]", help="Undo this change; by default the last one.")
    ] = None,
    demo: Demo = False,
) -> None:
    """Undo a correction, deletion, merge, split, move or rescore.

    Undoing an undo does the change again.
    """
    database = database_of(demo or bool(given_before(context, "demo")))
    with (
        open_database(database) as engine,
        plain_database_errors(database),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        undone = undo(connection, database, number)
    print(f"Undone: {undone.what}." if undone.undoes is None else f"Done again: {undone.what}.")


def list_changes(
    context: typer.Context,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="Show at most this many changes.")] = 20,
    demo: Demo = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per change instead.")
    ] = False,
) -> None:
    """List what was changed by hand, newest first."""
    database = database_of(demo or bool(given_before(context, "demo")))
    as_json = as_json or bool(given_before(context, "as_json"))
    found: list[Change] = []
    if database_exists(database):
        with (
            open_database(database) as engine,
            plain_database_errors(database),
            engine.connect() as connection,
        ):
            found = changes(connection, limit)
    if as_json:
        for each in found:
            print(json_line(_row(each)))
        return
    if not found:
        print("Nothing was changed by hand.")
        return
    console = screen()
    table = open_table(console.options)
    for heading in ("change", "when", "what", "undone"):
        table.add_column(heading, justify="right" if heading == "change" else "left")
    for each in found:
        undone = "" if each.undone_at is None else local_time(each.undone_at)
        table.add_row(str(each.id), local_time(each.made_at), each.what, undone)
    console.print(table)


def _row(change: Change) -> dict[str, object]:
    return {
        "format": 1,
        "change": change.id,
        "made_at": change.made_at.isoformat(),
        "what": change.what,
        "coach_version": change.coach_version,
        "undone_at": None if change.undone_at is None else change.undone_at.isoformat(),
        "undoes": change.undoes,
    }
