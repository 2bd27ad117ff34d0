"""Runs ``coach doctor``."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from io import StringIO
from pathlib import Path

from rich.console import Console

from coach.addresses import without_passwords
from coach.atomic_file import check_target, replacing
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.checkup.check_group import CheckGroup
from coach.checkup.check_list import check_groups
from coach.checkup.redact import redacted
from coach.checkup.terminal import TerminalFacts
from coach.cli.options import Mirror, Rotate
from coach.cli.progress import spinner
from coach.cli.runs.typed_values import picture_options
from coach.cli.usage_errors import warn_of_faulty, warn_of_visible_password
from coach.errors import PlaceUnusable, ReportUnwritable, SettingsError
from coach.finding import Group, can_train
from coach.settings import Settings, read_settings
from coach.terminal_text import json_line
from coach.ui.checkup import group_view, verdict
from coach.ui.theme import SafeConsole, screen
from coach.vision.address_kind import completed_source

FORMAT = 1
_REPORT_WIDTH = 100


def run(
    *,
    name: str | None,
    source: str | None,
    rotate: Rotate,
    mirror: Mirror,
    report: Path | None,
    as_json: bool,
) -> int:
    """Run the command."""
    warn_of_visible_password()
    exercise = None if name is None else load_exercise(name, warn_of_faulty)
    if report is not None:
        _check_place(report)
    console = screen()
    groups = []
    settings = _settings()
    source = source or settings.source
    source = None if source is None else completed_source(source)
    picture = picture_options(source, settings, rotate=rotate, mirror=mirror)
    for each in check_groups(source, exercise, _terminal_facts(console), os.environ, picture):
        groups.append(_run_check(each, as_json=as_json))
        if not as_json:
            _show(console, groups[-1])
    if as_json:
        print(_line(exercise, groups))
    else:
        console.print(verdict(groups))
    if report is not None:
        _write(report, groups, source)
        if not as_json:
            print(f"Report saved as {report}, without your name and folders. Read it before you share it.")
    return 0 if can_train(groups) else 1


def _settings() -> Settings:
    """The settings, or the defaults; one of the checks reports errors in them."""
    try:
        return read_settings()
    except (PlaceUnusable, SettingsError):
        return Settings()


def _run_check(each: CheckGroup, *, as_json: bool) -> Group:
    with spinner(each.title, silent=as_json):
        return each.run()


def _show(console: Console, group: Group) -> None:
    if group.findings:
        console.print(group_view(group))


def _terminal_facts(console: Console) -> TerminalFacts:
    return TerminalFacts(
        is_terminal=sys.stdout.isatty(),
        columns=console.width,
        rows=console.height,
        colours=None if console.no_color else console.color_system,
        encoding=console.encoding,
        dumb=console.is_dumb_terminal,
    )


def _line(exercise: Exercise | None, groups: list[Group]) -> str:
    facts = {
        "format": FORMAT,
        "can_train": can_train(groups),
        "exercise": None if exercise is None else exercise.name,
        "groups": [asdict(group) for group in groups],
    }
    return json_line(facts)


def _check_place(report: Path) -> None:
    """Check before the work that the report can be written.

    Raises:
        ReportUnwritable: It can't be written.
    """
    try:
        check_target(report)
    except OSError as error:
        raise ReportUnwritable(report, error.strerror or str(error)) from error


def _write(report: Path, groups: list[Group], source: str | None) -> None:
    """Write the report; the file appears when it is complete."""
    try:
        with replacing(report) as unfinished:
            text = without_passwords(redacted(_plain(groups), source))
            unfinished.write_text(text, encoding="utf-8")
    except OSError as error:
        raise ReportUnwritable(report, (error.strerror or str(error)).lower()) from error


def _plain(groups: list[Group]) -> str:
    """The report as plain text."""
    text = StringIO()
    console = SafeConsole(file=text, width=_REPORT_WIDTH, color_system=None)
    for group in groups:
        _show(console, group)
    console.print(verdict(groups))
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())
