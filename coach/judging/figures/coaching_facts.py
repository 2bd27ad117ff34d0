"""What a review needs to know of an exercise, without loading the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from coach.body.view import View, view_needed
from coach.catalogue.severity import Severity
from coach.judging.figures.tempo_target import TempoTarget, tempo_target

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise

_LOADED_ON = frozenset(("feet", "bench"))
"""Supports of exercises in which the load is the whole resistance; with hands or bar it is the body too."""
_RUSHED = 0.5
"""A lowering shorter than this share of its target is rushed; times are whole frames, and people vary."""
_SLOWEST_TARGET_S = 1.5
"""A lowering of a second is no target: it is how people lower anyway."""


@dataclass(frozen=True, slots=True)
class RuleFacts:
    """What a form rule says besides its limits.

    Attributes:
        title: Name for people.
        severity: How much its fault matters.
        correction: What to do, in more words than the cue.
        drill: An exercise or a habit that helps; may be empty.
        views: Views from which it can be judged.
    """

    title: str
    severity: Severity
    correction: str
    drill: str
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class CoachingFacts:
    """The facts of an exercise.

    Attributes:
        exercise: Canonical name.
        pace: "tempo" if lowering and effort are timed, "rhythm" if only reps per minute make sense.
        lowering: The name of the lowering, such as "down".
        levels: The names of its levels, lowest first.
        tempo: The tempo to keep; None without one.
        is_judged: Whether range and form are judged; anything that repeats is only counted.
        is_loaded: Whether a weight is the whole resistance, so that a one-repetition maximum makes sense.
        rules: Its form rules by fault, in the order of the file.
    """

    exercise: str
    pace: Literal["tempo", "rhythm"] = "tempo"
    lowering: str = "down"
    levels: tuple[str, ...] = ()
    tempo: TempoTarget | None = None
    is_judged: bool = True
    is_loaded: bool = False
    rules: Mapping[str, RuleFacts] = field(default_factory=dict)

    @property
    def times_lowering(self) -> bool:
        """Whether there is a lowering, and a target that is slower than people lower anyway."""
        return self.pace == "tempo" and self.tempo is not None and self.tempo.eccentric >= _SLOWEST_TARGET_S

    def is_rushed(self, lowering_s: float) -> bool:
        """Whether a lowering is far shorter than its target."""
        return self.times_lowering and self.tempo is not None and lowering_s < _RUSHED * self.tempo.eccentric

    def unjudged(self, view: View | None) -> tuple[str, ...]:
        """The names of faults that can't be judged from a view, with the views that can."""
        if view is None:
            return ()
        return tuple(
            f"{rule.title} ({view_needed(rule.views)})"
            for rule in self.rules.values()
            if view not in rule.views
        )


def facts_of(exercise: Exercise, tempo: str | None = None) -> CoachingFacts:
    """The facts of an exercise.

    Args:
        exercise: The exercise.
        tempo: The tempo that the user chose; None for the usual one in the file.
    """
    reps = exercise.reps
    lowering = "down"
    if reps is not None:
        lowering = (reps.out if reps.out.action == "eccentric" else reps.back).name
    wanted = tempo or exercise.target.tempo
    if exercise.is_anything:
        return CoachingFacts(exercise.name, pace="rhythm", is_judged=False)
    return CoachingFacts(
        exercise=exercise.name,
        pace="tempo" if reps is None else reps.pace,
        lowering=lowering,
        levels=() if exercise.standard is None else exercise.standard.names,
        tempo=None if wanted is None else tempo_target(wanted),
        is_loaded=reps is not None and reps.pace == "tempo" and exercise.poses.support in _LOADED_ON,
        rules={
            rule.fault: RuleFacts(
                rule.title, rule.severity, rule.correction or rule.cue, rule.drill, rule.views
            )
            for rule in exercise.form
        },
    )
