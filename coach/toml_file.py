"""Reads untrusted TOML files: the result is a table or an error in plain words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from coach.regular_file import open_regular

MOST_BYTES = 1_000_000
"""Far more than an exercise or settings file needs."""
_MOST_DOTS = 200
"""Per line: parsing time grows with the square of a key's parts; 20,000 parts take 11 s."""
_LONGEST = 60


class NotToml(Exception):
    """The content is not valid TOML; the message says why."""


def read_file(path: Path) -> bytes:
    """The content of a file, cut off just above ``MOST_BYTES``.

    Raises:
        OSError: It can't be read or is not a regular file.
    """
    with open_regular(path) as file:
        return file.read(MOST_BYTES + 1)


def toml_table(content: bytes) -> dict[str, Any]:
    """Parse TOML.

    Raises:
        NotToml: It is not valid TOML.
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


def quoted_value(value: object) -> str:
    """A TOML value as quoted in an error message, truncated."""
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, int) and value.bit_length() > 200:
        return "a number with too many digits"
    text = f'"{value}"' if isinstance(value, str) else str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def system_reason(error: OSError) -> str:
    """Why a file can't be read, in the system's words."""
    return error.strerror or str(error)
