"""A row of checks of which none can break the others."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from coach.errors import CoachError, LibraryError
from coach.finding import Finding, Group, fail, warn

_ABOVE = "It has to be there first: 'Program', above, says what to do."
_OURS = "This is a fault in coach: please report it with this line."
_TO_US = re.compile(r"'coach doctor'[^.]*\.\s*")
_AGAIN = "Mend it and run 'coach doctor' again."


Check = Callable[[], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Checks of one thing that are still to be made.

    Attributes:
        title: What is looked at.
        checks: Each gives its findings; one that breaks is a finding itself, and the next still runs.
    """

    title: str
    checks: tuple[Check, ...]

    def make(self) -> Group:
        """Make them all."""
        found: list[Finding] = []
        for check in self.checks:
            with _Noting(found):
                found.extend(check())
        return Group(self.title, tuple(found))


class _Noting:
    """Turns whatever breaks a check into a finding, other than Ctrl-C."""

    def __init__(self, found: list[Finding]) -> None:
        self._found = found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self._found.append(_broken(error))
        return True


def refused(error: CoachError) -> Finding:
    """What an error of ours is in a checkup, where nobody has to be sent to the doctor."""
    return fail(str(error), _TO_US.sub("", error.hint).strip() or _AGAIN)


def _broken(error: Exception) -> Finding:
    if isinstance(error, LibraryError):
        return warn(f"not checked: {error.used_by} can't be loaded", _ABOVE)
    if isinstance(error, CoachError):
        return refused(error)
    return warn(f"This could not be looked at: {type(error).__name__}: {error}.", _OURS)
