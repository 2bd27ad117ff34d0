"""Notes for the user about problems and peculiarities of a source's pictures."""

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
]


@dataclass(frozen=True, slots=True)
class PictureNote:
    """One problem or peculiarity of a source's pictures, as measured.

    Attributes:
        problem: Its kind.
        what: A sentence with a figure.
        hint: A sentence on what to do; may be empty.
        doubtful: Whether counts or figures may be wrong because of it.
        start_s: When it starts, in seconds of the source; None for the beginning.
        end_s: When it ends; None for the end.
    """

    problem: PictureProblem
    what: str
    hint: str = ""
    doubtful: bool = False
    start_s: float | None = None
    end_s: float | None = None

    def shifted(self, by_s: float) -> PictureNote:
        """The same note ``by_s`` seconds later."""
        start_s, end_s = (None if at is None else at + by_s for at in (self.start_s, self.end_s))
        return replace(self, start_s=by_s if start_s is None else start_s, end_s=end_s)

    def overlaps(self, start_s: float, end_s: float) -> bool:
        """Whether it applies to any part of this period."""
        begins = self.start_s is None or self.start_s <= end_s
        return begins and (self.end_s is None or self.end_s >= start_s)


PictureNotes = tuple[PictureNote, ...]


def clock(time_s: float) -> str:
    """A time in a film as a player shows it, such as '1:05'."""
    minutes, rest = divmod(int(time_s), 60)
    return f"{minutes}:{rest:02}"


def doubts_of(notes: PictureNotes, start_s: float, end_s: float) -> tuple[PictureProblem, ...]:
    """Problems that make counts in this period doubtful, each once, in the order of the notes."""
    doubted = (note.problem for note in notes if note.doubtful and note.overlaps(start_s, end_s))
    return tuple(dict.fromkeys(doubted))
