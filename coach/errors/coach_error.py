"""The base class of every error, and the sentence for a file with several errors."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches
from typing import Any

from coach.addresses import without_passwords


def errors_in(name: object, errors: Sequence[str]) -> str:
    """A sentence with the number of errors, then one line for each."""
    number = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    return "\n  ".join((f"{name} has {number}:", *errors))


def near_hint(name: str, known: Sequence[str], otherwise: str) -> str:
    """A hint that names what may have been meant; ``otherwise`` if nothing is near."""
    close = get_close_matches(name, known, 3, 0.5)
    return f"Did you mean {' or '.join(close)}?" if close else otherwise


class CoachError(Exception):
    """An error that the user can understand and fix; passwords in addresses are hidden.

    Attributes:
        hint: What to do or type next; may be empty.
    """

    def __init__(self, sentence: str, *, hint: str = "") -> None:
        super().__init__(without_passwords(sentence))
        self.hint = without_passwords(hint)

    def __reduce__(self) -> tuple[Callable[..., CoachError], tuple[Any, ...]]:
        """Pickled for worker processes without calling ``__init__``, whose arguments differ by class."""
        return _unpickled, (type(self), self.args, self.__dict__)


def _unpickled(kind: type[CoachError], args: tuple[Any, ...], facts: dict[str, Any]) -> CoachError:
    error = kind.__new__(kind, *args)
    error.__dict__.update(facts)
    return error
