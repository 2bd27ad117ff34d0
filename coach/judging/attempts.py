"""An attempt: a movement large enough to be a rep, with its verdict and the reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

AttemptVerdict = Literal["full", "partial", "not counted"]
Rule = Literal[
    "range",
    "pattern",
    "turn-bound",
    "start-position",
    "out-of-position",
    "hidden",
    "gap",
    "walked",
    "main-angle",
    "course",
    "too-fast",
    "no-return",
    "unfinished",
    "same-movement",
    "stray",
    "alone",
]
"""What decided: "range" for a rep that was counted by its range, "pattern" for one that the other movements
of its set explain; the others say why an attempt does not count."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an attempt got its verdict.

    Attributes:
        rule: The rule that decided.
        text: The reason for people, with the measured value and the limit.
        measure: What was measured, such as 'wrist_drop' or 'duration_s'; empty if nothing was.
        value: The measured value, in the unit of the measure; None if nothing was measured.
        limit: The limit that decided, in the same unit; None if there is none.
    """

    rule: Rule
    text: str
    measure: str = ""
    value: float | None = None
    limit: float | None = None


@dataclass(frozen=True, slots=True)
class Attempt:
    """A movement of at least 40 % of the minimum excursion, with its verdict.

    Attributes:
        start_s: When the start position was left, in the source's time.
        turn_s: When the signal was farthest.
        end_s: When the movement came back, or was given up.
        side: The limb that moved, or "both".
        excursion: How far the signal moved, degrees or trunk lengths; None if only its share is known.
        verdict: "full" or "partial" for a rep, else "not counted".
        rule: The rule that decided.
        text: The reason for people, with the measured value and the limit.
        measure: What was measured, such as 'wrist_drop'; empty if nothing was.
        value: The measured value; None if nothing was measured.
        limit: The limit that decided, in the same unit; None if there is none.
    """

    start_s: float
    turn_s: float
    end_s: float
    side: Literal["left", "right", "both"]
    excursion: float | None
    verdict: AttemptVerdict
    rule: Rule
    text: str
    measure: str = ""
    value: float | None = None
    limit: float | None = None

    @property
    def is_counted(self) -> bool:
        """Whether it is a rep."""
        return self.verdict != "not counted"

    def is_within(self, start_s: float, end_s: float, side: str) -> bool:
        """Whether it turned within a movement of the same limb, or of both."""
        return start_s <= self.turn_s <= end_s and (side == self.side or "both" in (side, self.side))


def added(attempts: Iterable[Attempt], new: Attempt) -> tuple[Attempt, ...]:
    """The attempts with a new one, which replaces those that it decides again, in order of their turns."""
    others = (each for each in attempts if not _decides_again(new, each))
    return tuple(sorted((*others, new), key=lambda each: each.turn_s))


def not_explained_by(
    attempts: Iterable[Attempt], start_s: float, end_s: float, side: str
) -> tuple[Attempt, ...]:
    """The attempts that stay when a rep is counted: without those that turn out to be this rep.

    Args:
        attempts: The attempts so far.
        start_s: Start of the rep.
        end_s: Its end.
        side: Its side.
    """
    return tuple(
        each
        for each in attempts
        if each.is_counted or each.rule == "same-movement" or not each.is_within(start_s, end_s, side)
    )


def without_rep(attempts: Iterable[Attempt], turn_s: float, side: str) -> tuple[Attempt, ...]:
    """The attempts that stay when a rep is undone: without the verdict that counted it."""
    return tuple(each for each in attempts if not (each.is_counted and each.is_within(turn_s, turn_s, side)))


def _decides_again(new: Attempt, old: Attempt) -> bool:
    """Whether two attempts are the same movement, so that the newer verdict stands."""
    if new.turn_s == old.turn_s and new.side == old.side:
        return True
    return new.is_counted and old.rule != "same-movement" and old.is_within(new.start_s, new.end_s, new.side)
