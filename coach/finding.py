"""Findings of a checkup: a mark, a sentence and a hint."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Mark = Literal["ok", "warn", "fail"]


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check.

    Attributes:
        mark: "ok", "warn" if workouts will suffer, "fail" if they are impossible.
        what: What was found, with figures.
        hint: What to do about it; may be empty if the mark is "ok".
    """

    mark: Mark
    what: str
    hint: str = ""


def ok(what: str) -> Finding:
    """A good result."""
    return Finding("ok", what)


def warn(what: str, hint: str) -> Finding:
    """Workouts are possible, but will suffer."""
    return Finding("warn", what, hint)


def fail(what: str, hint: str) -> Finding:
    """Workouts are impossible."""
    return Finding("fail", what, hint)


@dataclass(frozen=True, slots=True)
class Group:
    """The findings of a group of checks.

    Attributes:
        title: What was checked.
        findings: In order.
    """

    title: str
    findings: tuple[Finding, ...]


def can_train(groups: Iterable[Group]) -> bool:
    """Whether no finding prevents a workout."""
    return not any(finding.mark == "fail" for group in groups for finding in group.findings)
