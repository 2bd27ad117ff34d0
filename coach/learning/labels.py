"""Labels of clips: the name of an exercise, a word for no exercise, or a typing error."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass, field
from pathlib import Path

from coach.catalogue.library import load_exercise
from coach.errors import InvalidClips, UnknownExercise
from coach.recognition.sequence_decoder import NONE

IDLE = frozenset((NONE, "negative", "noexercise", "nothing", "rest"))
"""Labels for films without any exercise."""
NO_EXERCISE = IDLE | {"other", "unsorted"}
"""Labels that count as ``none``, including films of unknown exercises."""

_MISSPELT = 0.8
"""A word at least this similar to an exercise's name is a misspelling of it."""

_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Label:
    """A parsed label.

    Attributes:
        name: Canonical name of the exercise, or ``none``.
        raw: The label as written.
    """

    name: str
    raw: str


@dataclass(slots=True)
class Labelling:
    """Parses labels, and collects errors and notes.

    Attributes:
        path: The list or folder.
        errors: Errors, each as 'place: error'.
    """

    path: Path
    errors: list[str] = field(default_factory=list)
    _known: dict[str, Label | str] = field(default_factory=dict)
    _unnamed: dict[str, int] = field(default_factory=dict)

    def label(self, raw: str, place: str) -> Label | None:
        """Parse a label; None if it has an error.

        Args:
            raw: The label as written.
            place: Its place, for the error.
        """
        if raw not in self._known:
            self._known[raw] = _parsed(raw)
        meant = self._known[raw]
        if isinstance(meant, str):
            self.errors.append(f"{place}: {meant}")
            return None
        if meant.name == NONE and _plain(raw) not in NO_EXERCISE:
            self._unnamed[raw] = self._unnamed.get(raw, 0) + 1
        return meant

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes for the user, a sentence each."""
        return tuple(f"Unknown exercise '{raw}': its films count as 'none'." for raw in self._unnamed)

    def raise_errors(self, hint: str) -> None:
        """Raise the errors found so far.

        Raises:
            InvalidClips: There are errors.
        """
        if self.errors:
            raise InvalidClips(self.path, self.errors, hint)


def is_idle(raw: str) -> bool:
    """Whether a label, as written, stands for no exercise at all."""
    return _plain(raw) in IDLE


def _parsed(raw: str) -> Label | str:
    """The label, or its error."""
    if not raw:
        return "the exercise is missing"
    if len(raw) > _LONGEST_NAME:
        return f"'{raw[:_LONGEST_NAME]}…' is too long for an exercise's name"
    if _plain(raw) in NO_EXERCISE:
        return Label(NONE, raw)
    try:
        exercise = load_exercise(raw)
        return Label(NONE if exercise.is_anything else exercise.name, raw)
    except UnknownExercise as error:
        near = [name for name in error.nearest if _similarity(raw, name) >= _MISSPELT]
    if near:
        return f"there is no exercise called '{raw}'; did you mean {' or '.join(near)}?"
    return Label(NONE, raw)


def _similarity(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, _plain(one).removesuffix("s"), _plain(other)).ratio()


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name.casefold())
