"""``coach forget``: erases a person for good."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from coach.cli.options import checked_name
from coach.resources import config_folder, database_file
from coach.store.changes.forgetting import Erasure, erase, planned_erasure
from coach.vision.film.recording_cache import forget_films


def forget(
    profile: Annotated[
        str | None, typer.Argument(metavar="PROFILE", callback=checked_name, help="Erase this person.")
    ] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Erase everybody.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Erase without asking.")] = False,
) -> None:
    """Erase a person: workouts, goals, recordings, cached landmarks, and all backups.

    This can't be undone. Your own workouts are those of the profile 'me'. Backups hold everybody's workouts,
    so all of them are erased.
    """
    if (profile is None) == (not everybody):
        raise typer.BadParameter("Name one person, or use --all to erase everybody.")
    database = database_file()
    erasure = planned_erasure(database, profile)
    print(*_lines(erasure), sep="\n")
    if not yes:
        if not sys.stdin.isatty():
            raise typer.BadParameter(
                "coach can't ask you here (no terminal): add --yes to erase without asking."
            )
        typer.confirm("Erase all of this for good?", abort=True)
    erase(database, erasure)
    cached = forget_films(erasure.films)
    print(f"Erased, with the cached landmarks of {cached} film{'s' * (cached != 1)}.")
    print(f"Left: films themselves, exported files, and settings and exercises in {config_folder()}.")


def _lines(erasure: Erasure) -> list[str]:
    """What will be erased, a line each."""
    who = "everybody" if erasure.profile is None else erasure.profile
    figures = (
        (len(erasure.workouts), "workout"),
        (len(erasure.recordings), "recording"),
        (len(erasure.unsaved), "workout that could not be saved yet"),
        (
            sum(each.suffix == ".sqlite3" for each in erasure.backups),
            "backup, which holds everybody's workouts",
        ),
    )
    return [f"To erase of {who}:", *(f"  {number} x {what}" for number, what in figures if number)]
