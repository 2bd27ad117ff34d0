"""Comparison of a new model's classes with those of the model in use."""

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

_NO_NONE = "it has no class 'none', so it names every movement as an exercise"


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """The difference between a new model and the model in use.

    Attributes:
        recognised: Exercises that the new model recognises.
        lost: Exercises that only the model in use recognises.
        gained: Exercises that only the new model recognises.
        knows_none: Whether the new model has the class ``none``, or the model in use lacks it too.
        scored: Whether the new model could be scored on people not in the training data.
    """

    recognised: tuple[str, ...]
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    knows_none: bool
    scored: bool

    @property
    def objections(self) -> tuple[str, ...]:
        """Reasons not to use the new model by default, a clause each."""
        number = len(self.lost)
        lost = (
            f"it does not recognise {number} exercise{'s' * (number != 1)} that the model in use recognises"
        )
        return tuple(
            clause
            for clause, holds in (
                (lost, bool(self.lost)),
                (_NO_NONE, not self.knows_none),
                ("it can't be scored", not self.scored),
            )
            if holds
        )


def compare_classes(classes: Collection[str], *, scored: bool) -> ModelComparison:
    """Compare a model of these classes with the model in use; one that can't be read has no classes.

    Args:
        classes: Canonical names, ``none`` among them or not.
        scored: Whether it could be scored on people not in the training data.
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


def compare_clips(clips: Sequence[Clip]) -> ModelComparison:
    """Compare a model that will be trained on these clips with the model in use."""
    enough = sum(len(of) >= ENOUGH_GROUPS and of.total() >= ENOUGH_FILMS for of in _people(clips).values())
    return compare_classes({clip.label for clip in clips}, scored=enough >= 1)


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
