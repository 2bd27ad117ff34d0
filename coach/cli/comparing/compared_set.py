"""What is typed for a comparison: a film, a recording, a workout, or a set of one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.body.recording.recording import Recording, read_recording
from coach.body.stream import Sighting
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.cli.analysis.judge_choice import recognition
from coach.cli.history.opening import workout_number
from coach.errors import NothingToCompare
from coach.recognition.film_judge import FilmJudge
from coach.regular_file import path_exists
from coach.rescoring.workout_rescore import MARGIN_S, sightings_between
from coach.store.history import History
from coach.store.recordings.kept_recordings import kept_recordings, recordings_folder
from coach.store.records import WorkoutRecord

_WORKOUT = re.compile(r"(\d+|last)(?::(\d+))?")


@dataclass(frozen=True, slots=True)
class ComparedSource:
    """A source of a comparison.

    Attributes:
        name: What it is called.
        sightings: All of it, or the part with the set.
        exercise: The exercise that the history knows it by; None for a film.
    """

    name: str
    sightings: Sequence[Sighting]
    exercise: str | None


def is_workout(typed: str) -> bool:
    """Whether this names a workout, such as 12, 12:2 or last, and no file."""
    return _WORKOUT.fullmatch(typed) is not None and not path_exists(Path(typed))


def workout_source(typed: str, history: History, exercise: str | None) -> ComparedSource:
    """A set of a saved workout, from its recording.

    Args:
        typed: The workout, with or without the number of a set.
        history: The history.
        exercise: Canonical name of the exercise; None for that of the set with the most reps.

    Raises:
        NothingToCompare: It has no recording, or no such set.
        HistoryError: There is no such workout.
    """
    found = _WORKOUT.fullmatch(typed)
    assert found is not None
    workout = history.workout(workout_number(found[1]))
    sets = [
        each
        for each in workout.sets
        if (found[2] is None or each.summary.number == int(found[2]))
        and exercise in (None, each.summary.exercise)
    ]
    if not sets:
        raise NothingToCompare(
            f"Workout {workout.id} has no such set.",
            hint=f"'coach history show {workout.id}' lists its sets.",
        )
    chosen = max(sets, key=lambda each: (each.summary.full, each.summary.hold_s or 0.0)).summary
    return ComparedSource(
        f"workout {workout.id}, {workout.trained_at.astimezone():%d %b %Y}, set {chosen.number}",
        list(
            sightings_between(
                _recordings(workout, history), chosen.start_s - MARGIN_S, chosen.end_s + MARGIN_S
            )
        ),
        chosen.exercise,
    )


def _recordings(workout: WorkoutRecord, history: History) -> list[tuple[Recording, float]]:
    assert history.connection is not None
    kept = kept_recordings(history.connection, [workout.id])
    if not kept:
        raise NothingToCompare(
            f"Workout {workout.id} has no recording to compare.",
            hint="'coach recordings' lists those that have one.",
        )
    folder = recordings_folder(history.path)
    return [(read_recording(folder / each.file_name), each.offset_s) for each in kept]


def common_exercise(typed: str | None, sources: Sequence[ComparedSource]) -> Exercise:
    """The exercise of all sources: as typed, as the history knows it, or as it is recognised.

    Raises:
        NothingToCompare: They have different exercises, or none is recognised.
    """
    if typed is not None:
        return load_exercise(typed)
    names = [each.exercise or _recognised(each) for each in sources]
    if None in names:
        raise NothingToCompare(
            f"coach doesn't recognise the exercise in {sources[names.index(None)].name}.",
            hint="Name it: --exercise squat",
        )
    if len(set(names)) > 1:
        shown = " and ".join(f"{name} in {each.name}" for name, each in zip(names, sources, strict=True))
        raise NothingToCompare(f"These are different exercises: {shown}.", hint="Name one with --exercise.")
    return load_exercise(str(names[0]))


def _recognised(source: ComparedSource) -> str | None:
    judge = FilmJudge(recognition())
    for each in source.sightings:
        judge.observe(each.pose, each.time)
    done: Counter[str] = Counter()
    for found in judge.finish().sets:
        done[found.exercise] += len(found.reps) or round(found.hold_s or 0.0)
    return done.most_common(1)[0][0] if done else None
