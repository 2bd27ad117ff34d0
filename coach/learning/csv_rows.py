"""Reader of a handwritten CSV file; errors name the line."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from coach.regular_file import read_regular

_MOST_BYTES = 16 << 20
"""About twice a list of a hundred thousand films."""


class UnreadableRows(Exception):
    """The file can't be read as CSV; the message gives the line and the reason."""


class MissingColumn(UnreadableRows):
    """A required column is missing; the message is its name."""


def csv_rows(path: Path, columns: Sequence[str]) -> list[tuple[int, dict[str, str]]]:
    """Each row's line number, from 1, and its cells by column, stripped; a missing cell is empty.

    Args:
        path: The file.
        columns: The required columns.

    Raises:
        UnreadableRows: The file can't be read.
        MissingColumn: A required column is missing.
    """
    reader = csv.DictReader(io.StringIO(_text(path), newline=""), strict=True)
    try:
        named = [name.strip() for name in reader.fieldnames or ()]
        reader.fieldnames = named
        rows = [(reader.line_num, _stripped(row)) for row in reader]
    except csv.Error as error:
        raise UnreadableRows(f"line {reader.line_num + 1}: {error}") from error
    for column in columns:
        if column not in named:
            raise MissingColumn(column)
    for column in named:
        if column in columns and named.count(column) > 1:
            raise UnreadableRows(f"line 1: duplicate column '{column}'")
    return rows


def _text(path: Path) -> str:
    """The file's text.

    Raises:
        UnreadableRows: The file can't be read, or is not text.
    """
    try:
        content = read_regular(path, most_bytes=_MOST_BYTES)
    except OSError as error:
        raise UnreadableRows(error.strerror or str(error)) from error
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise UnreadableRows(f"line {line}: not valid UTF-8") from error
    if "\0" in text:
        raise UnreadableRows(f"line {text[: text.index(chr(0))].count(chr(10)) + 1}: not text")
    return text


def _stripped(row: dict[str, str]) -> dict[str, str]:
    """The cells, stripped; a missing one is empty, and surplus cells are left out."""
    return {name: (cell or "").strip() for name, cell in row.items() if name}


def shortened(cell: str) -> str:
    """A cell shortened for a message."""
    return cell if len(cell) <= _QUOTED else f"{cell[:_QUOTED]}…"


_QUOTED = 60
