"""The root of every error, and how a list of errors is worded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from coach.addresses import without_passwords


def faulty(name: object, faults: Sequence[str]) -> str:
    """One sentence that counts what is wrong, and a line for each."""
    number = "1 fault" if len(faults) == 1 else f"{len(faults)} faults"
    return "\n  ".join((f"{name} has {number}:", *faults))


class CoachError(Exception):
    """Something went wrong that a person can understand and mend; never with the password of an address.

    Attributes:
        hint: What to do or type next; empty when there is nothing to say.
    """

    def __init__(self, sentence: str, *, hint: str = "") -> None:
        super().__init__(without_passwords(sentence))
        self.hint = without_passwords(hint)

    def __reduce__(self) -> tuple[Callable[..., CoachError], tuple[Any, ...]]:
        """As worker processes hand it on: whole, whatever its class wants to be made of."""
        return _restored, (type(self), self.args, self.__dict__)


def _restored(kind: type[CoachError], args: tuple[Any, ...], facts: dict[str, Any]) -> CoachError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error
