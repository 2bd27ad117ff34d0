"""The trust list: the model files that may be opened, because opening one can run code."""

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
    """Path of the trust list."""
    return data_folder() / "models" / "trusted.json"


def is_trusted(sha256: str) -> bool:
    """Whether a file is on the trust list.

    Args:
        sha256: Hash of the file's content in hex.
    """
    return sha256 in _read()


def trust(sha256: str, why: Why) -> None:
    """Add a file to the trust list.

    Args:
        sha256: Hash of the file's content in hex.
        why: Why it is trusted.

    Raises:
        ModelError: The list can't be written.
    """
    listed = _read() | {sha256: {"why": why, "since": datetime.now(UTC).isoformat(timespec="seconds")}}
    text = json.dumps({"format": FORMAT, "trusted": listed}, indent=1)
    put(trust_list(), text.encode())


def put(path: Path, content: bytes, *, private: bool = True) -> None:
    """Write a file atomically.

    Args:
        path: Its path; a missing folder is created.
        content: Its content.
        private: Whether only the user can read it.

    Raises:
        ModelError: The file can't be written.
    """
    try:
        write_atomically(path, content, private=private)
    except OSError as error:
        raise ModelError(
            f"{path} can't be written: {error.strerror or error}.",
            hint="Free some disk space, or choose a writable folder.",
        ) from error


def _read() -> dict[str, object]:
    """The entries of the list; empty if it can't be read."""
    try:
        content = json.loads(read_regular(trust_list(), most_bytes=_MOST_BYTES))
        listed = content["trusted"] if content["format"] == FORMAT else {}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    return listed if isinstance(listed, dict) else {}
