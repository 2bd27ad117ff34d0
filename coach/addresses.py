"""Stream addresses, and how to show them without user name, password or key."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    # Bounded, so that a long text doesn't take quadratic time.
    r"[A-Za-z][A-Za-z0-9+.-]{0,40}:/+(?:[^\n«»]{0,1000}@)?[^\s«»<>\"']*"  # mistyped scheme, missing slash
    r"|(?<![^\s«»<>\"'/:@])[^\s«»<>\"'/:@]+:[^\s«»<>\"'@]{1,1000}@[^\s«»<>\"']+"  # name:password@host
)
_HARMLESS = re.compile(
    "action|camera|channel|codec|fps|height|mode|quality|rate|resolution|size|stream|subtype|type|width"
)
"""Query keys whose values are shown; the names that makers use for passwords can't all be listed."""
_HIDDEN = "…"


def is_address(text: str) -> bool:
    """Whether a text is a network address, with any scheme, rather than a file or a camera."""
    return re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE) is not None


def without_password(address: str) -> str:
    """An address that is safe to show and store: without user name, password and most query values.

    A password may contain any character, so everything up to the last @ is removed. If that comes after a ?
    or a #, the parts are ambiguous, and nothing is shown.
    """
    scheme, slashes, rest = _split_scheme(address)
    place = re.split("[?#]", rest, maxsplit=1)[0]
    mark, query = rest[len(place) : len(place) + 1], rest[len(place) + 1 :]
    if "@" in query:
        return f"{scheme}{slashes}{_HIDDEN}"
    if mark == "#":
        return f"{scheme}{slashes}{place.rpartition('@')[2]}"
    shown = "&".join(map(_safe_pair, query.split("&")))
    return f"{scheme}{slashes}{place.rpartition('@')[2]}{mark}{shown}"


def without_passwords(text: str) -> str:
    """A text with every address made safe to show."""
    return _ADDRESS.sub(_without_password_in_text, text)


def _without_password_in_text(found: re.Match[str]) -> str:
    """The address made safe; the punctuation after it stays."""
    address = found[0].rstrip(".,:;!?")
    return without_password(address) + found[0][len(address) :]


def _split_scheme(address: str) -> tuple[str, str, str]:
    """Scheme, the slashes after it and the rest; the first two may be empty."""
    parts = re.fullmatch(r"([A-Za-z][A-Za-z0-9+.-]*)(:/+)(.*)", address, re.DOTALL)
    return (parts[1], parts[2], parts[3]) if parts else ("", "", address)


def _safe_pair(pair: str) -> str:
    key, equals, value = pair.partition("=")
    if _HARMLESS.fullmatch(key.lower()) or not pair:
        return pair
    return f"{key}{equals}{_HIDDEN if value else ''}" if equals else _HIDDEN
