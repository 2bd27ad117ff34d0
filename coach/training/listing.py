"""A list of clips: a CSV file, read with every doubt."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from coach.errors import TrainingError
from coach.regular_file import open_regular
from coach.training.labels import Labelling

_COLUMNS = ("path", "exercise")
_WANTED = "It needs the columns path and exercise; group, start_s and end_s are used where there are any."


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
        with io.TextIOWrapper(open_regular(path), encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            columns = reader.fieldnames or []
            rows = [(reader.line_num, _stripped(row)) for row in reader]
    except OSError as error:
        raise TrainingError(
            f"The list {path} can't be read: {error.strerror or error}.", hint="Check the path."
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        hint = f"{_WANTED}\nA single film teaches nothing: name a folder of them."
        raise TrainingError(f"{path} is no CSV file.", hint=hint) from error
    missing = [column for column in _COLUMNS if column not in columns]
    if missing:
        raise TrainingError(f"The list {path} has no column «{missing[0]}».", hint=_WANTED)
    return rows


def _stripped(row: dict[str, str]) -> dict[str, str]:
    """The cells without blanks around them; a missing one is empty, and what is too many is left out."""
    return {name: (cell or "").strip() for name, cell in row.items() if name}


def _row(line: int, cells: dict[str, str]) -> Row | str:
    """The row, or what is wrong with it."""
    path = cells.get("path", "")
    if not path:
        return "names no film"
    times: list[float | None] = []
    for column in ("start_s", "end_s"):
        told = cells.get(column, "")
        second = _seconds(told) if told else None
        if told and second is None:
            return f"{column} «{told}» is no number of seconds"
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
