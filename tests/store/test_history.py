"""Queries of saved workouts."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.errors import UnknownWorkout
from coach.judging.observation import Segment
from coach.judging.set_tally import mean_rom_deg, mean_tempo
from coach.sinks.logbook import Logbook
from coach.store.history import open_history
from coach.store.listing import listed
from coach.store.queries import WorkoutFilter
from tests.store.dump import remember_some_of_everything
from tests.store.workouts import (
    HASHES,
    counted_set,
    facts,
    faulty_set,
    held_set,
    mixed_sets,
    remember,
    rep,
)


def test_a_missing_database_is_not_created(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite3"
    with open_history(database) as history:
        assert history.recent() == []
        with pytest.raises(UnknownWorkout, match="There are no workouts yet"):
            history.workout("last")
    assert list(database.parent.iterdir()) == []


def test_a_workout_is_read_back_unchanged(database: Path) -> None:
    first, second = counted_set([rep(1), rep(2, 41.0), rep(3)]), counted_set([rep(1, side="left")], number=2)
    remember(database, facts(weight_kg=42.5, profile="Ada"), first, second)
    with open_history(database) as history:
        (workout,) = history.recent()
    assert [each.summary for each in workout.sets] == [first, second]
    assert [each.weight_kg for each in workout.sets] == [42.5, 42.5]
    assert [each.exercise_sha256 for each in workout.sets] == ["cd" * 32] * 2
    assert (workout.full, workout.partial, workout.hold_s) == (3, 1, None)
    assert (workout.profile, workout.kind, workout.state) == ("Ada", "film", "finished")
    assert (workout.film_name, workout.film_sha256) == ("squats.mp4", "ab" * 32)
    assert workout.film_date == datetime(2026, 1, 31, 18, 3, tzinfo=UTC)
    assert (workout.coach_version, workout.model_grade, workout.model_sha256) == ("0.1.0", "full", "51" * 32)
    assert (workout.frames, workout.seen_share, workout.frame_rate) == (200, 0.95, 29.97)
    assert (workout.view, workout.tilt_deg) == ("side", 3.4)
    assert abs(datetime.now(UTC) - workout.started_at) < timedelta(minutes=1)


def test_faults_are_read_back_with_their_set(database: Path) -> None:
    faulty, clean = faulty_set(), counted_set([rep(1)], number=2)
    remember(database, facts(), faulty, clean)
    with open_history(database) as history:
        (workout,) = history.recent()
    assert [each.summary.faults for each in workout.sets] == [faulty.faults, ()]
    assert len(faulty.faults) == 3


def test_means_are_over_full_reps() -> None:
    reps = [rep(1, 80.0), rep(2, 30.0), rep(3, 100.0)]
    assert mean_rom_deg(reps) == pytest.approx(90.0)
    assert str(mean_tempo(reps)) == "1.2-0.1-0.8-0.2"
    assert mean_rom_deg([rep(1, 30.0)]) is None
    assert mean_tempo([]) is None


def test_newest_first_and_filtered(database: Path) -> None:
    remember(database, facts(sha256="1" * 64), counted_set([rep(1)]))
    remember(database, facts(sha256="2" * 64, exercise="plank"), held_set(31.0))
    remember(database, facts(sha256=None, kind="live", profile="Ada"), counted_set([rep(1)]))
    remember(database, facts(sha256="4" * 64, exercise="lunge"))
    with open_history(database) as history:
        assert [each.id for each in history.recent()] == [3, 4, 2, 1], "the films were recorded in January"
        assert [each.id for each in history.recent(by_start=True)] == [4, 3, 2, 1]
        assert [each.id for each in history.recent(limit=2)] == [3, 4]
        assert [each.id for each in history.recent(exercise="squat")] == [3, 1]
        assert [each.id for each in history.recent(exercise="lunge")] == [4], (
            "asked for, though none was done"
        )
        assert [each.id for each in history.recent(profile="Ada")] == [3]
        assert [each.id for each in history.recent(kind="live")] == [3]
        second = history.workout(2)
        assert [each.id for each in history.recent(since=second.started_at)] == [3]
        assert [each.id for each in history.recent(since=second.trained_at)] == [3, 4, 2, 1]
        assert history.workout("last").id == 4
        assert (second.hold_s, second.exercises, second.reps) == (31.0, ("plank",), ())
        with pytest.raises(UnknownWorkout, match="no workout 5") as raised:
            history.workout(5)
    assert "coach history" in raised.value.hint


def test_films_are_listed_and_filtered_by_date_of_recording(database: Path) -> None:
    days = (
        datetime(2026, 3, 8, tzinfo=UTC),
        datetime(2025, 1, 2, tzinfo=UTC),
        None,
        datetime(1970, 1, 3, tzinfo=UTC),
    )
    for number, day in enumerate(days, start=1):
        about = facts(sha256=f"{number}" * 64)
        remember(
            database, replace(about, source=replace(about.source, recorded_at=day)), counted_set([rep(1)])
        )
    remember(database, facts(sha256="5" * 64, kind="demo"), counted_set([rep(1)]))
    with open_history(database) as history:
        assert [each.id for each in history.recent()] == [5, 4, 3, 1, 2], "a date of 1970 is ignored"
        assert [each.about.id for each in history.listed(WorkoutFilter(limit=4))] == [5, 4, 3, 1]
        assert [each.id for each in history.recent(since=days[0])] == [5, 4, 3, 1]
        first, second, third, fourth, demo = (history.workout(number) for number in range(1, 6))
        assert (first.trained_at, second.trained_at) == days[:2]
        assert all(each.trained_at == each.started_at for each in (third, fourth, demo))
        assert history.workout("last").id == 5
        assert history.extent(WorkoutFilter(limit=1, since=days[1])).largest_id == 5


def test_a_given_date_survives_another_analysis(database: Path) -> None:
    about = facts()
    given = datetime(2025, 12, 24, 9, 30, tzinfo=UTC)
    by_you = replace(about, source=replace(about.source, recorded_at=given, dated_by="you"))
    for this_time, expected in ((about, about.source.recorded_at), (by_you, given), (about, given)):
        logbook = remember(database, this_time, counted_set([rep(1)]))
        assert logbook.film_date == expected
        with open_history(database) as history:
            assert [each.film_date for each in history.recent()] == [expected]


def test_a_workout_is_found_by_each_of_its_exercises(database: Path) -> None:
    sets = mixed_sets()
    remember(database, facts(sha256="1" * 64, exercise=None), *sets)
    found = (Segment(1.0, 4.0, "lunge", 0.6), Segment(5.0, 9.0, None, 0.3))
    remember(database, facts(sha256="2" * 64, exercise=None), segments=found)
    with open_history(database) as history:
        for name in ("squat", "push-up", "plank"):
            assert [each.id for each in history.recent(exercise=name)] == [1]
        nothing, workout = history.recent()
    assert (nothing.exercise, nothing.exercises, nothing.segments) == (None, ("lunge",), found)
    assert (workout.exercise, workout.exercises) == (None, ("squat", "push-up", "plank"))
    assert tuple(each.summary for each in workout.sets) == sets
    assert [each.exercise_sha256 for each in workout.sets] == [HASHES[name] for name in workout.exercises]


def test_a_film_without_recognised_exercises_is_not_stored(database: Path) -> None:
    nameless = (Segment(5.0, 9.0, None, 0.3),)
    logbook = remember(database, facts(exercise=None), segments=nameless)
    assert logbook.workout_id is None
    with open_history(database) as history:
        assert history.recent() == []


def test_a_running_workout_without_reps_is_not_listed(database: Path) -> None:
    remember(database, facts(sha256="1" * 64), counted_set([rep(1)]))
    with Logbook(facts(sha256="2" * 64), database), open_history(database) as history:
        assert [each.id for each in history.recent()] == [1]
        assert history.workout("last").id == 1
        assert [each.id for each in history.recent(unbegun=True)] == [2, 1]
        assert history.workout(2).state == "running", "it can be shown by its number"


def test_only_live_and_flagged_workouts_count_as_training(database: Path) -> None:
    remember(database, facts(sha256="1" * 64), counted_set([rep(1)]))
    remember(database, facts(sha256="2" * 64, as_training=True), counted_set([rep(1)]))
    remember(database, facts(sha256=None, kind="live"), counted_set([rep(1)]))
    remember(database, facts(sha256="3" * 64, kind="demo"), counted_set([rep(1)]))
    with open_history(database) as history:
        assert {each.id: each.as_training for each in history.recent()} == {
            1: False,
            2: True,
            3: True,
            4: False,
        }


def test_the_list_has_the_totals_of_the_workouts(database: Path) -> None:
    remember_some_of_everything(database)
    with open_history(database) as history:
        whole = [listed(each).parts for each in history.recent()]
        short = [each.parts for each in history.listed(WorkoutFilter())]
    assert len(whole) == len(short) == 13
    for mine, theirs in zip(whole, short, strict=True):
        assert [each[:9] for each in mine] == [each[:9] for each in theirs]
        for one, other in zip(mine, theirs, strict=True):
            assert one[9:] == pytest.approx(other[9:])
