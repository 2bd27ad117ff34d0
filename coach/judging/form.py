"""Says what to mend: what an exercise's form rules want against what was measured."""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import dataclass
from statistics import median, quantiles

from coach.body.angles import SIDES, Angles
from coach.body.view import View
from coach.catalogue.definition import Exercise, FormRule
from coach.catalogue.measure_text import bound_text, measure_name, measure_value
from coach.judging.bounds import measured
from coach.judging.cycle import AROUND_S
from coach.judging.events import Fault, FaultCoverage, Rep
from coach.judging.evidence import guessed

_MEMORY = 4096
_SUSTAINED = 10
"""What is worst of the way is what a tenth of it goes beyond: a landmark that jumps is no fault."""
_WHOLE_SECOND_S = 1.0
_HOMECOMING = 0.2
"""The last tenth of the way back, which takes a fifth of its time, is the start position that begins the next
repetition: who bends the hips there, ready for more, has not bent them in this one."""
_SEEN_SHARE = 0.5
"""A measure hidden in more of the moments than this is not judged."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """Every rule's measure at one moment for the left side, the right side and both together."""

    time: float
    view: View
    values: tuple[tuple[float | None, float | None, float | None], ...]


class FormJudge:
    """Judges repetitions and holds by the form rules of one exercise."""

    def __init__(self, exercise: Exercise) -> None:
        self._rules = exercise.form
        self._held = exercise.hold is not None
        self._taken: deque[_Taken] = deque(maxlen=_MEMORY)
        self._going_on: set[str] = set()
        self._judged: list[list[bool]] = []

    def observe(self, angles: Angles, time: float, signal: float | None) -> None:
        """Take in the body at one moment; ``signal`` is what the exercise is counted by."""
        if self._rules:
            values = tuple(_of_limbs(rule, angles, signal) for rule in self._rules)
            self._taken.append(_Taken(time, angles.view, values))

    def of_rep(self, rep: Rep) -> list[Fault]:
        """What is to be mended in a repetition that was completed."""
        limb = SIDES.index(rep.side) if rep.side != "both" else 2
        faults, judged = [], []
        view = self._view(rep.start_s, rep.end_s)
        for place, rule in enumerate(self._rules):
            first_s, last_s, time = _when(rule, rep)
            worst = self._worst(place, rule, limb, first_s, last_s) if view in rule.views else None
            judged.append(worst is not None)
            if worst is not None and _broken(rule, worst):
                faults.append(_fault(rule, worst, rep.number, time))
        self._judged.append(judged)
        return faults

    def of_hold(self, time: float) -> list[Fault]:
        """What has begun to go wrong in a hold: each fault once, until it was mended."""
        faults, judged = [], []
        since_s = time - _WHOLE_SECOND_S
        view = self._view(since_s, time)
        for place, rule in enumerate(self._rules):
            worst = self._worst(place, rule, 2, since_s, time) if view in rule.views else None
            judged.append(worst is not None)
            if worst is None:
                continue
            if not _broken(rule, worst):
                self._going_on.discard(rule.fault)
            elif rule.fault not in self._going_on:
                self._going_on.add(rule.fault)
                faults.append(_fault(rule, worst, None, time))
        self._judged.append(judged)
        return faults

    def forget(self, reps: int) -> None:
        """The last repetitions, or seconds of a hold, were none."""
        del self._judged[max(len(self._judged) - reps, 0) :]

    @property
    def coverage(self) -> tuple[FaultCoverage, ...]:
        """How often each fault could be looked for, in the order of the rules."""
        return tuple(
            FaultCoverage(rule.title, sum(judged), len(judged), "s" if self._held else "rep")
            for rule, judged in zip(self._rules, zip(*self._judged, strict=True), strict=bool(self._judged))
        )

    def _view(self, first_s: float, last_s: float) -> View | None:
        """From where the body was mostly seen between two moments."""
        views = Counter(taken.view for taken in self._taken if first_s <= taken.time <= last_s)
        return views.most_common(1)[0][0] if views else None

    def _worst(self, place: int, rule: FormRule, limb: int, first_s: float, last_s: float) -> float | None:
        """The measure between two moments: the middle one, or the worst that lasts; None when unseen."""
        span = [taken for taken in self._taken if first_s <= taken.time <= last_s]
        values = [value for taken in span if (value := taken.values[place][limb]) is not None]
        if not values or len(values) < _SEEN_SHARE * len(span):
            return None
        if rule.at != "way" or self._held or len(values) < _SUSTAINED:
            return median(values)
        tenths = quantiles(values, n=_SUSTAINED, method="inclusive")
        return tenths[0] if _beyond(rule, tenths[0]) >= _beyond(rule, tenths[-1]) else tenths[-1]


def _when(rule: FormRule, rep: Rep) -> tuple[float, float, float]:
    """From when to when a rule looks at a repetition, and when it calls that."""
    if rule.at == "way":
        return rep.start_s, rep.end_s - _HOMECOMING * (rep.end_s - rep.turn_s), rep.turn_s
    moment = rep.turn_s if rule.at == "turn" else rep.start_s
    return moment - AROUND_S, moment + AROUND_S, moment


def _of_limbs(
    rule: FormRule, angles: Angles, signal: float | None
) -> tuple[float | None, float | None, float | None]:
    """The measure of a rule on the left, on the right and on both; None where it had to be guessed."""
    left, right, both = (
        measured(rule.measure, angles, limb, signal)
        if guessed((rule.measure,), angles, limb) is None
        else None
        for limb in (0, 1, None)
    )
    return left, right, both


def _beyond(rule: FormRule, value: float) -> float:
    """How far a value is outside what is wanted; negative inside."""
    low, high = rule.at_least, rule.at_most
    short = float("-inf") if low is None else low - value
    over = float("-inf") if high is None else value - high
    return max(short, over)


def _broken(rule: FormRule, value: float) -> bool:
    return _beyond(rule, value) > 0


def _fault(rule: FormRule, value: float, rep: int | None, time: float) -> Fault:
    return Fault(
        rule.fault,
        rule.title,
        rule.cue,
        f"{_value_text(rule, value)}, {_limits_text(rule)} required",
        rep,
        time,
    )


def _value_text(rule: FormRule, value: float) -> str:
    return f"{measure_name(rule.measure)} {measure_value(rule.measure, value)}"


def _limits_text(rule: FormRule) -> str:
    return bound_text(rule, lambda limit: measure_value(rule.measure, limit))
