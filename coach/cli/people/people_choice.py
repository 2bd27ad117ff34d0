"""Which people of a film to count, as typed."""

from __future__ import annotations

from dataclasses import dataclass

EVERYONE = "all"
_MOST = 6


@dataclass(frozen=True, slots=True)
class PeopleChoice:
    """The people to count.

    Attributes:
        number: How many; None for everyone.
        names: Their profiles from left to right; empty if they are not named.
    """

    number: int | None
    names: tuple[str, ...] = ()


def people_choice(typed: str) -> PeopleChoice:
    """The people that were typed: "all", a number, or names from left to right.

    Raises:
        ValueError: They can't be counted; the text says why.
    """
    if typed == EVERYONE:
        return PeopleChoice(None)
    if typed.isascii() and typed.isdecimal():
        _check_number(int(typed))
        return PeopleChoice(int(typed))
    names = tuple(name.strip() for name in typed.split(","))
    if not all(names):
        raise ValueError("a name is empty; type names like anna,ben.")
    if len(set(names)) < len(names):
        raise ValueError("each name must be different.")
    _check_number(len(names))
    return PeopleChoice(len(names), names)


def _check_number(number: int) -> None:
    if not 1 <= number <= _MOST:
        raise ValueError(f"coach counts 1 to {_MOST} people at once, not {number}.")
