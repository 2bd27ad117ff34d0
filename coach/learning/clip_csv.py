"""Reader of a CSV list of clips, with every cell checked."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.errors import TrainingError
from coach.learning.csv_rows import MissingColumn, UnreadableRows, csv_rows, shortened
from coach.learning.labels import Labelling

_COLUMNS = ("path", "exercise")
_COLUMNS_HINT = "The columns path and exercise are required; group, start_s and end_s are optional."

_LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A valid row.

    Attributes:
        line: Its line number in the file, from 1.
        path: The film, relative to the list's folder.
        exercise: The label as written.
        group: The person or footage; empty if unknown.
        start_s: Start of the clip, or None.
        end_s: End of the clip, or None.
    """

    line: int
    path: str
    exercise: str
    group: str
    start_s: float | None
    end_s: float | None


def rows_of(path: Path, labelling: Labelling) -> Iterator[Row]:
    """Yield the valid rows; errors in the others are added to ``labelling``.

    Raises:
        TrainingError: The file can't be read, or lacks a column.
    """
    for line, cells in _cells(path):
        row = _row(line, cells)
        if isinstance(row, Row):
            yield row
        else:
            labelling.errors.append(f"line {line}: {row}")


def _cells(path: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        return csv_rows(path, _COLUMNS)
    except MissingColumn as error:
        raise TrainingError(f"The list {path} has no column '{error}'.", hint=_COLUMNS_HINT) from error
    except UnreadableRows as error:
        hint = f"{_COLUMNS_HINT}\nOne film is not enough to train on: give a folder of films."
        raise TrainingError(f"The list {path} can't be read as CSV: {error}.", hint=hint) from error


def _row(line: int, cells: dict[str, str]) -> Row | str:
    """The row, or its error."""
    path = cells.get("path", "")
    if not path:
        return "the path is missing"
    if any(len(cells.get(column, "")) > _LONGEST for column in ("path", "exercise", "group")):
        return f"a cell has more than {_LONGEST} characters"
    times: list[float | None] = []
    for column in ("start_s", "end_s"):
        text = cells.get(column, "")
        second = _seconds(text) if text else None
        if text and second is None:
            return f"{column} '{shortened(text)}' is not a number of seconds"
        times.append(second)
    start, end = times
    if end is not None and end <= (start or 0.0):
        return f"end_s ({end:g}) is not after the start"
    return Row(line, path, cells.get("exercise", ""), cells.get("group", ""), start, end)


def _seconds(text: str) -> float | None:
    try:
        second = float(text)
    except ValueError:
        return None
    return second if math.isfinite(second) and second >= 0 else None
