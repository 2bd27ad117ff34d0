"""A training log of another program as a document that can be merged into the history."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from coach.errors import ImportUnreadable, InvalidRows
from coach.export.app_logs import fitnotes, hevy, strong
from coach.export.app_logs.exercise_names import matching_exercise
from coach.export.app_logs.log_rows import BadRow, LogRow, read_rows
from coach.export.app_logs.logged_set import LeftOut, LoggedSet
from coach.quantities import WeightUnit
from coach.store.exchange.history_document import derived_uid
from coach.store.exchange.history_merge import HistoryDocument

Reader = Callable[[LogRow, WeightUnit], LoggedSet]

_PROGRAMS: tuple[tuple[str, frozenset[str], Reader], ...] = tuple(
    (each.NAME, each.COLUMNS, each.read_set) for each in (strong, hevy, fitnotes)
)


@dataclass(slots=True)
class AppLog:
    """A log that was read.

    Attributes:
        program: The program that exported it.
        document: Its workouts.
        bad: Rows that can't be read, such as "line 12: 'ten' is not a number".
        left_out: Why rows were left out that hold nothing that coach stores, and how many.
        exercises: The names of its exercises, and which exercise of the catalogue each is; None for none.
    """

    program: str
    document: HistoryDocument
    bad: list[str] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    exercises: dict[str, str | None] = field(default_factory=dict)


def read_app_log(path: Path, profile: str, units: WeightUnit = "kg", *, skip_bad: bool = False) -> AppLog:
    """Read a CSV export of Strong, Hevy or FitNotes.

    Args:
        path: The file.
        profile: Whose workouts they are.
        units: The unit of weights where the file names none.
        skip_bad: Whether to leave out rows that can't be read.

    Raises:
        ImportUnreadable: It is no such file.
        InvalidRows: Some rows can't be read.
    """
    columns, rows = read_rows(path)
    known = [(program, reader) for program, wanted, reader in _PROGRAMS if wanted <= set(columns)]
    if not known:
        raise ImportUnreadable(path, "its columns are those of no program that coach knows.")
    program, read_set = known[0]
    log = AppLog(program, HistoryDocument([], []))
    sets = list(_sets(rows, read_set, units, log))
    if log.bad and not skip_bad:
        raise InvalidRows(path, log.bad)
    names = dict.fromkeys(each.exercise for each in sets)
    log.exercises = {name: matching_exercise(name) for name in names}
    log.document = HistoryDocument([], _workouts(sets, log, profile))
    return log


def _sets(rows: Iterator[LogRow], read_set: Reader, units: WeightUnit, log: AppLog) -> Iterator[LoggedSet]:
    for row in rows:
        try:
            yield read_set(row, units)
        except BadRow as error:
            log.bad.append(f"line {row.line}: {error}")
        except LeftOut as reason:
            log.left_out[str(reason)] += 1


def _workouts(sets: list[LoggedSet], log: AppLog, profile: str) -> list[dict[str, Any]]:
    """The workouts, in the order of time; the sets of a start and a name are one."""
    together: dict[tuple[datetime, str], list[LoggedSet]] = {}
    for each in sets:
        together.setdefault((each.when, each.title), []).append(each)
    return [
        _workout(when, title, mine, log, profile)
        for (when, title), mine in sorted(together.items(), key=lambda each: each[0])
    ]


def _workout(when: datetime, title: str, sets: list[LoggedSet], log: AppLog, profile: str) -> dict[str, Any]:
    notes = dict.fromkeys(each.workout_note for each in sets if each.workout_note)
    return {
        "uid": derived_uid(log.program, profile, when.isoformat(), title),
        "profile": profile,
        "kind": "import",
        "state": "finished",
        "as_training": True,
        "started_at": when.astimezone().isoformat(),
        "coach_version": "",
        "imported_from": log.program,
        "note": ": ".join(filter(None, (title, "; ".join(notes)))) or None,
        "sets": [
            {
                "position": position,
                "exercise": log.exercises[each.exercise] or each.exercise,
                "start_s": 0.0,
                "end_s": each.hold_s or 0.0,
                "range_used": "minimum",
                "weight_kg": each.weight_kg,
                "hold_s": each.hold_s,
                "added": each.reps,
                "note": each.note or None,
            }
            for position, each in enumerate(sets, start=1)
        ],
    }
