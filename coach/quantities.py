"""Parses and formats weights and durations: '20,5', '45 lb', '1:30'."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

WeightUnit = Literal["kg", "lb"]

KG_PER_LB = 0.45359237
"""Exact: international pound, 1959."""
HEAVIEST_KG = 1000.0

_WEIGHT_UNITS: dict[str, WeightUnit] = {
    **dict.fromkeys(
        ("kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"), "kg"
    ),
    **dict.fromkeys(("lb", "lbs", "pound", "pounds"), "lb"),
}
_SECONDS = {
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3600),
}
_UNITS_OF = {"--weight": _WEIGHT_UNITS.keys(), "--rest": _SECONDS.keys(), "--hold": _SECONDS.keys()}
"""Options whose value has a unit, and the names of those units."""
_LONGEST = 40
_NUMBER = r"\d+(?:[.,]\d*)?|[.,]\d+"
_THOUSANDS = re.compile(r"[1-9]\d{0,2},\d{3}")


@dataclass(frozen=True, slots=True)
class Weight:
    """A weight as typed.

    Attributes:
        amount: How many of its unit.
        unit: Its unit; None for a bare number.
    """

    amount: float
    unit: WeightUnit | None

    def in_kg(self, units: WeightUnit) -> float:
        """The weight in kilograms.

        Args:
            units: The unit of a bare number.

        Raises:
            ValueError: It is over ``HEAVIEST_KG``.
        """
        kg = self.amount * (KG_PER_LB if (self.unit or units) == "lb" else 1.0)
        if kg > HEAVIEST_KG:
            most = f"{weight_text(HEAVIEST_KG, units='kg')} ({weight_text(HEAVIEST_KG, units='lb')})"
            raise ValueError(f"it must be at most {most}.")
        return kg


def parse_weight(typed: str) -> Weight:
    """Parse a weight such as '20.5', '20,5 kg' or '45lb'.

    Raises:
        ValueError: It is not a weight; the message is for the user.
    """
    like = f"'{_quoted(typed)}' is not a weight like 20.5, 20,5kg or 45lb."
    parts = re.fullmatch(rf"([+-]?)({_NUMBER})\s*([^\W\d_]*)\.?", _normalised(typed))
    if parts is None:
        raise ValueError(like)
    sign, number, word = parts.groups()
    if word and word not in _WEIGHT_UNITS:
        raise ValueError(f"{like} It can be in kg or lb.")
    amount = _number(number)
    if sign == "-" and amount:
        raise ValueError("it must be at least 0.")
    return Weight(amount, _WEIGHT_UNITS.get(word))


def weight_text(*weights_kg: float, units: WeightUnit) -> str:
    """A weight or a range of weights, such as '45 lb' or '20–22.5 kg'."""
    amounts = [kg / KG_PER_LB if units == "lb" else kg for kg in weights_kg]
    shown = dict.fromkeys(f"{amount:.2f}".rstrip("0").rstrip(".") for amount in amounts)
    return f"{'–'.join(shown)} {units}"


def parse_duration(typed: str) -> float:
    """Parse a duration such as '90', '90s', '1:30', '1.5 min' or '1m30' into seconds.

    Raises:
        ValueError: It is not a duration; the message is for the user.
    """
    text = _normalised(typed)
    wrong = ValueError(f"'{_quoted(typed)}' is not a duration like 90, 90s, 1:30 or 2min.")
    if clock := re.fullmatch(r"(?:(\d{1,4}):)?(\d{1,4}):(\d\d)", text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        if seconds >= 60 or (clock[1] and minutes >= 60):
            raise wrong
        return float(hours * 3600 + minutes * 60 + seconds)
    if re.fullmatch(r"-\d.*", text):
        raise ValueError("it must be at least 0 seconds.")
    whole = re.fullmatch(rf"(?:(?:{_NUMBER})\s*[a-z]+\.?\s*)*(?:{_NUMBER})?", text)
    parts = re.findall(rf"({_NUMBER})\s*([a-z]*)", text)
    if whole is None or not parts:
        raise wrong
    return _sum(parts, wrong)


def _sum(parts: Sequence[tuple[str, str]], wrong: ValueError) -> float:
    """Add up parts, the largest unit first; a bare number after '1m' is in seconds."""
    total, before = 0.0, float("inf")
    for number, word in parts:
        size = _SECONDS.get(word or "s")
        if size is None or size >= before or (not word and before > 60 and len(parts) > 1):
            raise wrong  # the 30 of '1h30' is ambiguous
        total += _number(number) * size
        before = size
    return total


def units_joined(typed: Sequence[str]) -> list[str]:
    """Join every unit to its number: '--weight 45 lb' becomes '--weight 45lb'."""
    words: list[str] = []
    for word in typed:
        option, _, value = words[-1].partition("=") if words else ("", "", "")
        if not value and len(words) > 1:
            option, value = words[-2], words[-1]
        apart = re.fullmatch(r"[+-]?[\d.,:]+", value) and word.lower().rstrip(".") in _UNITS_OF.get(
            option, ()
        )
        if apart:
            words[-1] += word
        else:
            words.append(word)
    return words


def _normalised(typed: str) -> str:
    """Lower-cased, with Unicode digits and spaces normalised and outer blanks stripped."""
    return unicodedata.normalize("NFKC", typed).strip().casefold().replace("−", "-")


def _quoted(typed: str) -> str:
    """The typed text for a message: truncated, without unencodable characters."""
    text = typed.encode("utf-8", "replace").decode()
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _number(text: str) -> float:
    if _THOUSANDS.fullmatch(text):
        raise ValueError(
            f"'{text}' could be {text.replace(',', '')} or {text.replace(',', '.')}: write it like that."
        )
    return float(text.replace(",", "."))
