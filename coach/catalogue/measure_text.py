"""Names, values and limits of measures as text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from coach.body.angles import IN_TRUNK_LENGTHS, JOINTS
from coach.catalogue.bound import Bound, Limits

_PLACES = {
    "wrist_height": ("hands", "above the shoulders", "below the shoulders"),
    "wrist_drop": ("hands", "below the hips", "above the hips"),
}
"""What a measured offset belongs to, and where it is if positive and if negative."""
_PHRASES = {
    "wrist_spread": "hands {} apart",
    "ankle_spread": "feet {} apart",
    "foot_lift": "one foot {} above the other",
    "inclination": "trunk tilted {}",
    "body_inclination": "body tilted {}",
    "shoulder_slope": "shoulders tilted {}",
}


def measure_name(measure: str) -> str:
    """The name of a measure: ``wrist_height`` is 'wrist height'."""
    return measure.replace("_", " ")


def measure_value(measure: str, amount: float) -> str:
    """An amount with its unit: degrees, or trunk lengths for a distance."""
    return f"{amount:.2f} trunk lengths" if measure in IN_TRUNK_LENGTHS else f"{amount:.0f}°"


def compared(measure: str, amount: float, limit: float) -> tuple[str, str]:
    """An amount and its limit with their units, with enough digits to tell them apart."""
    texts = measure_value(measure, amount), measure_value(measure, limit)
    return texts if texts[0] != texts[1] or "°" not in texts[0] else (f"{amount:.1f}°", f"{limit:.1f}°")


def bound_text(bound: Limits, value_text: Callable[[float], str]) -> str:
    """The limits of a bound, such as 'at least 40° and at most 60°'."""
    named = (("at least", bound.at_least), ("at most", bound.at_most))
    return " and ".join(f"{word} {value_text(limit)}" for word, limit in named if limit is not None)


def broken_text(bound: Bound, value: float, counted: Sequence[str]) -> tuple[str, float]:
    """A value outside a bound with the limit, such as 'knee at 150°, at least 160° required', and that limit.

    Args:
        bound: The bound.
        value: The value, outside its limits.
        counted: The measures that the exercise is counted by, which "signal" stands for.
    """
    is_short = bound.at_least is not None and value < bound.at_least
    limit = bound.at_least if is_short else bound.at_most
    assert limit is not None
    measures: Sequence[str] = counted if bound.measure == "signal" else (bound.measure,)
    [measure, *more] = measures
    if measure in _PLACES and not more:
        return _offset_text(measure, value, limit, is_short=is_short), limit
    amount, required = compared(measure, value, limit)
    name = " and ".join(map(measure_name, measures))
    phrase = f"{name} at {{}}" if measure in JOINTS else _PHRASES.get(measure, f"{name} {{}}")
    bare = required.removesuffix(" trunk lengths")
    return f"{phrase.format(amount)}, {_requirement(bare, is_least=is_short)}", limit


def _requirement(limit: str, *, is_least: bool) -> str:
    return f"at least {limit} required" if is_least else f"at most {limit} allowed"


def _offset_text(measure: str, value: float, limit: float, *, is_short: bool) -> str:
    """An offset above or below something; a negative one is the opposite way round."""
    what, positive, negative = _PLACES[measure]
    is_below = limit < 0 or (limit == 0 and value < 0)
    needs_more = is_short is not is_below
    there, wanted = (negative if value < 0 else positive), (negative if is_below else positive)
    other = "" if there == wanted else f" {wanted.split()[0]}"
    amount = f"{abs(limit):.2f}{other}"
    return f"{what} {abs(value):.2f} trunk lengths {there}, {_requirement(amount, is_least=needs_more)}"
