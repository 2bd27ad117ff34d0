"""What is remembered, and whether more can be."""

from __future__ import annotations

from collections.abc import Iterator

from coach.finding import Finding, ok, warn
from coach.store.checks.health import examine
from coach.store.spool import waiting

_LEAST_FREE = 200_000_000
"""Bytes; a year of training takes some five million, a pose model and films the rest."""

_SHOWN = 5
_LEFT_OUT = "The coach leaves these out and shows the rest. Put a copy of the file back if you want them."
_WAITS = "'coach history' saves them, or says why it can't. Keep the files until then."


def history() -> Iterator[Finding]:
    """That the database is whole and can be written, and what is in it."""
    health = examine()
    if health.unreadable:
        yield warn(_unreadable(health.unreadable), _LEFT_OUT)
    if health.size is None or health.revision is None:
        yield ok("nothing is remembered yet; it can be written where it will be")
    else:
        older = "" if health.newest else ", older than this coach, which brings it up to date after a copy"
        number = "1 workout" if health.workouts == 1 else f"{health.workouts} workouts"
        whole = "" if health.unreadable else "whole, "
        yield ok(f"{number}, {_size(health.size)}, {whole}writable, revision {health.revision}{older}")
    left = waiting(health.path)
    if left:
        yield warn(_waiting([each.name for each in left]), _WAITS)
    if health.running:
        numbers = " and ".join(map(str, health.running))
        yield warn(
            f"workout {numbers} is being written by another coach",
            "Two at a time share the camera badly: end the other first.",
        )
    if health.interrupted:
        yield ok(f"{health.interrupted} of them cut short; what was counted is there")
    free = _size(health.free)
    if health.free < _LEAST_FREE:
        yield warn(f"{free} free on its disk", "Make room, or put all of it elsewhere with COACH_HOME.")
    else:
        yield ok(f"{free} free on its disk")


def _waiting(files: list[str]) -> str:
    what = "1 workout that could not be saved waits"
    if len(files) > 1:
        what = f"{len(files)} workouts that could not be saved wait"
    return f"{what} beside it: {', '.join(files[:_SHOWN])}"


def _unreadable(values: tuple[str, ...]) -> str:
    number = "1 value" if len(values) == 1 else f"{len(values)} values"
    more = f"; and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return f"{number} can't be read: {'; '.join(values[:_SHOWN])}{more}"


def _size(number: int) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if number < 1000 or unit == "GB":
            break
        number = round(number / 1000)
    return f"{number} {unit}"
