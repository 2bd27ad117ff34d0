"""What is wrong with, or unusual about, the pictures of a source, as a person should hear it."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
        start_s: From when on it holds, seconds of the source; None from the beginning.
        end_s: Until when it holds; None to the end.
    """

    problem: PictureProblem
    what: str
    hint: str = ""
    doubtful: bool = False
    start_s: float | None = None
    end_s: float | None = None

    def later(self, by_s: float) -> PictureNote:
        """The same in a source whose time is so many seconds ahead."""
        start_s, end_s = (None if at is None else at + by_s for at in (self.start_s, self.end_s))
        return replace(self, start_s=by_s if start_s is None else start_s, end_s=end_s)

    def overlaps(self, start_s: float, end_s: float) -> bool:
        """Whether it holds for some of this stretch of time."""
        begins = self.start_s is None or self.start_s <= end_s
        return begins and (self.end_s is None or self.end_s >= start_s)


PictureNotes = tuple[PictureNote, ...]


def clock(time_s: float) -> str:
    """A moment of a film as a player shows it, such as '1:05'."""
    minutes, rest = divmod(int(time_s), 60)
    return f"{minutes}:{rest:02}"


def doubts_of(notes: PictureNotes, start_s: float, end_s: float) -> tuple[PictureProblem, ...]:
    """Why what was counted in this stretch of time may be wrong, each problem once, in the notes' order."""
    doubted = (note.problem for note in notes if note.doubtful and note.overlaps(start_s, end_s))
    return tuple(dict.fromkeys(doubted))
