"""The two halves of every list of films: one to tune on, one to look at once.

The half depends on the film's group alone, so that films of one person or footage never lie on both sides,
and a list that grows keeps its halves. It is ``a`` if the SHA-256 hash of the group's name in UTF-8 is even,
else ``b``.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum


class Half(StrEnum):
    """A half of a list of films."""

    A = "a"
    B = "b"


def half_of(group: str) -> Half:
    """The half of a person or footage."""
    return Half.B if hashlib.sha256(group.encode()).digest()[-1] % 2 else Half.A


def is_in_half(group: str, half: Half | None) -> bool:
    """Whether a group lies in a half; None stands for the whole list."""
    return half is None or half_of(group) is half
