"""What a form rule measured and requires, and what it needs to be judged, in words."""

from __future__ import annotations

from coach.catalogue.form_rule import FormRule
from coach.catalogue.measure_text import bound_text, measure_name, measure_value

_CHANGES = {
    "travel": "{} moves {}",
    "drift": "{} changes by {}",
    "range": "{} moves by {}",
    "asymmetry": "{} {} apart",
}


def fault_text(rule: FormRule, value: float, error: float, baseline: float | None) -> str:
    """The figure with its error and what is required, such as 'knee 99° ± 14, at most 75° required'.

    Args:
        rule: The rule.
        value: The figure.
        error: Its error bar.
        baseline: That of the person's own first reps; None if the rule has a limit.
    """
    measured = _figure_text(rule, value, error)
    if baseline is None:
        return f"{measured}, {limits_text(rule)} required"
    apart = _amount(rule, abs(value - baseline))
    way = "more" if value > baseline else "less"
    return f"{measured}, {apart} {way} than in your first reps, {limits_text(rule)} allowed"


def limits_text(rule: FormRule) -> str:
    """The limits, such as 'at least 40° and at most 60°'."""
    return bound_text(rule, lambda limit: _amount(rule, limit))


def figure_name(rule: FormRule) -> str:
    """What a rule measures, such as 'knee', 'change of inclination' or 'time'."""
    if rule.measure is None:
        return "time"
    name = measure_name(rule.measure)
    kinds = {"travel": "movement", "drift": "change", "range": "range", "asymmetry": "left-right difference"}
    return f"{kinds[rule.figure]} of {name}" if rule.figure in kinds else name


def _figure_text(rule: FormRule, value: float, error: float) -> str:
    if rule.measure is None:
        return f"{rule.at} in {value:.1f} s ± {error:.1f}"
    name, amount = measure_name(rule.measure), f"{_amount(rule, value)} ± {_bare(rule, error)}"
    return _CHANGES.get(rule.figure, "{} {}").format(name, amount)


def _amount(rule: FormRule, amount: float) -> str:
    return f"{amount:.1f} s" if rule.measure is None else measure_value(rule.measure, amount)


def _bare(rule: FormRule, amount: float) -> str:
    """An amount without its unit."""
    text = _amount(rule, amount)
    return text.removesuffix("°").removesuffix(" trunk lengths")
