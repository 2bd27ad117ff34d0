"""Which model files may be opened: a model file is a program, and runs whatever its maker put into it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from coach.atomic_file import write_atomically
from coach.errors import ModelError
from coach.regular_file import read_regular
from coach.resources import data_folder

Why = Literal["trained here", "fitted again here", "imported"]

FORMAT = 1
_MOST_BYTES = 16 << 20


def trust_list() -> Path:
    """The file that names what is trusted here."""
    return data_folder() / "models" / "trusted.json"


def is_trusted(sha256: str) -> bool:
    """Whether somebody here vouches for a file.

    Args:
        sha256: Hash of the file's content in hex.
    """
    return sha256 in _read()


def trust(sha256: str, why: Why) -> None:
    """Vouch for a file from now on.

    Args:
        sha256: Hash of the file's content in hex.
        why: How it came to be trusted.

    Raises:
        ModelError: The list can't be written.
    """
    listed = _read() | {sha256: {"why": why, "since": datetime.now(UTC).isoformat(timespec="seconds")}}
    text = json.dumps({"format": FORMAT, "trusted": listed}, indent=1)
    put(trust_list(), text.encode())


def put(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a file whose name appears only when it is whole.

    Args:
        path: Where; its folder is made where it is missing.
        content: All of it.
        private: Whether only the user may read it.

    Raises:
        ModelError: It can't be written.
    """
    try:
        write_atomically(path, content, private=private)
    except OSError as error:
        raise ModelError(
            f"{path} can't be written: {error.strerror or error}.",
            hint="Make room, or name a folder that can be written to.",
        ) from error


def _read() -> dict[str, object]:
    """What is listed; a list that can't be read trusts nothing."""
    try:
        told = json.loads(read_regular(trust_list(), most_bytes=_MOST_BYTES))
        listed = told["trusted"] if told["format"] == FORMAT else {}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    return listed if isinstance(listed, dict) else {}
