"""What is wrong with, or unusual about, the pictures of a source, as a person should hear it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PictureProblem = Literal[
    "nobody",
    "several people",
    "another person",
    "small",
    "cut off",
    "hidden",
    "turned",
    "mirrored",
    "stretched",
    "dark",
    "blurred",
    "few frames",
    "slow motion",
    "camera moved",
    "time stamps",
]


@dataclass(frozen=True, slots=True)
class PictureNote:
    """One thing about the pictures of a source that a person should know; only what was measured.

    Attributes:
        problem: Which.
        what: A sentence with its figure.
        hint: What to do about it, a sentence; empty where there is nothing to do.
        doubtful: Whether counts or figures may be wrong because of it.
    """

    problem: PictureProblem
    what: str
    hint: str = ""
    doubtful: bool = False


PictureNotes = tuple[PictureNote, ...]
