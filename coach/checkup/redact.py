"""A report that can be sent: nothing in it that is nobody else's business."""

from __future__ import annotations

import getpass
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

_SHORTEST = 2


def without_names(text: str, source: str | None) -> str:
    """A text without home folders, the user's name in paths, and what the source is called.

    Args:
        text: What is to be sent.
        source: What was looked at, as it was typed, or None.
    """
    for private, instead in _source_words(source):
        if len(private) >= _SHORTEST:
            text = text.replace(private, instead)
    for folder, instead in _folders():
        text = instead.join(re.split(rf"(?<![\w./\\-]){re.escape(folder)}(?!\w)", text))
    user = _user()
    return re.sub(rf"(?<=[/\\]){re.escape(user)}(?=[/\\])", "USER", text) if user else text


def _source_words(source: str | None) -> Iterator[tuple[str, str]]:
    """What a film or an address can be known by; a camera's number is nothing."""
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
    for typed, instead in ((os.environ.get("COACH_HOME"), "$COACH_HOME"), ("~", "~")):
        with suppress(RuntimeError):  # nobody has a home of that name
            if typed:
                yield str(Path(typed).expanduser()), instead


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a process may have a user without a name
        return ""
