"""Judges form: compares measurements with an exercise's form rules."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median, quantiles

from coach.body.angles import SIDES, Angles
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.form_rule import FormRule
from coach.catalogue.measure_text import bound_text, measure_name, measure_value
from coach.judging.bounds import value_of
from coach.judging.cycle import AROUND_S
from coach.judging.events import Fault, FaultCoverage, Rep
from coach.judging.evidence import guessed_landmarks

_MEMORY = 4096
_SUSTAINED = 10
"""The worst value of a rep is its worst tenth, so that a landmark that jumps is no fault."""
_WHOLE_SECOND_S = 1.0
_HOME_SHARE = 0.2
"""Share of the return's time that belongs to the start position of the next rep: its last tenth of distance.
Bending the hips there, ready for the next rep, is no fault of this one."""
_VISIBLE_SHARE = 0.5
"""A measure visible in fewer moments than this is not judged."""


@dataclass(frozen=True, slots=True)
class _Sample:
    """The measures of all rules at one moment, for the left side, the right side and both together."""

    time: float
    view: View
    values: tuple[tuple[float | None, float | None, float | None], ...]


class FormJudge:
    """Judges reps and holds by the form rules of one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        self._rules = exercise.form
        self._held = exercise.hold is not None
        self._samples: deque[_Sample] = deque(maxlen=_MEMORY)
        self._ongoing: set[str] = set()
        self._judged: list[list[bool]] = []

    def observe(self, angles: Angles, time: float, signal: float | None) -> None:
        """Take the body at one moment; ``signal`` is the signal of the exercise."""
        if self._rules:
            values = tuple(_of_limbs(rule, angles, signal) for rule in self._rules)
            self._samples.append(_Sample(time, angles.view, values))

    def of_rep(self, rep: Rep) -> list[Fault]:
        """The faults of a completed rep."""
        limb = SIDES.index(rep.side) if rep.side != "both" else 2
        faults, judged = [], []
        view = self._view(rep.start_s, rep.end_s)
        for place, rule in enumerate(self._rules):
            first_s, last_s, time = _span(rule, rep)
            worst = self._worst(place, rule, limb, first_s, last_s) if view in rule.views else None
            judged.append(worst is not None)
            if worst is not None and _is_broken(rule, worst):
                faults.append(_fault(rule, worst, rep.number, time))
        self._judged.append(judged)
        return faults

    def of_hold(self, time: float) -> list[Fault]:
        """The faults that begin in a hold: each once, until it is corrected."""
        faults, judged = [], []
        since_s = time - _WHOLE_SECOND_S
        view = self._view(since_s, time)
        for place, rule in enumerate(self._rules):
            worst = self._worst(place, rule, 2, since_s, time) if view in rule.views else None
            judged.append(worst is not None)
            if worst is None:
                continue
            if not _is_broken(rule, worst):
                self._ongoing.discard(rule.fault)
            elif rule.fault not in self._ongoing:
                self._ongoing.add(rule.fault)
                faults.append(_fault(rule, worst, None, time))
        self._judged.append(judged)
        return faults

    def forget(self, reps: int) -> None:
        """Remove the last reps, or seconds of a hold."""
        del self._judged[max(len(self._judged) - reps, 0) :]

    @property
    def coverage(self) -> tuple[FaultCoverage, ...]:
        """How often each fault could be judged, in the order of the rules."""
        return tuple(
            FaultCoverage(rule.title, sum(judged), len(judged), "s" if self._held else "rep")
            for rule, judged in zip(self._rules, zip(*self._judged, strict=True), strict=bool(self._judged))
        )

    def _view(self, first_s: float, last_s: float) -> View | None:
        """The prevailing view between two moments."""
        views = Counter(sample.view for sample in self._samples if first_s <= sample.time <= last_s)
        return views.most_common(1)[0][0] if views else None

    def _worst(self, place: int, rule: FormRule, limb: int, first_s: float, last_s: float) -> float | None:
        """The measure between two moments: the median, or the worst tenth; None if it is not visible."""
        span = [sample for sample in self._samples if first_s <= sample.time <= last_s]
        values = [value for sample in span if (value := sample.values[place][limb]) is not None]
        if not values or len(values) < _VISIBLE_SHARE * len(span):
            return None
        if rule.at != "way" or self._held or len(values) < _SUSTAINED:
            return median(values)
        tenths = quantiles(values, n=_SUSTAINED, method="inclusive")
        return tenths[0] if _beyond(rule, tenths[0]) >= _beyond(rule, tenths[-1]) else tenths[-1]


def merged_coverage(faults: Iterable[FaultCoverage]) -> tuple[FaultCoverage, ...]:
    """The coverage of several judges, added up for each fault."""
    merged: dict[tuple[str, str], FaultCoverage] = {}
    for each in faults:
        before = merged.get((each.title, each.unit), FaultCoverage(each.title, 0, 0, each.unit))
        merged[each.title, each.unit] = FaultCoverage(
            each.title, before.judged + each.judged, before.of + each.of, each.unit
        )
    return tuple(merged.values())


def _span(rule: FormRule, rep: Rep) -> tuple[float, float, float]:
    """Start and end of the part of a rep that a rule checks, and the time of its fault."""
    if rule.at == "way":
        return rep.start_s, rep.end_s - _HOME_SHARE * (rep.end_s - rep.turn_s), rep.turn_s
    moment = rep.turn_s if rule.at == "turn" else rep.start_s
    return moment - AROUND_S, moment + AROUND_S, moment


def _of_limbs(
    rule: FormRule, angles: Angles, signal: float | None
) -> tuple[float | None, float | None, float | None]:
    """The measure of a rule on the left, on the right and on both; None if it was guessed."""
    left, right, both = (
        value_of(rule.measure, angles, limb, signal)
        if guessed_landmarks((rule.measure,), angles, limb) is None
        else None
        for limb in (0, 1, None)
    )
    return left, right, both


def _beyond(rule: FormRule, value: float) -> float:
    """How far a value is outside the limits; negative inside."""
    low, high = rule.at_least, rule.at_most
    short = float("-inf") if low is None else low - value
    over = float("-inf") if high is None else value - high
    return max(short, over)


def _is_broken(rule: FormRule, value: float) -> bool:
    return _beyond(rule, value) > 0


def _fault(rule: FormRule, value: float, rep: int | None, time: float) -> Fault:
    return Fault(
        rule.fault,
        rule.title,
        rule.cue,
        f"{_value_text(rule, value)}, {_limits_text(rule)} required",
        rep,
        time,
        rule.severity,
        rule.correction,
        rule.drill,
        rule.praise,
    )


def _value_text(rule: FormRule, value: float) -> str:
    return f"{measure_name(rule.measure)} {measure_value(rule.measure, value)}"


def _limits_text(rule: FormRule) -> str:
    return bound_text(rule, lambda limit: measure_value(rule.measure, limit))
