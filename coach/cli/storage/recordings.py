"""``coach recordings``: the landmark recordings that are kept with workouts."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from coach.resources import database_exists, database_file
from coach.store.database_errors import plain_database_errors
from coach.store.recordings.kept_recordings import (
    KeptRecording,
    kept_recordings,
    orphaned_files,
    recordings_folder,
    remove_recordings,
)
from coach.store.schema import open_database
from coach.terminal_text import json_line
from coach.ui.formatting import local_time
from coach.ui.theme import ASIDE, open_table, screen

app = typer.Typer(rich_markup_mode=None, help="List or remove the landmark recordings of your workouts.")

Demo = Annotated[bool, typer.Option("--demo", help="Use the recordings of 'coach demo' instead.")]


@app.callback(invoke_without_command=True)
def list_recordings(
    context: typer.Context,
    demo: Demo = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per recording instead.")
    ] = False,
) -> None:
    """List the landmark recordings that are kept with your workouts, with their sizes.

    They hold the positions of your joints, never a picture. 'coach rescore' judges them again.
    """
    if context.invoked_subcommand is not None:
        return
    database = _database(demo)
    kept = _kept(database)
    if as_json:
        for each in kept:
            print(json_line(_row(each, database)))
        return
    if not kept:
        print(
            "There are no recordings yet. Each workout that you save gets one, unless your settings say no."
        )
        return
    console = screen()
    table = open_table(console.options)
    for heading in ("workout", "date", "person", "size"):
        table.add_column(heading, justify="right" if heading in ("workout", "size") else "left")
    for each in kept:
        table.add_row(
            str(each.workout_id), local_time(each.created_at), each.profile or "?", _size(each.kilobytes)
        )
    console.print(table)
    console.print(f"\n{_total(kept)}, in {recordings_folder(database)}", style=ASIDE, soft_wrap=True)
    orphans = orphaned_files(database, kept)
    if orphans:
        console.print(
            f"{len(orphans)} more of deleted workouts: 'coach recordings prune' removes them.",
            style=ASIDE,
            soft_wrap=True,
        )


@app.command()
def prune(
    older_than: Annotated[
        int | None,
        typer.Option(
            "--older-than", min=0, max=36_500, metavar="DAYS", help="Remove recordings older than this."
        ),
    ] = None,
    largest: Annotated[
        float | None,
        typer.Option(
            "--keep", min=0, max=1_000_000, metavar="MB", help="Remove the oldest until this much is left."
        ),
    ] = None,
    workout: Annotated[
        int | None, typer.Option("--workout", min=1, metavar="ID", help="Remove those of this workout.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="Remove every recording.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Remove without asking.")] = False,
    demo: Demo = False,
) -> None:
    """Remove recordings; workouts, counts and figures stay.

    Without an option, only files of deleted workouts are removed.
    """
    database = _database(demo)
    kept = _kept(database)
    orphans = orphaned_files(database, kept)
    chosen = list(_chosen(kept, older_than, largest, workout, everything=everything))
    if not chosen and not orphans:
        print("There is nothing to remove.")
        return
    what = " and ".join(
        filter(
            None,
            (
                f"{_count(len(chosen))} ({_size(sum(each.kilobytes for each in chosen))})" if chosen else "",
                f"{_count(len(orphans))} of deleted workouts" if orphans else "",
            ),
        )
    )
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter(
                "coach can't ask you here (no terminal): add --yes to remove without asking."
            )
        typer.confirm(f"Remove {what}? Their workouts can't be rescored any more.", abort=True)
    remove_recordings(database, chosen, orphans)
    print(f"Removed {what}.")


def _chosen(
    kept: Sequence[KeptRecording],
    older_than: int | None,
    largest: float | None,
    workout: int | None,
    *,
    everything: bool,
) -> Iterator[KeptRecording]:
    """The recordings to remove; ``kept`` is sorted by age, the oldest first."""
    now = datetime.now(UTC)
    left_kb = float(sum(each.kilobytes for each in kept))
    for each in kept:
        is_old = older_than is not None and now - each.created_at > timedelta(days=older_than)
        is_over = largest is not None and left_kb > largest * 1000
        if everything or is_old or is_over or each.workout_id == workout:
            left_kb -= each.kilobytes
            yield each


def _kept(database: Path) -> list[KeptRecording]:
    if not database_exists(database):
        return []
    with open_database(database) as engine, plain_database_errors(database), engine.connect() as connection:
        return kept_recordings(connection)


def _row(each: KeptRecording, database: Path) -> dict[str, object]:
    return {
        "format": 1,
        "workout": each.workout_id,
        "profile": each.profile,
        "date": each.created_at.isoformat(),
        "kilobytes": each.kilobytes,
        "file": str(recordings_folder(database) / each.file_name),
    }


def _total(kept: Sequence[KeptRecording]) -> str:
    return f"{_count(len(kept))}, {_size(sum(each.kilobytes for each in kept))}"


def _count(number: int) -> str:
    return "1 recording" if number == 1 else f"{number} recordings"


def _size(kilobytes: int) -> str:
    return f"{kilobytes} kB" if kilobytes < 1000 else f"{kilobytes / 1000:.1f} MB"


def _database(demo: bool) -> Path:
    return database_file("demo") if demo else database_file()
