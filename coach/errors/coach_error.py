"""The root of every error, and how a list of errors is worded."""

from __future__ import annotations

from collections.abc import Sequence

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
