"""The history as tables for a spreadsheet: workouts, sets and reps, with the ± of each figure."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from coach.export.file_output import Output, export_folder, write_text
from coach.store.exchange.history_document import workout_documents
from coach.store.history import History
from coach.store.queries import WorkoutFilter
from coach.store.records import FIRST_FILM

TableName = Literal["workouts", "sets", "reps"]
TABLES: tuple[TableName, ...] = ("workouts", "sets", "reps")

Row = dict[str, Any]

_WORKOUT = ("workout", "date", "profile", "kind")
_OF_WORKOUT = (
    *("state", "as_training", "started_at", "exercise", "film_name", "imported_from", "routine", "note"),
    *("view", "tilt_deg", "frames", "frame_rate", "seen_share", "speed", "coach_version", "model_grade"),
)
_OF_SET = (
    *("weight_kg", "target", "tempo_target", "range_used", "confidence", "start_s", "end_s"),
    *("level", "level_measure", "level_value", "level_error", "level_not_judged"),
    *("detected_exercise", "corrected_reps", "corrected_hold_s", "seen_frame_rate", "note"),
)
_OF_REP = (
    *("side", "verdict", "is_doubtful", "rom_deg", "rom_error_deg", "unmeasured", "share", "reason"),
    *("start_s", "turn_s", "end_s"),
    *("eccentric_s", "pause_stretched_s", "concentric_s", "pause_contracted_s"),
    *("level", "level_measure", "level_value", "level_error", "level_not_judged"),
    *("velocity_deg_s", "velocity_error_deg_s", "speed", "speed_error", "speed_point"),
    *("left_rom_deg", "right_rom_deg", "sides_error_deg"),
)
COLUMNS: Mapping[TableName, tuple[str, ...]] = {
    "workouts": (*_WORKOUT, "sets", "reps", "partial", "hold_s", *_OF_WORKOUT),
    "sets": (*_WORKOUT, "set", "exercise", "reps", "partial", "hold_s", "added", *_OF_SET, "faults"),
    "reps": (*_WORKOUT, "set", "exercise", "rep", *_OF_REP, "faults"),
}
"""The columns of each table, in order. ``workout`` is the same on every machine."""
_FORMULA = ("=", "@", "\t", "\r")
"""A spreadsheet would compute a text that begins like this."""


def export_csv(history: History, folder: Path, choice: WorkoutFilter | None = None) -> int:
    """Write workouts.csv, sets.csv and reps.csv into a folder, which is created if it is missing.

    Returns:
        The number of workouts.

    Raises:
        ExportUnwritable: A file can't be written.
    """
    export_folder(folder)
    return max(export_table(history, folder / f"{name}.csv", name, choice) for name in TABLES)


def export_table(
    history: History, output: Output, table: TableName, choice: WorkoutFilter | None = None
) -> int:
    """Write one table as CSV (UTF-8, commas, a decimal point): dates are local, other times are in UTC.

    Args:
        history: The history.
        output: A file, or an open text stream.
        table: Which one.
        choice: Which workouts; all by default. Running ones are left out.

    Returns:
        The number of workouts.

    Raises:
        ExportUnwritable: The file can't be written.
    """
    count = 0
    rows_of = _ROWS[table]

    def rows() -> Iterator[Row]:
        nonlocal count
        for workout in workout_documents(history, choice):
            count += 1
            yield from rows_of(workout)

    write_text(output, csv_lines(COLUMNS[table], rows()))
    return count


def csv_lines(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the header and the rows; None is an empty cell, and no cell is a formula."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        yield _emptied(buffer)
        writer.writerow([_cell(row[name]) for name in columns])
    yield _emptied(buffer)


def _emptied(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value


def _workout_rows(workout: Row) -> Iterator[Row]:
    sets = workout["sets"]
    held = [each for each in map(_hold_s, sets) if each is not None]
    yield {
        **workout,
        **_about(workout),
        "sets": len(sets),
        "reps": sum(map(_full, sets)),
        "partial": sum(map(_partial, sets)),
        "hold_s": sum(held) if held else None,
    }


def _set_rows(workout: Row) -> Iterator[Row]:
    about = _about(workout)
    for each in workout["sets"]:
        yield {
            **each,
            **about,
            "set": each["position"],
            "reps": _full(each),
            "partial": _partial(each),
            "hold_s": _hold_s(each),
            "faults": _fault_text(each["faults"]),
        }


def _rep_rows(workout: Row) -> Iterator[Row]:
    about = _about(workout)
    for each in workout["sets"]:
        for rep in each["reps"]:
            faults = [fault for fault in each["faults"] if fault["rep"] == rep["number"]]
            yield {
                **rep,
                **about,
                "set": each["position"],
                "exercise": each["exercise"],
                "rep": rep["number"],
                "faults": _fault_text(faults),
            }


_ROWS: Mapping[TableName, Callable[[Row], Iterator[Row]]] = {
    "workouts": _workout_rows,
    "sets": _set_rows,
    "reps": _rep_rows,
}


def _about(workout: Row) -> Row:
    return {
        "workout": workout["uid"],
        "date": trained_at(workout).astimezone().strftime("%Y-%m-%d %H:%M"),
        "profile": workout["profile"],
        "kind": workout["kind"],
    }


def trained_at(workout: Row) -> datetime:
    """The time of a workout, in UTC: as ``WorkoutRecord.trained_at``."""
    given, of_film, start = (
        None if workout[name] is None else datetime.fromisoformat(workout[name]).astimezone(UTC)
        for name in ("given_date", "film_date", "started_at")
    )
    assert start is not None
    if given is not None:
        return given
    dated = workout["kind"] == "film" and of_film is not None and of_film >= FIRST_FILM
    return of_film if dated and of_film is not None else start


def _full(each: Row) -> int:
    """Full reps, as the user corrected them."""
    full: int = sum(rep["verdict"] == "full" for rep in each["reps"])
    added: int = each["added"]
    return max(full + added, 0)


def _partial(each: Row) -> int:
    return sum(rep["verdict"] == "partial" for rep in each["reps"])


def _hold_s(each: Row) -> float | None:
    corrected: float | None = each["corrected_hold_s"]
    detected: float | None = each["hold_s"]
    return detected if corrected is None else corrected


def _fault_text(faults: Iterable[Row]) -> str:
    return "; ".join(dict.fromkeys(each["title"] for each in faults))
