"""Addresses of streams, and how they may be shown: without name, password or key."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    # Bounded, so that a long text is not gone through once for each of its letters.
    r"[A-Za-z][A-Za-z0-9+.-]{0,40}:/+(?:[^\n«»]{0,1000}@)?[^\s«»<>\"']*"  # scheme mistyped, a stroke missing
    r"|(?<![^\s«»<>\"'/:@])[^\s«»<>\"'/:@]+:[^\s«»<>\"'@]{1,1000}@[^\s«»<>\"']+"  # «name:password@host»
)
_HARMLESS = re.compile(
    "action|camera|channel|codec|fps|height|mode|quality|rate|resolution|size|stream|subtype|type|width"
)
"""Keys of a query whose value is shown; what makers call their keys and passwords can't be listed."""
_HIDDEN = "…"


def is_address(text: str) -> bool:
    """Whether a person means a stream on the network, of whatever scheme, not a file or a camera."""
    return re.match(r"[a-z][a-z0-9+.-]*://", text, re.IGNORECASE) is not None


def without_password(address: str) -> str:
    """An address as it may be shown and remembered: without name, password, and most values of its query.

    A password may hold any character, so everything up to the last @ goes. Where that comes after a ? or a #,
    nobody can tell what is what, and nothing is shown.
    """
    scheme, strokes, rest = _parted(address)
    place = re.split("[?#]", rest, maxsplit=1)[0]
    mark, query = rest[len(place) : len(place) + 1], rest[len(place) + 1 :]
    if "@" in query:
        return f"{scheme}{strokes}{_HIDDEN}"
    if mark == "#":
        return f"{scheme}{strokes}{place.rpartition('@')[2]}"
    shown = "&".join(map(_shown, query.split("&")))
    return f"{scheme}{strokes}{place.rpartition('@')[2]}{mark}{shown}"


def without_passwords(text: str) -> str:
    """A text in which every address is as it may be shown."""
    return _ADDRESS.sub(_without_password_in_text, text)


def _without_password_in_text(found: re.Match[str]) -> str:
    """The address that was found, with what ends its sentence, or goes on with it, left as it is."""
    address = found[0].rstrip(".,:;!?")
    return without_password(address) + found[0][len(address) :]


def _parted(address: str) -> tuple[str, str, str]:
    """Scheme, the strokes after it, and the rest; the first two are empty where there are none."""
    parts = re.fullmatch(r"([A-Za-z][A-Za-z0-9+.-]*)(:/+)(.*)", address, re.DOTALL)
    return (parts[1], parts[2], parts[3]) if parts else ("", "", address)


def _shown(pair: str) -> str:
    key, equals, value = pair.partition("=")
    if _HARMLESS.fullmatch(key.lower()) or not pair:
        return pair
    return f"{key}{equals}{_HIDDEN if value else ''}" if equals else _HIDDEN
