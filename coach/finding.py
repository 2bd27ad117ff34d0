"""What a checkup finds: marks, facts with figures, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mark = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        mark: "ok", "warn" where training suffers, "fail" where one can't train.
        what: What was found, with figures.
        hint: What to do about it; empty only where all is well.
    """

    mark: Mark
    what: str
    hint: str = ""


def ok(what: str) -> Finding:
    """All is well."""
    return Finding("ok", what)


def warn(what: str, hint: str) -> Finding:
    """One can train, but not as well."""
    return Finding("warn", what, hint)


def fail(what: str, hint: str) -> Finding:
    """One can't train."""
    return Finding("fail", what, hint)


@dataclass(frozen=True, slots=True)
class Group:
    """What was found of one thing.

    Attributes:
        title: What was looked at.
        findings: In the order they were found.
    """

    title: str
    findings: tuple[Finding, ...]


def can_train(groups: Iterable[Group]) -> bool:
    """Whether nothing is in the way of training."""
    return not any(finding.mark == "fail" for group in groups for finding in group.findings)
