"""What a label means: an exercise, no exercise, or a slip of the pen."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

from coach.catalogue.library import load_exercise
from coach.errors import InvalidClips, UnknownExercise
from coach.recognition.sequence_decoder import NONE

IDLE = frozenset((NONE, "negative", "noexercise", "nothing", "rest"))
"""What people write where no exercise is done."""
NO_EXERCISE = IDLE | {"other", "unsorted"}
"""And where some is that has no name here."""

_SLIP = 0.8
"""As like an exercise's name as this, another word is that name misspelt."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A label understood.

    Attributes:
        name: Canonical name of the exercise, or ``none``.
        told: As it was written.
    """

    name: str
    told: str


@dataclass(slots=True)
class Labelling:
    """Understands labels, and keeps what is wrong or noteworthy about them.

    Attributes:
        path: The list or folder they stand in.
        faults: What is wrong, each 'place: what'.
    """

    path: Path
    faults: list[str] = field(default_factory=list)
    _known: dict[str, Label | str] = field(default_factory=dict)
    _unnamed: dict[str, int] = field(default_factory=dict)

    def label(self, told: str, place: str) -> Label | None:
        """What a label means; None when it is faulty.

        Args:
            told: As it was written.
            place: Where it stands, for a fault.
        """
        if told not in self._known:
            self._known[told] = _understood(told)
        meant = self._known[told]
        if isinstance(meant, str):
            self.faults.append(f"{place}: {meant}")
            return None
        if meant.name == NONE and _plain(told) not in NO_EXERCISE:
            self._unnamed[told] = self._unnamed.get(told, 0) + 1
        return meant

    @property
    def notes(self) -> tuple[str, ...]:
        """What should be said, a sentence each."""
        return tuple(
            f"There is no exercise called '{told}': learned as movement that is none of the known ones."
            for told in self._unnamed
        )

    def complain(self, hint: str) -> None:
        """Say what is faulty.

        Raises:
            InvalidClips: Something is.
        """
        if self.faults:
            raise InvalidClips(self.path, self.faults, hint)


def is_idle(told: str) -> bool:
    """Whether a label, as it was written, means that no exercise at all is done."""
    return _plain(told) in IDLE


def _understood(told: str) -> Label | str:
    """The label, or what is wrong with it."""
    if not told:
        return "says no exercise"
    if len(told) > _LONGEST_NAME:
        return f"'{told[:_LONGEST_NAME]}…' is too long for an exercise's name"
    if _plain(told) in NO_EXERCISE:
        return Label(NONE, told)
    try:
        return Label(load_exercise(told).name, told)
    except UnknownExercise as error:
        near = [name for name in error.nearest if _likeness(told, name) >= _SLIP]
    if near:
        return f"there is no exercise called '{told}'; did you mean {' or '.join(near)}?"
    return Label(NONE, told)


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, _plain(one).removesuffix("s"), _plain(other)).ratio()


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())
