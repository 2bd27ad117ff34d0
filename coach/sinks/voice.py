"""The sink that speaks: counts, cues, and what leads through a workout."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from coach.body.stream import Clock, Closing
from coach.catalogue.definition import Exercise
from coach.judging.cues import Said
from coach.judging.judge import Summary
from coach.moment import Moment


@dataclass(frozen=True, slots=True)
class Speaker:
    """A program that says a phrase and ends.

    Attributes:
        command: Its words; the phrase comes last, or where ``{phrase}`` stands.
    """

    command: tuple[str, ...]


def speaker(wished: Sequence[str] | None = None) -> Speaker | None:
    """What can speak here: the command that is wished for, or the first one found; None where there is none."""
    raise NotImplementedError


class Voice(Closing):
    """Says what happens, one phrase at a time, and keeps nobody waiting.

    Attributes:
        muted: Whether it is silent for now.
        trouble: Why nothing could be heard, or None.
    """

    def __init__(
        self, exercise: Exercise, by: Speaker, said: Said = "all", *, clock: Clock = time.monotonic
    ) -> None:
        self.muted = False
        self.trouble: str | None = None

    def __enter__(self) -> Self:
        raise NotImplementedError

    def toggle(self) -> bool:
        """Mute it, or let it speak again; whether it is muted now."""
        raise NotImplementedError

    def close(self) -> None:
        """Be silent at once."""

    def receive(self, moment: Moment) -> None:
        """Take in one moment."""
        raise NotImplementedError

    def conclude(self, summary: Summary, *, interrupted: bool) -> None:
        """Take in what the end itself brought."""
