"""The figure of a form rule in a phase of a rep: a value, a change, a range, a difference, a duration."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median, quantiles

from coach.catalogue.form_rule import FormRule
from coach.judging.assessment.form_samples import (
    FormSample,
    FormSamples,
    differences,
    visible_values,
)
from coach.judging.cycle import AROUND_S
from coach.judging.events import Rep

_SUSTAINED = 10
"""The worst value of a rep is its worst tenth, so that a landmark that jumps is no fault."""
_HOME_SHARE = 0.2
"""Share of the return's time that belongs to the start position of the next rep: its last tenth of distance.
Bending the hips there, ready for the next rep, is no fault of this one."""
_BEFORE_S = 0.6
"""How long before a rep its start position may be: the rep begins once it is left, so a little too late."""

Timed = Sequence[tuple[float, float]]
"""Times and values."""


def span_of(rule: FormRule, rep: Rep) -> tuple[float, float, float]:
    """Start and end of the part of a rep that a rule checks, and the time of its fault."""
    home_s = rep.end_s - _HOME_SHARE * (rep.end_s - rep.turn_s)
    match rule.at:
        case "way":
            return rep.start_s, home_s, rep.turn_s
        case "out":
            return rep.start_s, rep.turn_s, rep.turn_s
        case "back":
            return rep.turn_s, home_s, rep.turn_s
    around_s = max(AROUND_S, rule.for_s / 2)
    if rule.at == "start":
        return rep.start_s - _BEFORE_S, rep.start_s + around_s, rep.start_s
    return rep.turn_s - around_s, rep.turn_s + around_s, rep.turn_s


def figure_of(
    rule: FormRule, limb: int, samples: FormSamples, span: Sequence[FormSample], rep: Rep | None
) -> tuple[float, str]:
    """The figure of a rule, and why it is not visible; the text is empty if it is.

    Args:
        rule: The rule.
        limb: The side, see :mod:`coach.judging.assessment.form_samples`.
        samples: All samples.
        span: Those of the phase.
        rep: The rep; None in a hold, which has no start position and no turning point.
    """
    if rule.figure == "travel" and rep is not None:
        return _travel(rule, limb, samples, rep)
    find = differences(span, rule) if rule.figure == "asymmetry" else visible_values(span, rule, limb)
    values, reason = find
    if reason:
        return 0.0, reason
    if rule.figure == "range":
        return _range([value for _, value in values]), ""
    if rule.figure == "drift":
        base = _at_beginning(rule, limb, samples, values, rep)
        values = [(time, value - base) for time, value in values]
    if rule.at == "start" and rep is not None:
        return _best(rule, values), ""
    if rule.at == "turn" or rep is None:
        return median(value for _, value in values), ""
    return _worst(rule, values), ""


def _travel(rule: FormRule, limb: int, samples: FormSamples, rep: Rep) -> tuple[float, str]:
    medians = []
    for moment in (rep.start_s, rep.turn_s):
        near = samples.between(moment - AROUND_S, moment + AROUND_S)
        values, reason = visible_values(near, rule, limb)
        if reason:
            return 0.0, reason
        medians.append(median(value for _, value in values))
    return abs(medians[1] - medians[0]), ""


def _at_beginning(rule: FormRule, limb: int, samples: FormSamples, values: Timed, rep: Rep | None) -> float:
    """The value in which a phase begins.

    A whole rep begins in its start position, so half of these moments are before it: hips that shift at once
    have not shifted there. A part of a rep begins within the movement, with its first moments.
    """
    if rep is not None and rule.at == "way":
        around = samples.between(rep.start_s - AROUND_S, rep.start_s + AROUND_S)
        values = visible_values(around, rule, limb)[0] or values
    last_s = values[0][0] + 2 * AROUND_S
    return median(value for time, value in values if time <= last_s)


def _range(values: Sequence[float]) -> float:
    """The range without its outermost tenths."""
    if len(values) < _SUSTAINED:
        return max(values) - min(values)
    tenths = quantiles(values, n=2 * _SUSTAINED, method="inclusive")
    return tenths[-1] - tenths[0]


def _best(rule: FormRule, values: Timed) -> float:
    """The value of the best moment: a start position is right if it was reached."""
    around_s = max(AROUND_S, rule.for_s / 2)
    return min(
        (median(value for time, value in values if abs(time - middle) <= around_s) for middle, _ in values),
        key=rule.beyond,
    )


def _worst(rule: FormRule, values: Timed) -> float:
    """The value farthest beyond the limits that lasts, or else in its worst tenth."""
    if rule.for_s:
        signs = [sign for sign, limit in ((1.0, rule.at_most), (-1.0, rule.at_least)) if limit is not None]
        lasting = [_lasting(values, rule.for_s, sign) for sign in signs]
        return max(lasting, key=rule.beyond)
    plain = [value for _, value in values]
    if len(plain) < _SUSTAINED:
        return median(plain)
    tenths = quantiles(plain, n=_SUSTAINED, method="inclusive")
    return max((tenths[0], tenths[-1]), key=rule.beyond)


def _lasting(values: Timed, for_s: float, sign: float) -> float:
    """The largest value (or the smallest, if ``sign`` is -1) that is held for some time.

    If the phase is shorter than that, its median.
    """
    held = []
    for first, _ in values:
        window = [value for time, value in values if first <= time <= first + for_s]
        if first + for_s <= values[-1][0]:
            held.append(min(sign * value for value in window))
    return sign * max(held) if held else median(value for _, value in values)
