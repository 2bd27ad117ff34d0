"""Checks of the workout database and of its disk."""

from __future__ import annotations

from collections.abc import Iterator

from coach.database_server import is_server, shown_database
from coach.finding import Finding, ok, warn
from coach.store.checks.health import Health, examine
from coach.store.spool import spool_files

_LEAST_FREE = 200_000_000
"""Bytes: a year of workouts takes about 5 MB; the rest is for pose models and films."""

_SHOWN = 5
_LEFT_OUT = "They are left out; everything else is shown. Restore a backup of the file to get them back."
_UNSAVED_HINT = "Run 'coach history' to save them. Don't delete the files before that."


def history() -> Iterator[Finding]:
    """Whether the database is intact and writable, and its size."""
    health = examine()
    if health.unreadable:
        yield warn(_unreadable_text(health.unreadable), _LEFT_OUT)
    if health.size is None or health.revision is None:
        yield ok("no workouts yet; the folder is writable")
    else:
        older = "" if health.newest else ", from an older version (it is backed up, then updated)"
        number = "1 workout" if health.workouts == 1 else f"{health.workouts} workouts"
        intact = "" if health.unreadable else "intact, "
        if is_server(health.path):
            intact = f"on {shown_database(health.path)}, "
        yield ok(f"{number}, {_size(health.size)}, {intact}writable, revision {health.revision}{older}")
    left = spool_files(health.path)
    if left:
        yield warn(_unsaved_text([each.name for each in left]), _UNSAVED_HINT)
    if health.running:
        numbers = " and ".join(map(str, health.running))
        yield warn(
            f"workout {numbers} is running in another window",
            "End it first: two workouts can't share a camera.",
        )
    if health.interrupted:
        yield ok(f"{health.interrupted} of them interrupted; the reps counted are saved")
    yield from _space(health)


def _space(health: Health) -> Iterator[Finding]:
    """The free space on the disk; a server does not tell."""
    if health.free is None:
        return
    free = _size(health.free)
    if health.free < _LEAST_FREE:
        yield warn(f"only {free} free on its disk", "Free some space, or move COACH_HOME to another disk.")
    else:
        yield ok(f"{free} free on its disk")


def _unsaved_text(files: list[str]) -> str:
    what = "1 workout could not be saved"
    if len(files) > 1:
        what = f"{len(files)} workouts could not be saved"
    return f"{what}; next to the database: {', '.join(files[:_SHOWN])}"


def _unreadable_text(values: tuple[str, ...]) -> str:
    number = "1 value" if len(values) == 1 else f"{len(values)} values"
    more = f" and {len(values) - _SHOWN} more" if len(values) > _SHOWN else ""
    return f"{number} can't be read: {'; '.join(values[:_SHOWN])}{more}"


def _size(number: int) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if number < 1000 or unit == "GB":
            break
        number = round(number / 1000)
    return f"{number} {unit}"
