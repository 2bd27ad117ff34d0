"""A new model beside the one in use: what it recognises, what not any more, and whether it replaces it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from coach.errors import ModelError
from coach.learning.active_model import card_path, folder_in_use
from coach.learning.card import read_card
from coach.learning.clips import Clip
from coach.learning.scores import ENOUGH_FILMS, ENOUGH_GROUPS
from coach.recognition.sequence_decoder import NONE

_NAMES_ALL = "it has no clips of 'none', so it takes any movement for an exercise"


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """What would change if a new model were used.

    Attributes:
        recognised: Exercises that the new one recognises.
        lost: Those that the one in use recognises, and the new one does not.
        gained: Those that only the new one recognises.
        knows_none: Whether the new one has learned what is no exercise, where the one in use has.
        scored: Whether it could be scored on people whom it never saw.
    """

    recognised: tuple[str, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    knows_none: bool
    scored: bool

    @property
    def objections(self) -> tuple[str, ...]:
        """Why it is used only when that is asked for, a clause each; none where it may be used at once."""
        number = len(self.lost)
        lost = f"it does not recognise {number} exercise{'s' * (number != 1)} that the model in use does"
        return tuple(
            clause
            for clause, holds in (
                (lost, bool(self.lost)),
                (
                    _NAMES_ALL,
                    not self.knows_none,
                ),
                ("it can't be scored", not self.scored),
            )
            if holds
        )


def compared(classes: Collection[str], *, scored: bool) -> ModelComparison:
    """A model with these classes beside the one in use; one that can't be read knows nothing.

    Args:
        classes: Canonical names, ``none`` among them or not.
        scored: Whether it could be scored on people whom it never saw.
    """
    new, used = set(classes), set(_classes_in_use())
    exercises = new - {NONE}
    return ModelComparison(
        recognised=tuple(sorted(exercises)),
        lost=tuple(sorted(used - exercises - {NONE})),
        gained=tuple(sorted(exercises - used)),
        knows_none=NONE in new or NONE not in used,
        scored=scored,
    )


def expected(clips: Sequence[Clip]) -> ModelComparison:
    """What a model from these clips will be, as far as the list says it."""
    enough = sum(len(of) >= ENOUGH_GROUPS and of.total() >= ENOUGH_FILMS for of in _people(clips).values())
    return compared({clip.label for clip in clips}, scored=enough >= 1)


def _people(clips: Iterable[Clip]) -> dict[str, Counter[str]]:
    people: dict[str, Counter[str]] = {}
    for clip in clips:
        people.setdefault(clip.label, Counter())[clip.group] += 1
    return people


def _classes_in_use() -> tuple[str, ...]:
    try:
        return read_card(card_path(folder_in_use())).names
    except ModelError:
        return ()
