"""A group of checks; a check that raises becomes a finding and the others still run."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from coach.errors import CoachError, LibraryError
from coach.finding import Finding, Group, fail, warn

_LOG = logging.getLogger(__name__)

_ABOVE = "Fix it first: see 'Program' above."
_BUG = "This is a bug in coach. Please report it with this line."
_DOCTOR_HINT = re.compile(r"(?:Run )?'coach doctor'[^.]*\.\s*")
_AGAIN = "Fix this, then run 'coach doctor' again."


Check = Callable[[], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class CheckGroup:
    """Checks of one thing.

    Attributes:
        title: What they check.
        checks: Each yields findings.
    """

    title: str
    checks: tuple[Check, ...]

    def run(self) -> Group:
        """Run all checks."""
        found: list[Finding] = []
        for check in self.checks:
            _LOG.debug("%s: %s", self.title, check)
            with _ErrorsAsFindings(found):
                found.extend(check())
        return Group(self.title, tuple(found))


class _ErrorsAsFindings:
    """Turns an exception of a check into a finding, except Ctrl-C."""

    def __init__(self, found: list[Finding]) -> None:
        self._found = found

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> bool:
        if not isinstance(error, Exception):
            return False
        self._found.append(_exception_finding(error))
        return True


def error_finding(error: CoachError) -> Finding:
    """A failure with the error's sentence and its hint, without advice to run 'coach doctor'."""
    return fail(str(error), _DOCTOR_HINT.sub("", error.hint).strip() or _AGAIN)


def _exception_finding(error: Exception) -> Finding:
    if isinstance(error, LibraryError):
        return warn(f"not checked, because {error.used_by} can't be loaded", _ABOVE)
    if isinstance(error, CoachError):
        return error_finding(error)
    return warn(f"this check failed: {type(error).__name__}: {error}", _BUG)
