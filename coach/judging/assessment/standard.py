"""Judges the level of reps and holds in an exercise's standard, apart from whether they count."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from statistics import median
from typing import cast

from coach.body.angle_errors import Angle, read_angle_errors
from coach.body.angles import SIDES, Angles, Attitude, Distance, Joint
from coach.body.view import View, most_frequent_view, view_needed
from coach.catalogue.definition import Exercise
from coach.catalogue.measure_text import measure_name
from coach.catalogue.standard import Criterion, Standard
from coach.errors import UnknownLevel
from coach.judging.assessment.far_limb import far_limb
from coach.judging.bounds import value_of
from coach.judging.cycle import AROUND_S
from coach.judging.events import Rep
from coach.judging.evidence import Guessed, guess_text, guessed_landmarks
from coach.judging.level import Level, level_name, level_text

_MEMORY = 4096
_MOSTLY = 0.5
"""A measure is known at a moment of a rep if it is visible in more than this share of its frames."""
_BOTH = len(SIDES)
_VIEWS: tuple[View, ...] = ("side", "oblique", "front", "rear")
"""In the order in which they are recommended."""

Measured = Joint | Distance | Attitude
Value = float | Guessed
"""A measure, or what the model guessed of its landmarks."""


@dataclass(slots=True)
class _Measurement:
    """The body at one moment; a measure is worked out when a rep asks for it."""

    time: float
    angles: Angles
    _values: dict[Measured, tuple[Value, Value, Value]] = field(default_factory=dict)

    def value(self, measure: Measured, limb: int) -> Value:
        """A measure on the left, on the right or on both."""
        if measure not in self._values:
            self._values[measure] = _of_limbs(measure, self.angles)
        return self._values[measure][limb]


class LevelJudge:
    """Judges the levels of one exercise."""

    def __init__(self, exercise: Exercise, required: str | None = None) -> None:
        """Create a judge.

        Args:
            exercise: The exercise, with or without a standard.
            required: The level that a rep needs to count towards a target; None for any.

        Raises:
            UnknownLevel: The exercise has no such level.
        """
        self._exercise = exercise
        self._standard = standard = exercise.standard
        self._required = required
        self._required_rank = 0 if required is None else required_rank(exercise, required)
        levels = () if standard is None else standard.levels
        self._criteria = [standard.criteria(each) for each in levels] if standard is not None else []
        self._samples: deque[_Measurement] = deque(maxlen=_MEMORY)

    def observe(self, angles: Angles, time: float) -> None:
        """Take the body at one moment."""
        if self._criteria:
            self._samples.append(_Measurement(time, angles))

    def rated(self, rep: Rep) -> Rep:
        """A counted rep with its level; below the required level it becomes partial."""
        level, rank = None, 0
        if self._standard is not None:
            limb = SIDES.index(rep.side) if rep.side != "both" else _BOTH
            level, rank = self._level(self._standard, limb, rep.start_s, rep.turn_s, rep.end_s)
        rep = replace(rep, level=level, reason=self._reason(rep, level))
        if self._required is None or rep.verdict == "partial" or rank >= self._required_rank:
            return rep
        unknown = level is None or not level.name
        return replace(
            rep,
            verdict="partial",
            below_standard=True,
            is_doubtful=rep.is_doubtful or unknown,
            reason=f"{rep.reason}; {level_name(self._required)} required",
        )

    def of_hold(self, start_s: float, end_s: float) -> Level | None:
        """The level of a hold between two moments; None without a standard."""
        if self._standard is None:
            return None
        return self._level(self._standard, _BOTH, start_s, None, end_s)[0]

    def _level(
        self, standard: Standard, limb: int, start_s: float, turn_s: float | None, end_s: float
    ) -> tuple[Level, int]:
        """The level of a rep, or of a hold without a turning point, and its rank: 0 below the lowest."""
        view = self._view(start_s, end_s)
        if view is None:
            return Level("", standard.measure, not_judged="not visible"), 0
        within = (each.angles for each in self._samples if start_s <= each.time <= end_s)
        lacking = self._view_needed(standard, view) or far_limb(standard.measure, limb, within)
        own = self._criteria[0][0]
        value = self._value(own, limb, start_s, turn_s, end_s)
        if isinstance(value, str) or lacking:
            return Level("", standard.measure, not_judged=lacking or str(value)), 0
        rank = 0
        for number, criteria in enumerate(self._criteria, 1):
            if not _meets(criteria[0], value):
                break
            others = [(each, self._value(each, limb, start_s, turn_s, end_s)) for each in criteria[1:]]
            if all(not isinstance(found, str) and _meets(each, found) for each, found in others):
                rank = number
        error = _error(standard.measure, view)
        name = standard.levels[rank - 1].name if rank else f"below {standard.levels[0].name}"
        return Level(name, standard.measure, value, error), rank

    def _view(self, first_s: float, last_s: float) -> View | None:
        """The prevailing view between two moments."""
        within = (each for each in self._samples if first_s <= each.time <= last_s)
        return most_frequent_view(each.angles.view for each in within)

    def _view_needed(self, standard: Standard, view: View) -> str:
        """The view that the level needs, such as 'needs a side view'; empty if this one will do."""
        if can_judge(standard, view):
            return ""
        fit = [each for each in _VIEWS if can_judge(standard, each)]
        best = min(fit, key=lambda each: _error(standard.measure, each) or 0.0, default=None)
        return "needs a steadier measure" if best is None else view_needed((best,))

    def _value(
        self, criterion: Criterion, limb: int, start_s: float, turn_s: float | None, end_s: float
    ) -> float | str:
        """The measure that a criterion limits, or why it is unknown."""
        if turn_s is None:
            return self._between(criterion.measure, limb, start_s, end_s)
        moments = {"start": (start_s,), "turn": (turn_s,), "range": (start_s, turn_s)}[criterion.at]
        found = [self._between(criterion.measure, limb, each - AROUND_S, each + AROUND_S) for each in moments]
        for each in found:
            if isinstance(each, str):
                return each
        known = cast(list[float], found)
        return known[0] if criterion.at != "range" else abs(known[1] - known[0])

    def _between(self, measure: Measured, limb: int, first_s: float, last_s: float) -> float | str:
        """The median of a measure between two moments, or why it is unknown."""
        span = [each.value(measure, limb) for each in self._samples if first_s <= each.time <= last_s]
        if not span and self._samples:  # a slow film has no frame so close
            middle_s = (first_s + last_s) / 2
            span = [min(self._samples, key=lambda each: abs(each.time - middle_s)).value(measure, limb)]
        guessed = [each for each in span if isinstance(each, Guessed)]
        if not span or len(guessed) >= _MOSTLY * len(span):
            return guess_text(guessed) if guessed else "not visible"
        return median(each for each in span if not isinstance(each, Guessed))

    def _reason(self, rep: Rep, level: Level | None) -> str:
        """The verdict in one sentence, with one figure: that of the joint that people think of."""
        if rep.is_doubtful:
            return rep.reason
        if rep.verdict == "full" and level is not None and level.name:
            return level_text(level)
        joint = measure_name(self._exercise.signal.angle)
        moved = "" if rep.unmeasured else f"{joint} moved {rep.rom_deg:.0f}°"
        if rep.verdict == "partial":
            return ", ".join(filter(None, (moved, rep.reason)))
        error = "" if rep.rom_error_deg is None or not moved else f" ± {rep.rom_error_deg:.0f}"
        unjudged = "" if level is None else f"level not judged: {level.not_judged}"
        return "; ".join(filter(None, (f"{moved}{error}", unjudged))) or rep.reason


def required_rank(exercise: Exercise, level: str) -> int:
    """The rank of a level in the standard of an exercise, from 1.

    Raises:
        UnknownLevel: The exercise has no such level.
    """
    names = () if exercise.standard is None else exercise.standard.names
    if level not in names:
        raise UnknownLevel(exercise.name, level, names)
    return names.index(level) + 1


def can_judge(standard: Standard, view: View) -> bool:
    """Whether levels can be told apart in a view: its error is known, and less than their smallest step."""
    if standard.views and view not in standard.views:
        return False
    error, step = _error(standard.measure, view), standard.step
    return error is not None and (step is None or error < step)


def _of_limbs(measure: Measured, angles: Angles) -> tuple[Value, Value, Value]:
    """A measure on the left, on the right and on both; what was guessed instead where it was."""

    def value(limb: int | None) -> Value:
        guessed = guessed_landmarks((measure,), angles, limb)
        found = value_of(measure, angles, limb, None) if guessed is None else None
        return (guessed or Guessed()) if found is None else found

    return value(0), value(1), value(None)


def _error(measure: str, view: View) -> float | None:
    """The error bar of a measure in a view; None if unknown."""
    bar = read_angle_errors().bar(cast(Angle, measure), view)
    return None if bar is None else bar.bar_deg


def _meets(criterion: Criterion, value: float) -> bool:
    low, high = criterion.at_least, criterion.at_most
    return (low is None or value >= low) and (high is None or value <= high)
