"""Databases of every released version can still be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from coach.judging.events import Fault, Rep
from coach.judging.set_tally import mean_rom_deg, mean_tempo
from coach.store.changes.editing import Edit, edit_set
from coach.store.history import open_history
from coach.store.listing import listed, means
from coach.store.measuring.joint_range_log import saved_ranges
from coach.store.migration.revisions import revisions
from coach.store.posture.posture_log import postures
from coach.store.queries import WorkoutFilter
from coach.store.schema import open_database
from tests.store.dump import DATABASES, JOINT_RANGE, NOTES, POSTURE, SEGMENTS, old_database, remembered_in
from tests.store.workouts import (
    HASHES,
    LEANING,
    SAGGING,
    STRAY,
    attempted_set,
    counted_set,
    facts,
    guessed_set,
    mixed_sets,
    remember,
    rep,
)

DUMPS = sorted(DATABASES.glob("*.sql"))


def remembered(database: Path) -> dict[int, tuple[object, ...]]:
    with open_history(database) as history:
        return {
            each.id: (
                each.profile,
                each.kind,
                each.state,
                ", ".join(each.exercises),
                each.full,
                each.partial,
                each.hold_s,
            )
            for each in history.recent()
        }


def test_there_is_one_of_every_revision() -> None:
    assert {dump.name.partition("-")[0] for dump in DUMPS} == set(revisions())


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_it_opens_without_loss(dump: Path, tmp_path: Path) -> None:
    database = old_database(dump, tmp_path / "coach.sqlite3")
    assert remembered(database) == remembered_in(dump)
    with open_history(database) as history:
        squats, lunges, live = (history.workout(number) for number in (1, 3, 4))
    assert [each.weight_kg for each in squats.sets] == [20.0]
    assert squats.film_sha256 == "1" * 64
    assert squats.reps == _worded_as_in(dump, (rep(1), rep(2), rep(3, 45.0)))
    has_faults = dump.stem >= "0002"
    faults: tuple[Fault, ...] = (LEANING, SAGGING)
    if dump.stem.endswith("-0.1.0"):
        faults = tuple(replace(each, reason=each.reason.replace("required", "wanted")) for each in faults)
    assert squats.sets[0].summary.faults == (faults if has_faults else ())
    assert (lunges.range_used, lunges.as_training, live.as_training) == ("mine", True, True)
    assert [each.side for each in lunges.reps] == ["left", "right"]
    assert [len(each.summary.reps) for each in live.sets] == [2, 1]
    with open_database(database) as engine, engine.connect() as connection:
        found = [replace(each, number=None) for each in postures(connection, "me")]
        ranges = saved_ranges(connection, "me", JOINT_RANGE.movement)
    assert ranges == ([JOINT_RANGE] if dump.name >= "0014" else [])
    assert found == ([POSTURE] if dump.stem >= "0013" else [])


def _worded_as_in(dump: Path, reps: Sequence[Rep]) -> tuple[Rep, ...]:
    """The same reps with the texts that the version of a dump stored."""
    if not dump.stem.endswith("-0.1.0"):
        return tuple(reps)
    return tuple(
        replace(
            each,
            reason=each.reason.replace("required", "asked for"),
            unmeasured=each.unmeasured.replace("out of frame", "outside the picture"),
        )
        for each in reps
    )


@pytest.mark.parametrize("dump", [dump for dump in DUMPS if dump.stem >= "0004"], ids=lambda dump: dump.stem)
def test_recognised_segments_keep_their_confidence(dump: Path, tmp_path: Path) -> None:
    with open_history(old_database(dump, tmp_path / "coach.sqlite3")) as history:
        workout = history.workout(6)
    assert workout.exercise is None
    assert tuple(each.summary for each in workout.sets) == tuple(
        replace(each, reps=_worded_as_in(dump, each.reps)) for each in mixed_sets()
    )
    assert [each.exercise_sha256 for each in workout.sets] == [HASHES[name] for name in workout.exercises]


@pytest.mark.parametrize("dump", [dump for dump in DUMPS if dump.stem >= "0005"], ids=lambda dump: dump.stem)
def test_corrections_are_stored_beside_the_count(dump: Path, tmp_path: Path) -> None:
    database = old_database(dump, tmp_path / "coach.sqlite3")
    with open_history(database) as history:
        squats, plank, lunge = (history.workout(number) for number in (7, 8, 9))
    assert lunge.segments == SEGMENTS
    for workout, counted in ((squats, 2), (plank, 31.5)):
        assert workout.sets[0].is_corrected
        summary = edit_set(workout, None, Edit(as_counted=True), database).summary
        assert counted == (summary.full if summary.hold_s is None else summary.hold_s)


def test_a_correction_of_an_older_version_survives_another_analysis(tmp_path: Path) -> None:
    [dump] = (each for each in DUMPS if each.stem.startswith("0004"))
    database = old_database(dump, tmp_path / "coach.sqlite3")
    with closing(sqlite3.connect(database)) as connection, connection:
        connection.execute("UPDATE workout_set SET added = 10 WHERE workout_id = 1")
    again = remember(database, facts(sha256="1" * 64), counted_set([rep(1)]))
    assert again.corrected is not None
    assert [each.summary.full for each in again.corrected] == [12]


@pytest.mark.parametrize("dump", DUMPS, ids=lambda dump: dump.stem)
def test_an_interrupted_workout_can_be_resumed(dump: Path, tmp_path: Path) -> None:
    database = old_database(dump, tmp_path / "coach.sqlite3")
    again = remember(database, facts(sha256="1" * 64), counted_set([rep(1)]))
    assert (again.workout_id, again.weight_kg) == (1, 20.0)
    new = remember(database, facts(sha256="7" * 64), counted_set([rep(1)]))
    assert new.workout_id not in remembered_in(dump)
    assert set(remembered(database)) == {*remembered_in(dump), new.workout_id}


@pytest.mark.parametrize("dump", [dump for dump in DUMPS if dump.stem >= "0006"], ids=lambda dump: dump.stem)
def test_a_set_with_too_few_frames_is_marked(dump: Path, tmp_path: Path) -> None:
    with open_history(old_database(dump, tmp_path / "coach.sqlite3")) as history:
        marked = [each.id for each in history.recent() if any(part.has_too_few_frames for part in each.sets)]
    assert marked == [10]


@pytest.mark.parametrize("dump", [dump for dump in DUMPS if dump.stem >= "0007"], ids=lambda dump: dump.stem)
def test_picture_problems_are_read_back(dump: Path, tmp_path: Path) -> None:
    with open_history(old_database(dump, tmp_path / "coach.sqlite3")) as history:
        workout, other = history.workout(11), history.workout(1)
    assert (workout.picture_notes, workout.speed) == (NOTES, 0.5)
    assert [each.doubts for each in workout.sets] == [("dark",), ()]
    assert (other.picture_notes, other.speed, other.sets[0].doubts) == ((), 1.0, ())


@pytest.mark.parametrize("dump", [dump for dump in DUMPS if dump.stem >= "0008"], ids=lambda dump: dump.stem)
def test_estimated_ranges_of_motion_are_not_averaged(dump: Path, tmp_path: Path) -> None:
    with open_history(old_database(dump, tmp_path / "coach.sqlite3")) as history:
        workout, other = history.workout(12), history.workout(1)
        short = next(each for each in history.listed(WorkoutFilter(number=12)))
    guessed = guessed_set()
    assert workout.sets[0].summary == replace(guessed, reps=_worded_as_in(dump, guessed.reps))
    assert [rep.measured_rom_deg for rep in workout.reps] == [98.4, None, None]
    assert mean_rom_deg(workout.reps) == pytest.approx(98.4)
    assert short.parts == listed(workout).parts
    mean, tempo = means(short.parts) or (None, None)
    assert mean == pytest.approx(98.4)
    assert tempo == mean_tempo(workout.reps)
    assert not any(rep.unmeasured or rep.is_doubtful for rep in other.reps)


@pytest.mark.parametrize("dump", [dump for dump in DUMPS if dump.stem >= "0009"], ids=lambda dump: dump.stem)
def test_attempts_are_read_back(dump: Path, tmp_path: Path) -> None:
    with open_history(old_database(dump, tmp_path / "coach.sqlite3")) as history:
        workout, other = history.workout(13), history.workout(1)
    assert [each.summary for each in workout.sets] == [attempted_set()]
    assert workout.between_sets == (STRAY,)
    assert not other.between_sets
