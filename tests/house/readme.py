"""Writes into the README what can be generated: help texts, the exercises, the error bars of angles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from coach.bench.commands.performance_tables import error_bars
from coach.body.angle_errors import read_angle_errors
from coach.catalogue.library import all_exercises
from coach.ui.bench_tables import markdown
from coach.ui.formatting import either
from tests.cli.in_process import in_this_process

README = Path(__file__).parents[2] / "README.md"
_BLOCK = re.compile(
    r"(<!-- (?P<kind>help|exercises|angle-errors):? ?(?P<what>[^>]*?) -->\n).*?(<!-- end -->)", re.DOTALL
)


def commands() -> Iterator[tuple[str, ...]]:
    """Every command and command of a command, as typed after ``coach``."""
    for name in _listed():
        yield (name,)
        for below in _listed(name):
            yield (name, below)


@cache
def help_text(*typed: str) -> str:
    """What ``coach ... --help`` prints at 80 columns."""
    size = {"COLUMNS": "80", "TERMINAL_WIDTH": "80", "NO_COLOR": "1"}
    told = in_this_process((*typed, "--help"), README.parent, size)
    assert told.code == 0, told.err
    return told.out.strip()


def exercise_table() -> str:
    """The shipped exercises as a table."""
    rows = ["| exercise | also called | muscles | view |", "|---|---|---|---|"]
    for exercise in all_exercises().values():
        also, muscles = ", ".join(exercise.aliases), ", ".join(exercise.muscles)
        rows.append(f"| {exercise.name} | {also} | {muscles} | {either(exercise.camera.views)} |")
    return "\n".join(rows)


def error_table() -> str:
    """The shipped error bars of angles as a table."""
    return markdown(*error_bars(read_angle_errors()))


def written(readme: str) -> str:
    """The README with every generated block as it should be."""
    known = list(commands())

    def fill(block: re.Match[str]) -> str:
        if block["kind"] != "help":
            table = exercise_table() if block["kind"] == "exercises" else error_table()
            return f"{block[1]}{table}\n{block[4]}"
        name = block["what"].split()[-1]
        shown = [
            f"$ coach {' '.join(typed)} --help\n{help_text(*typed)}" for typed in known if typed[0] == name
        ]
        return "".join((block[1], "```text\n", "\n\n".join(shown), "\n```\n", block[4]))

    return _BLOCK.sub(fill, readme)


def _listed(*typed: str) -> list[str]:
    listing = help_text(*typed).partition("\nCommands:\n")[2]
    return re.findall(r"^  ([a-z-]+)", listing, re.MULTILINE)


if __name__ == "__main__":
    README.write_text(written(README.read_text(encoding="utf-8")), encoding="utf-8")
