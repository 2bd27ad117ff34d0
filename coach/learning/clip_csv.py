"""A list of clips: a CSV file, read with every doubt."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.errors import TrainingError
from coach.learning.csv_rows import MissingColumn, UnreadableRows, csv_rows, shortened
from coach.learning.labels import Labelling

_COLUMNS = ("path", "exercise")
_WANTED = "It needs the columns path and exercise; group, start_s and end_s are used where there are any."

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A sound row.

    Attributes:
        line: Its number in the file, from 1.
        path: The film, from the file's folder.
        exercise: The label as written.
        group: The person or footage; empty where nobody says.
        start_s: Where the stretch begins, or None.
        end_s: Where it ends, or None.
    """

    line: int
    path: str
    exercise: str
    group: str
    start_s: float | None
    end_s: float | None


def rows_of(path: Path, labelling: Labelling) -> Iterator[Row]:
    """The sound rows; what is wrong with the others goes to ``labelling``.

    Raises:
        TrainingError: The file can't be read, or lacks a column.
    """
    for line, cells in _cells(path):
        row = _row(line, cells)
        if isinstance(row, Row):
            yield row
        else:
            labelling.faults.append(f"line {line}: {row}")


def _cells(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        return csv_rows(path, _COLUMNS)
    except MissingColumn as error:
        raise TrainingError(f"The list {path} has no column '{error}'.", hint=_WANTED) from error
    except UnreadableRows as error:
        hint = f"{_WANTED}\nA single film teaches nothing: name a folder of them."
        raise TrainingError(f"The list {path} can't be read as CSV: {error}.", hint=hint) from error


def _row(line: int, cells: dict[str, str]) -> Row | str:
    """The row, or what is wrong with it."""
    path = cells.get("path", "")
    if not path:
        return "names no film"
    if any(len(cells.get(column, "")) > _LONGEST for column in ("path", "exercise", "group")):
        return f"a cell has more than {_LONGEST} characters"
    times: list[float | None] = []
    for column in ("start_s", "end_s"):
        told = cells.get(column, "")
        second = _seconds(told) if told else None
        if told and second is None:
            return f"{column} '{shortened(told)}' is no number of seconds"
        times.append(second)
    start, end = times
    if end is not None and end <= (start or 0.0):
        return f"ends at {end:g} s, before it begins"
    return Row(line, path, cells.get("exercise", ""), cells.get("group", ""), start, end)


def _seconds(told: str) -> float | None:
    try:
        second = float(told)
    except ValueError:
        return None
    return second if math.isfinite(second) and second >= 0 else None
