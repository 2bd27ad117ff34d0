"""Removes private names from a report."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

_SHORTEST = 2


def redacted(text: str, source: str | None) -> str:
    """A text without home folders, the user name in paths and the name of the source.

    Args:
        text: The report.
        source: The source as typed, or None.
    """
    for private, replacement in _source_words(source):
        if len(private) >= _SHORTEST:
            text = text.replace(private, replacement)
    for folder, replacement in _folders():
        text = replacement.join(re.split(rf"(?<![\w./\\-]){re.escape(folder)}(?!\w)", text))
    user = _user()
    return re.sub(rf"(?<=[/\\]){re.escape(user)}(?=[/\\])", "USER", text) if user else text


def _source_words(source: str | None) -> Iterator[tuple[str, str]]:
    """Every form in which the source may appear; a camera's number is not private."""
    if source is None or source.isdecimal():
        return
    yield source, "SOURCE"
    if "://" in source:
        parts = urlsplit(source)
        yield parts.netloc, "SOURCE"
        yield parts.hostname or "", "SOURCE"
    else:
        yield str(Path(source).absolute()), "SOURCE"
        yield Path(source).name, "SOURCE"


def _folders() -> Iterator[tuple[str, str]]:
    for typed, replacement in ((os.environ.get("COACH_HOME"), "$COACH_HOME"), ("~", "~")):
        with suppress(RuntimeError):  # no home folder for that user
            if typed:
                yield str(Path(typed).expanduser()), replacement


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # the user may have no name
        return ""
