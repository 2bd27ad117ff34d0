"""Rows of a CSV file by the names of their columns, and the numbers, times and dates in them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from coach.errors import ImportUnreadable
from coach.regular_file import read_regular

_DELIMITERS = ",;\t"
_MOST_BYTES = 200_000_000
_DATES = (
    *("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"),
    *("%d %b %Y, %H:%M", "%d %b %Y %H:%M", "%b %d, %Y, %I:%M %p", "%b %d, %Y %I:%M %p"),
    *("%Y/%m/%d", "%d.%m.%Y %H:%M", "%d.%m.%Y"),
)
"""Dates whose day and month can't be confused."""
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):(\d{2}(?:[.,]\d+)?)")


class BadRow(ValueError):
    """A row that can't be read; the message says why."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the file.

    Attributes:
        line: Its line in the file, from 1.
        cells: Its cells by the name of the column, in lower case and without signs: "weight kg".
    """

    line: int
    cells: Mapping[str, str]

    def text(self, *names: str) -> str:
        """The first of these columns that has a text; empty if none has."""
        return next((self.cells[name] for name in names if self.cells.get(name)), "")

    def number(self, *names: str) -> float:
        """The number in the first of these columns that has a text, with a decimal point or comma; else 0.

        Raises:
            BadRow: It is not a number, or negative.
        """
        typed = self.text(*names).replace("\u00a0", "").replace(" ", "")
        if not typed:
            return 0.0
        if typed.rfind(",") > typed.rfind("."):
            typed = typed.replace(".", "").replace(",", ".")
        else:
            typed = typed.replace(",", "")
        if not re.fullmatch(r"\d+(?:\.\d*)?|\.\d+", typed):
            raise BadRow(f"'{_short(self.text(*names))}' is not a number")
        return float(typed)

    def seconds(self, *names: str) -> float:
        """A duration in seconds, as a number or as 1:30 or 0:01:30; else 0.

        Raises:
            BadRow: It is neither.
        """
        typed = self.text(*names)
        clock = _CLOCK.fullmatch(typed)
        if clock is None:
            return self.number(*names)
        hours, minutes, seconds = clock.groups()
        return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds.replace(",", "."))

    def date(self, *names: str) -> datetime:
        """A local date and time; at noon if it has no time.

        Raises:
            BadRow: There is none, or it can't be told which is the day.
        """
        typed = self.text(*names)
        for form in _DATES:
            try:
                found = datetime.strptime(typed, form)
            except ValueError:
                continue
            if not 1970 <= found.year <= 2200:
                break
            return found if "%H" in form or "%I" in form else found.replace(hour=12)
        raise BadRow(f"'{_short(typed)}' is not a date like 2026-01-31 18:30" if typed else "it has no date")


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:29]}…"


def column_name(heading: str) -> str:
    """The name of a column, without case and signs."""
    return " ".join(re.sub(r"[^a-z0-9#]+", " ", heading.lower()).split())


def read_rows(path: Path) -> tuple[tuple[str, ...], Iterator[LogRow]]:
    """The columns of a CSV file and its rows; the delimiter is a comma, a semicolon or a tab.

    Raises:
        ImportUnreadable: The file can't be opened, is no text, or has no header.
    """
    try:
        content = read_regular(path, most_bytes=_MOST_BYTES)
    except OSError as error:
        raise ImportUnreadable(path, f"{(error.strerror or str(error)).lower()}.") from error
    try:
        text = content.decode("utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # a spreadsheet of Windows saved it
    if "\0" in text:
        raise ImportUnreadable(path, "it is not a text file.")
    header = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: tuple[str, ...] = ()
    try:
        columns = tuple(map(column_name, next(reader, [])))
    except csv.Error as error:
        raise ImportUnreadable(path, f"it is not a table ({error}).") from error
    return columns, _rows(reader, columns, path)


def _rows(reader: Iterator[list[str]], columns: tuple[str, ...], path: Path) -> Iterator[LogRow]:
    line = 2
    try:
        for cells in reader:
            stripped = [each.strip() for each in cells]
            if any(stripped):
                yield LogRow(line, dict(zip(columns, stripped, strict=False)))
            line = getattr(reader, "line_num", line) + 1
    except csv.Error as error:
        raise ImportUnreadable(path, f"line {line} is not part of a table ({error}).") from error
