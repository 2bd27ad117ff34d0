"""``coach settings``: what holds where nothing else is typed, and where it is said."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from coach.addresses import without_passwords
from coach.regular_file import path_exists
from coach.resources import settings_file
from coach.settings import Settings, read_settings, write_settings
from coach.sinks.speech_queue import speaker
from coach.terminal_text import json_line
from coach.ui.theme import ASIDE, open_table, screen

FORMAT = 1

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def settings(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="One line of JSON instead of a table.")] = False,
) -> None:
    """Show what holds where nothing else is typed, and which file says so."""
    if context.invoked_subcommand is not None:
        return

    path = settings_file()
    held = read_settings(path)
    if as_json:
        print(json_line(_facts(path, held)))
        return

    console = screen()
    table = open_table(console.options)
    for heading in ("setting", "value", "said by"):
        table.add_column(heading)
    for name, value, said in held.lines():
        if name != "format":
            table.add_row(name, Text(_spoken(name, value)), "the file" if said else "default")
    console.print(table)
    console.print(f"\n{_kept(path)}", style=ASIDE, soft_wrap=True)


@app.command()
def init() -> None:
    """Write the file, the defaults in it, to be edited.

    Each line says what it means. A file that is there is left as it is.
    """
    print(f"Written: {write_settings()}")


def _kept(path: Path) -> str:
    if path_exists(path):
        return f"The file: {path}"
    return f"The file would be {path}; 'coach settings init' writes it."


def _spoken(name: str, value: Any) -> str:
    """A value as people read it; what no value stands for, where there is none."""
    match value:
        case None:
            return _without(name)
        case bool():
            return str(value).lower()
        case tuple():
            return shlex.join(value)
        case float():
            return f"{value:g} s"
        case _:
            return without_passwords(str(value))


def _without(name: str) -> str:
    if name == "speaker":
        found = speaker()
        return f"the first one found: {found.name if found else 'there is none'}"
    return {"source": "the first camera that works", "rest_s": "no countdown"}.get(name, "–")


def _facts(path: Path, held: Settings) -> dict[str, Any]:
    said = {
        name: {"value": _shown(name, value), "from_file": by_file} for name, value, by_file in held.lines()
    }
    return {"format": FORMAT, "path": str(path), "there": path_exists(path), "settings": said}


def _shown(name: str, value: Any) -> Any:
    """A value as a program may read it: an address without its password."""
    return without_passwords(value) if name == "source" and value is not None else value
