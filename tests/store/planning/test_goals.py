"""Goals: what counts towards each, and when it is reached."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection

from coach.errors import ProfileTaken, UnknownGoal, UnknownProfile
from coach.store.changes.editing import Edit, edit_set, edit_workout
from coach.store.history import open_history
from coach.store.planning.goals import end_goal, goal_progress, goals, new_goal, note_reached
from coach.store.planning.profiles import ProfileEdit, edit_profile, new_profile, profile_named, profiles
from coach.store.schema import WRITES, open_database
from tests.store.workouts import counted_set, facts, held_set, remember, rep

TODAY = datetime.now().astimezone().date()


@pytest.fixture
def connection(database: Path) -> Iterator[Connection]:
    with open_database(database) as engine, engine.execution_options(**WRITES).connect() as opened:
        yield opened


def train(database: Path, *reps: int, profile: str = "me", exercise: str = "squat", number: int = 0) -> None:
    """Save a live workout with sets of these numbers of full reps, and a partial one in each."""
    sets = [
        counted_set(
            [*(rep(each) for each in range(1, full + 1)), rep(full + 1, 45.0)],
            number=place,
            exercise=exercise,
        )
        for place, full in enumerate(reps, start=1)
    ]
    remember(database, facts(sha256=None, kind="live", profile=profile, exercise=exercise), *sets)


def done(connection: Connection, profile: str = "me", today: date = TODAY) -> dict[str, float]:
    with connection.begin():
        return {each.goal.kind: each.done for each in goal_progress(connection, profile, today)}


def test_each_kind_counts_its_own_figure(database: Path, connection: Connection) -> None:
    with connection.begin():
        new_goal(connection, "me", "workouts a week", 3, None)
        new_goal(connection, "me", "reps a week", 100, "squat")
        new_goal(connection, "me", "reps in a set", 20, "squat")
        new_goal(connection, "me", "hold", 60, "plank")
        new_goal(connection, "me", "load", 50, "squat")
    assert set(done(connection).values()) == {0.0}
    train(database, 5, 8)
    train(database, 3, exercise="lunge")
    train(database, 9, profile="anna")
    remember(database, facts(sha256="1" * 64), counted_set([rep(1)] * 1))  # a film that is no training
    remember(database, facts(sha256=None, kind="live", exercise="plank"), held_set(31.5))
    with open_history(database) as history:
        first = next(each for each in history.recent() if each.full == 13)
    edit_set(first, 1, Edit(reps=7, weight_kg=40.0), database)
    assert done(connection) == {
        "workouts a week": 3,
        "reps a week": 15,
        "reps in a set": 8,
        "hold": 31.5,
        "load": 40,
    }


def test_a_week_begins_on_monday(database: Path, connection: Connection) -> None:
    with connection.begin():
        new_goal(connection, "me", "reps a week", 100, None)
    train(database, 5)
    sunday = TODAY + timedelta(days=6 - TODAY.weekday())
    assert done(connection, today=sunday) == {"reps a week": 5}
    assert done(connection, today=sunday + timedelta(days=1)) == {"reps a week": 0}
    with open_history(database) as history:
        workout = history.workout("last")
    edit_workout(workout, date=datetime.now(UTC) - timedelta(days=8), path=database)
    assert done(connection, today=TODAY) == {"reps a week": 0}


def test_a_goal_is_reached_once(database: Path, connection: Connection) -> None:
    with connection.begin():
        new_goal(connection, "me", "reps in a set", 6, "squat")
    train(database, 5)
    with connection.begin():
        assert not any(each.is_new for each in note_reached(connection, "me", TODAY))
    train(database, 6)
    with connection.begin():
        [reached] = note_reached(connection, "me", TODAY)
        assert reached.is_new and reached.is_reached
    with connection.begin():
        [again] = note_reached(connection, "me", TODAY)
    assert again.is_reached and not again.is_new and again.goal.reached_at is not None


def test_a_new_goal_replaces_the_same_and_one_can_end(connection: Connection) -> None:
    with connection.begin():
        new_goal(connection, "me", "reps a week", 50, None)
        second = new_goal(connection, "me", "reps a week", 80, None)
        of_squats = new_goal(connection, "me", "reps a week", 30, "squat")
        assert [each.id for each in goals(connection, "me")] == [second, of_squats]
        assert len(goals(connection, "me", ended=True)) == 3
        end_goal(connection, "me", second)
        assert [each.id for each in goals(connection, "me")] == [of_squats]
        with pytest.raises(UnknownGoal):
            end_goal(connection, "me", second)
        with pytest.raises(UnknownGoal):
            end_goal(connection, "anna", of_squats)


def test_profiles(database: Path, connection: Connection) -> None:
    with connection.begin():
        new_profile(connection, "anna", ProfileEdit(height_cm=170, units="lb"))
        with pytest.raises(ProfileTaken, match="already"):
            new_profile(connection, "anna", ProfileEdit())
        edit_profile(connection, "anna", ProfileEdit(weight_kg=62))
        with pytest.raises(UnknownProfile, match="no profile 'ben'"):
            edit_profile(connection, "ben", ProfileEdit(weight_kg=62))
    train(database, 5, profile="anna")
    with connection.begin():
        found = profile_named(connection, "anna")
        assert (found.height_m, found.weight_kg, found.units, found.workouts) == (1.7, 62, "lb", 1)
        assert [each.name for each in profiles(connection)] == ["anna"]
