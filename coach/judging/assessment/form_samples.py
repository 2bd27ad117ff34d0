"""What form rules measure, moment by moment."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from coach.body.angles import Alignment, Angles, is_alignment, landmarks_of
from coach.body.pose import Pose
from coach.body.view import View
from coach.catalogue.bound import Measure
from coach.catalogue.form_rule import FormRule
from coach.judging.assessment.alignments import alignment
from coach.judging.bounds import value_of
from coach.judging.evidence import Guessed, guess_text, guessed_landmarks
from coach.judging.signal import TRUST_POWER

_MEMORY = 4096
_VISIBLE_SHARE = 0.5
"""A measure visible in fewer moments than this is not judged."""
LEFT, RIGHT, BOTH = 0, 1, 2

Value = float | Guessed | None
"""A measure, what the model guessed of its landmarks, or None if it is unknown for another reason."""


@dataclass(slots=True)
class FormSample:
    """The body at one moment; a measure is worked out when a rule asks for it, once for all rules.

    Attributes:
        time: In the source's time.
        angles: The angles.
        signal: The signal of the exercise.
        pose: The landmarks; without them, alignments are unknown.
    """

    time: float
    angles: Angles
    signal: float | None
    pose: Pose | None
    _values: dict[str, tuple[Value, Value, Value]] = field(default_factory=dict)

    @property
    def view(self) -> View:
        """The camera's view."""
        return self.angles.view

    @property
    def leveled(self) -> bool:
        """Whether the camera's tilt is known."""
        return self.angles.trunk_lean is not None

    def values(self, rule: FormRule) -> tuple[Value, Value, Value]:
        """The measure of a rule for the left side, the right side and both together."""
        if rule.measure is None:
            return None, None, None
        if rule.measure not in self._values:
            self._values[rule.measure] = _of_limbs(rule.measure, self.angles, self.signal, self.pose)
        return self._values[rule.measure]


class FormSamples:
    """The measures of some rules over time."""

    def __init__(self, rules: Sequence[FormRule]) -> None:
        self._rules = rules
        self._samples: deque[FormSample] = deque(maxlen=_MEMORY)

    def observe(self, angles: Angles, time: float, signal: float | None, pose: Pose | None) -> None:
        """Take the body at one moment; without its pose, alignments are unknown."""
        if self._rules:
            self._samples.append(FormSample(time, angles, signal, pose))

    def between(self, first_s: float, last_s: float) -> list[FormSample]:
        """The samples between two moments."""
        found: list[FormSample] = []
        for each in reversed(self._samples):
            if each.time < first_s:
                break
            if each.time <= last_s:
                found.append(each)
        return found[::-1]


def is_leveled(span: Sequence[FormSample]) -> bool:
    """Whether the camera's tilt is known for most of some samples."""
    return 2 * sum(each.leveled for each in span) > len(span)


def visible_values(
    span: Sequence[FormSample], rule: FormRule, limb: int
) -> tuple[list[tuple[float, float]], str]:
    """Times and values of a rule's measure; or none, and why they are not visible."""
    values = [(each.time, each.values(rule)[limb]) for each in span]
    known = [(time, value) for time, value in values if isinstance(value, int | float)]
    if known and len(known) >= _VISIBLE_SHARE * len(span):
        return known, ""
    guessed = [value for _, value in values if isinstance(value, Guessed)]
    return [], guess_text(guessed) if guessed else "not visible"


def differences(span: Sequence[FormSample], rule: FormRule) -> tuple[list[tuple[float, float]], str]:
    """Times and differences between left and right; or none, and why they are not visible."""
    apart = []
    for each in span:
        left, right, _ = each.values(rule)
        if isinstance(left, int | float) and isinstance(right, int | float):
            apart.append((each.time, abs(left - right)))
    if apart and len(apart) >= _VISIBLE_SHARE * len(span):
        return apart, ""
    guessed = [value for each in span for value in each.values(rule)[:BOTH] if isinstance(value, Guessed)]
    return [], guess_text(guessed) if guessed else "not visible"


def _of_limbs(
    measure: Measure | Alignment, angles: Angles, signal: float | None, pose: Pose | None
) -> tuple[Value, Value, Value]:
    guessed = [guessed_landmarks((measure,), angles, limb) for limb in (LEFT, RIGHT, None)]
    if is_alignment(measure):
        found = _of_alignment(measure, angles, pose)
    else:
        body = cast(Measure, measure)
        found = tuple(_of_body(body, angles, limb, signal) for limb in (LEFT, RIGHT, None))
    left, right, both = (lack or value for lack, value in zip(guessed, found, strict=True))
    return left, right, both


def _of_body(measure: Measure, angles: Angles, limb: int | None, signal: float | None) -> float | None:
    """A measure; against gravity where the camera's tilt is known."""
    if measure == "inclination" and angles.trunk_lean is not None:
        return angles.trunk_lean
    if measure == "shoulder_slope" and angles.shoulder_line is not None:
        return angles.shoulder_line
    return value_of(measure, angles, limb, signal)


def _of_alignment(measure: Alignment, angles: Angles, pose: Pose | None) -> tuple[float | None, ...]:
    """An alignment of each side and of both, where the more visible side weighs more, as for joints."""
    if pose is None:
        return None, None, None
    left, right = alignment(measure, pose)
    trust = [
        max(float(angles.sureness[list(side)].min()), 0.01) ** TRUST_POWER for side in landmarks_of(measure)
    ]
    return left, right, (left * trust[0] + right * trust[1]) / sum(trust)
