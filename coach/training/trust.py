"""Which model files may be opened: a model file is a program, and runs whatever its maker put into it."""

from __future__ import annotations

import errno
import json
import stat
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from coach.errors import ModelError
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


def file_content(path: Path, most_bytes: int = 1 << 30) -> bytes:
    """A plain file's content; a pipe or a device is not waited for.

    Raises:
        OSError: It can't be read, is no plain file, or is larger.
    """
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no plain file")
    if status.st_size > most_bytes:
        raise OSError(errno.EFBIG, "it is too large")
    return path.read_bytes()


def put(path: Path, content: bytes) -> None:
    """Write a file whose name appears only when it is whole.

    Raises:
        ModelError: It can't be written.
    """
    part = path.with_name(f".{path.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise ModelError(
            f"{path} can't be written: {error.strerror or error}.",
            hint="Make room, or name a folder that can be written to.",
        ) from error


def _read() -> dict[str, object]:
    """What is listed; a list that can't be read trusts nothing."""
    try:
        told = json.loads(file_content(trust_list(), _MOST_BYTES))
        listed = told["trusted"] if told["format"] == FORMAT else {}
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return {}
    return listed if isinstance(listed, dict) else {}
