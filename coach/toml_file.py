"""Reads a TOML file of the user's with every doubt: whatever it holds, it is a table or a sentence."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from coach.regular_file import open_regular

MOST_BYTES = 1_000_000
"""Far more than any exercise or settings file needs."""
_MOST_DOTS = 200
"""In a line: the time for a key of so many parts grows with their square, and 20,000 of them take 11 s."""
_LONGEST = 60


class NotToml(Exception):
    """What a file holds is no TOML; the sentence says why."""


def read_file(path: Path) -> bytes:
    """What is in a plain file; of a large one only a little more than may be.

    Raises:
        OSError: It can't be read, or is a folder, a device or a pipe, which might never end.
    """
    with open_regular(path) as file:
        return file.read(MOST_BYTES + 1)


def toml_table(content: bytes) -> dict[str, Any]:
    """The table that a file's content holds.

    Raises:
        NotToml: It holds none.
    """
    if len(content) > MOST_BYTES:
        raise NotToml(f"it is larger than {MOST_BYTES // 1_000_000} MB")
    if any(line.count(b".") > _MOST_DOTS for line in content.splitlines()):
        raise NotToml("it is nested too deeply")
    try:
        return tomllib.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise NotToml("it is not UTF-8 text") from error
    except tomllib.TOMLDecodeError as error:
        raise NotToml(str(error)) from error
    except RecursionError as error:
        raise NotToml("it is nested too deeply") from error
    except ValueError as error:  # from int(), which refuses more than 4,300 digits
        raise NotToml("a number in it has too many digits") from error


def spoken_value(value: object) -> str:
    """A value of such a file as an error quotes it: short, whatever it is."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and value.bit_length() > 200:
        return "a number of too many digits"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def spoken_reason(error: OSError) -> str:
    """Why a file can't be read, as the system says it."""
    return error.strerror or str(error)
