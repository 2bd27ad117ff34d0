"""``coach settings``: shows, explains and changes the settings, and creates their file."""

from __future__ import annotations

import shlex
import textwrap
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from coach.addresses import without_passwords
from coach.regular_file import path_exists
from coach.resources import settings_file
from coach.settings import Settings, read_settings, write_settings
from coach.settings_change import change_setting, explanation
from coach.sinks.speech_queue import speaker
from coach.terminal_text import json_line
from coach.ui.theme import ASIDE, open_table, screen

FORMAT = 1
_WIDTH = 88

app = typer.Typer(rich_markup_mode=None)


@app.callback(invoke_without_command=True)
def settings(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print one line of JSON instead.")] = False,
) -> None:
    """Show the settings and where each value comes from."""
    if context.invoked_subcommand is not None:
        return

    path = settings_file()
    current = read_settings(path)
    if as_json:
        print(json_line(_json(path, current)))
        return

    console = screen()
    table = open_table(console.options)
    for heading in ("setting", "value", "from"):
        table.add_column(heading)
    for name, value, in_file in current.lines():
        if name != "format":
            table.add_row(name, Text(_text(name, value)), "file" if in_file else "default")
    console.print(table)
    console.print(f"\n{_file_note(path)}", style=ASIDE, soft_wrap=True)


@app.command()
def init() -> None:
    """Create a settings file with the defaults, for you to edit.

    The file explains each setting. An existing file is not changed.
    """
    print(f"Created {write_settings()}")


@app.command("set")
def set_value(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Such as voice, cues.praise or landmarker.model.")
    ],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="Such as counts, false or lite.")],
) -> None:
    """Change a setting in your settings file; its comments stay.

    Names of exercises, people and sources are part of the name: standards.squat, heights.me,
    'sources."webcam".mirror'.
    """
    values = _values(change_setting(name, value))
    print(f"{name} is {_text(name, values.get(name, value))} now.")


@app.command()
def unset(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as voice or cues.praise.")],
) -> None:
    """Use the default of a setting again."""
    values = _values(change_setting(name, None))
    print(f"{name} is {_text(name, values[name])} now." if name in values else f"{name} is not set now.")


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as voice or cues.praise.")],
) -> None:
    """Say what a setting means, its value and its default."""
    print(textwrap.fill(explanation(name), _WIDTH))
    now = _values(read_settings())
    if name in now:
        default = _values(Settings()).get(name)
        print(f"{name} is {_text(name, now[name])}; the default is {_text(name, default)}.")


def _values(current: Settings) -> dict[str, Any]:
    return {name: value for name, value, _ in current.lines()}


def _file_note(path: Path) -> str:
    if path_exists(path):
        return f"Settings file: {path}"
    return f"There is no settings file yet. 'coach settings init' creates {path}"


def _text(name: str, value: Any) -> str:
    """A value for the table; for None, what coach uses instead."""
    match value:
        case None:
            return _fallback(name)
        case bool():
            return str(value).lower()
        case tuple():
            return shlex.join(value)
        case float():
            return f"{value:g}{_unit(name)}"
        case _:
            return without_passwords(str(value))


def _unit(name: str) -> str:
    if name.startswith("heights."):
        return " cm"
    return " s" if name.endswith("_s") else ""


def _fallback(name: str) -> str:
    if name == "speaker":
        found = speaker()
        return f"the first one found: {found.name if found else 'none'}"
    return {"source": "the first working camera", "rest_s": "no countdown"}.get(name, "–")


def _json(path: Path, current: Settings) -> dict[str, Any]:
    values = {
        name: {"value": _json_value(name, value), "from_file": in_file}
        for name, value, in_file in current.lines()
    }
    return {"format": FORMAT, "path": str(path), "there": path_exists(path), "settings": values}


def _json_value(name: str, value: Any) -> Any:
    """A value for JSON; an address without its password."""
    return without_passwords(value) if name == "source" and value is not None else value
