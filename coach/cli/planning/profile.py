"""``coach profile``: the people who train here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Literal

import typer
from sqlalchemy import Connection

from coach.cli import options
from coach.cli.options import checked_name
from coach.cli.runs.typed_weights import weight_in_kg
from coach.errors import HistoryUnreachable
from coach.quantities import KG_PER_LB, WeightUnit
from coach.resources import database_file
from coach.settings import read_settings
from coach.store.database_errors import plain_database_errors
from coach.store.history import open_history
from coach.store.kinds import DEFAULT_PROFILE
from coach.store.planning.active_profile import active_profile, set_active_profile
from coach.store.planning.profiles import (
    Profile,
    ProfileEdit,
    edit_profile,
    new_profile,
    profile_named,
    profiles,
)
from coach.store.schema import WRITES, open_database
from coach.terminal_text import json_line
from coach.ui.theme import ASIDE, open_table, screen

app = typer.Typer(rich_markup_mode=None, help="List, show, create or change profiles; choose whose to use.")

_LOOKED_AT = 50
"""Live workouts to take a person's usual range from."""

Name = Annotated[str, typer.Argument(metavar="NAME", callback=checked_name, help="The person's name.")]
Height = Annotated[
    float | None, typer.Option("--height", min=50, max=250, metavar="CM", help="Set the height.")
]
Units = Annotated[
    Literal["kg", "lb"] | None, typer.Option("--units", help="Show and read loads in this unit.")
]


@contextmanager
def writing() -> Iterator[Connection]:
    """A transaction of the user's database that writes."""
    database = database_file()
    with (
        open_database(database) as engine,
        plain_database_errors(database),
        engine.execution_options(**WRITES).begin() as connection,
    ):
        yield connection


@app.callback(invoke_without_command=True)
def list_profiles(
    context: typer.Context,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per profile instead.")
    ] = False,
) -> None:
    """List the people who train here."""
    if context.invoked_subcommand is None:
        _list(as_json=as_json)


@app.command("list")
def list_again(
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one line of JSON per profile instead.")
    ] = False,
) -> None:
    """List the people who train here."""
    _list(as_json=as_json)


@app.command()
def new(
    name: Name,
    height: Height = None,
    weight: options.Load = None,
    units: Units = None,
) -> None:
    """Create a profile; --weight is the body weight."""
    edit = ProfileEdit(height_cm=height, weight_kg=weight_in_kg(weight, _units(units)), units=units)
    with writing() as connection:
        new_profile(connection, name, edit)
    print(f"Created profile {name}. 'coach profile use {name}' makes it the one in use.")


@app.command()
def show(
    name: Annotated[
        str | None,
        typer.Argument(metavar="[NAME]", callback=checked_name, help="Show this person, or the one in use."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> None:
    """Show one profile: height, body weight, units, and the person's usual range of motion."""
    with writing() as connection:
        found = profile_named(connection, name or active_profile())
    if as_json:
        print(json_line(_row(found)))
        return
    print(f"{found.name}{' (in use)' if found.name == active_profile() else ''}")
    for label, value in _facts(found):
        print(f"  {label}: {value}")
    ranges = _usual_ranges(found.name)
    if ranges:
        print("  usual range of motion in live workouts, the median of the full reps:")
        for line in ranges:
            print(f"    {line}")
        print("  For information only: '--range mine' measures a set against its own first reps.")


@app.command("edit")
def change(name: Name, height: Height = None, weight: options.Load = None, units: Units = None) -> None:
    """Change height, body weight or units of a profile."""
    edit = ProfileEdit(height_cm=height, weight_kg=weight_in_kg(weight, _units(units)), units=units)
    if not edit.values:
        raise typer.BadParameter("Choose what to change: --height, --weight or --units.")
    with writing() as connection:
        edit_profile(connection, name, edit)
        found = profile_named(connection, name)
    print(f"{name}: {', '.join(f'{label} {value}' for label, value in _facts(found))}")


@app.command()
def use(name: Name) -> None:
    """Use this profile where none is named."""
    if name != DEFAULT_PROFILE:
        with writing() as connection:
            profile_named(connection, name)
    try:
        set_active_profile(name)
    except OSError as error:
        raise HistoryUnreachable(
            f"The choice can't be saved: {error.strerror or error}.", hint="Use --profile with each command."
        ) from error
    print(f"Workouts are {name}'s from now on.")


def _units(typed: Literal["kg", "lb"] | None) -> Literal["kg", "lb"]:
    return typed or read_settings().units


def _list(*, as_json: bool) -> None:
    with writing() as connection:
        found = profiles(connection)
    if as_json:
        for each in found:
            print(json_line(_row(each)))
        return
    if not found:
        print("There is no profile yet. 'coach profile new NAME' creates one; your own workouts are 'me'.")
        return
    console = screen()
    table = open_table(console.options)
    for heading in ("name", "height", "body weight", "units", "workouts"):
        table.add_column(heading, justify="left" if heading in ("name", "units") else "right")
    for each in found:
        facts = dict(_facts(each))
        mark = " *" if each.name == active_profile() else ""
        table.add_row(
            f"{each.name}{mark}",
            facts.get("height", "–"),
            facts.get("body weight", "–"),
            each.units or "–",
            str(each.workouts),
        )
    console.print(table)
    console.print("* in use", style=ASIDE)


def _facts(profile: Profile) -> list[tuple[str, str]]:
    facts = []
    if profile.height_cm is not None:
        facts.append(("height", f"{profile.height_cm:g} cm"))
    if profile.weight_kg is not None:
        facts.append(("body weight", _body_weight(profile.weight_kg, _units(profile.units))))
    if profile.units is not None:
        facts.append(("units", profile.units))
    return [*facts, ("workouts", str(profile.workouts))]


def _body_weight(weight_kg: float, units: WeightUnit) -> str:
    return f"{weight_kg if units == 'kg' else weight_kg / KG_PER_LB:.1f} {units}"


def _row(profile: Profile) -> dict[str, object]:
    return {
        "format": 1,
        "name": profile.name,
        "height_cm": profile.height_cm,
        "weight_kg": profile.weight_kg,
        "units": profile.units,
        "workouts": profile.workouts,
        "in_use": profile.name == active_profile(),
    }


def _usual_ranges(name: str) -> list[str]:
    """The person's usual range in each exercise and side, from live workouts."""
    with open_history() as history:
        recent = history.recent(limit=_LOOKED_AT, profile=name, kind="live")
    by_side: dict[tuple[str, str], list[float]] = {}
    for workout in recent:
        for each in workout.sets:
            for rep in each.summary.reps:
                if rep.verdict == "full" and rep.measured_rom_deg is not None:
                    by_side.setdefault((each.summary.exercise, rep.side), []).append(rep.rom_deg)
    return [
        f"{exercise}, {side}: {sorted(values)[len(values) // 2]:.0f}° over {len(values)} reps"
        for (exercise, side), values in sorted(by_side.items())
    ]
