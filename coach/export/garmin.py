"""Workouts as FIT activities of strength training, with a message for each set.

The files follow Garmin's recipe for activities (developer.garmin.com/fit/cookbook/encoding-activity-files).
Garmin's own package, the extra ``fit``, writes them (github.com/garmin/fit-python-sdk).
"""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from coach.errors import ExtraMissing, NothingToExport
from coach.export.file_output import export_file, export_folder
from coach.store.history import History
from coach.store.queries import WorkoutFilter
from coach.store.records import SetRecord, WorkoutRecord

CATEGORIES = {
    "bench-press": "bench_press",
    "biceps-curl": "curl",
    "burpee": "total_body",
    "calf-raise": "calf_raise",
    "crunch": "crunch",
    "deadlift": "deadlift",
    "dip": "triceps_extension",
    "front-raise": "lateral_raise",
    "glute-bridge": "hip_raise",
    "good-morning": "hyperextension",
    "high-knees": "cardio",
    "jumping-jack": "cardio",
    "lateral-raise": "lateral_raise",
    "leg-raise": "leg_raise",
    "lunge": "lunge",
    "mountain-climber": "plank",
    "plank": "plank",
    "pull-up": "pull_up",
    "push-up": "push_up",
    "row": "row",
    "russian-twist": "core",
    "shoulder-press": "shoulder_press",
    "side-plank": "plank",
    "sit-up": "sit_up",
    "squat": "squat",
    "triceps-pushdown": "triceps_extension",
    "wall-sit": "squat",
}
"""The category of FIT's profile for each exercise; any other is "unknown"."""
_HEAVIEST_KG = 4000.0
"""A weight is stored in 16 bits, in sixteenths of a kilogram."""
_MOST_REPS = 65534

Message = dict[str, Any]


def export_fit(history: History, folder: Path, choice: WorkoutFilter | None = None) -> list[Path]:
    """Write a FIT file for each workout with a set into a folder, which is created if it is missing.

    Returns:
        The files, by the time of the workout.

    Raises:
        ExtraMissing: The package ``garmin-fit-sdk`` is not installed.
        NothingToExport: No workout has a set.
        ExportUnwritable: A file can't be written.
    """
    _package()
    workouts = [each for each in reversed(list(history.records(choice or WorkoutFilter()))) if each.sets]
    if not workouts:
        raise NothingToExport("There is no workout with a set to export.")
    export_folder(folder)
    written = []
    for each in workouts:
        path = folder / f"{each.trained_at.astimezone():%Y-%m-%d-%H%M}-workout-{each.id}.fit"
        write_fit(each, path)
        written.append(path)
    return written


def write_fit(workout: WorkoutRecord, path: Path) -> None:
    """Write a workout as a FIT activity.

    Raises:
        ExtraMissing: The package ``garmin-fit-sdk`` is not installed.
        ExportUnwritable: The file can't be written.
    """
    content = fit_activity(workout)
    with export_file(path) as part:
        part.write_bytes(content)


def fit_activity(workout: WorkoutRecord) -> bytes:
    """A workout as the content of a FIT file. Its repetitions are the full reps, as corrected.

    Raises:
        ExtraMissing: The package ``garmin-fit-sdk`` is not installed.
    """
    package = _package()
    encoder = package.Encoder()
    numbers = package.Profile["mesg_num"]
    for name, message in _messages(workout):
        encoder.write_mesg({"mesg_num": numbers[name], **message})
    return bytes(encoder.close())


def _package() -> Any:
    try:
        return importlib.import_module("garmin_fit_sdk")
    except ImportError:
        raise ExtraMissing("FIT files", "garmin-fit-sdk", "fit") from None


def _messages(workout: WorkoutRecord) -> Iterator[tuple[str, Message]]:
    begun = workout.trained_at.replace(microsecond=0)
    duration_s = max((each.summary.end_s for each in workout.sets), default=0.0)
    ended = begun + timedelta(seconds=round(duration_s))
    span = {"start_time": begun, "total_elapsed_time": duration_s, "total_timer_time": duration_s}
    sport = {"sport": "training", "sub_sport": "strength_training"}
    maker = {"manufacturer": "development", "product": 0}
    yield "FILE_ID", {"type": "activity", **maker, "time_created": begun, "serial_number": 1}
    yield "DEVICE_INFO", {"device_index": "creator", **maker, "product_name": "coach", "timestamp": begun}
    yield "EVENT", {"timestamp": begun, "event": "timer", "event_type": "start"}
    yield "RECORD", {"timestamp": begun}
    yield from (("SET", message) for message in _sets(workout, begun))
    yield "RECORD", {"timestamp": ended}
    yield "EVENT", {"timestamp": ended, "event": "timer", "event_type": "stop_all"}
    yield "LAP", {"message_index": 0, "timestamp": ended, **span, **sport}
    counted = sum(map(_repetitions, workout.sets))
    session = {"message_index": 0, "timestamp": ended, **span, **sport, "first_lap_index": 0, "num_laps": 1}
    yield "SESSION", {**session, "total_cycles": counted, "event": "lap", "event_type": "stop"}
    local = (ended + (ended.astimezone().utcoffset() or timedelta())).replace(tzinfo=ended.tzinfo)
    activity = {"timestamp": ended, "num_sessions": 1, "type": "manual", "local_timestamp": local}
    yield "ACTIVITY", {**activity, "total_timer_time": duration_s}


def _sets(workout: WorkoutRecord, begun: datetime) -> Iterator[Message]:
    """The sets, with the rests between them; a rest of unknown length is left out."""
    index, before_s = 0, None
    for each in workout.sets:
        summary = each.summary
        if before_s is not None and summary.start_s > before_s:
            yield _span(begun, before_s, summary.start_s) | {"set_type": "rest", "message_index": index}
            index += 1
        weight_kg = each.weight_kg
        yield {
            **_span(begun, summary.start_s, summary.end_s),
            "set_type": "active",
            "message_index": index,
            "category": [CATEGORIES.get(summary.exercise, "unknown")],
            **({} if summary.hold_s is not None else {"repetitions": _repetitions(each)}),
            **({} if weight_kg is None else {"weight": min(weight_kg, _HEAVIEST_KG)}),
        }
        index, before_s = index + 1, summary.end_s


def _span(begun: datetime, start_s: float, end_s: float) -> Message:
    return {
        "timestamp": begun + timedelta(seconds=round(end_s)),
        "start_time": begun + timedelta(seconds=round(start_s)),
        "duration": max(end_s - start_s, 0.0),
    }


def _repetitions(each: SetRecord) -> int:
    return min(each.summary.full, _MOST_REPS)
