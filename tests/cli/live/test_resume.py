"""Which workout is resumed, and its notices."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from coach.catalogue.library import load_exercise
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.live.resume import (
    resumable_workout,
    resume_notice,
    resume_time_s,
    resumed_workout,
    total_notice,
)
from coach.errors import NothingToContinue, WorkoutTaken
from coach.store.run_lock import running
from coach.store.schema import WRITES, open_database
from coach.store.tables import WorkoutRow
from coach.store.writer import begin_workout
from tests.store.workouts import counted_set, facts, held_set, remember, rep

LIVE = facts(sha256=None, kind="live")


@pytest.fixture
def analysis_request(tmp_path: Path) -> AnalysisRequest:
    return AnalysisRequest(exercise=load_exercise("squat"), kind="live", database=tmp_path / "coach.sqlite3")


def database_of(analysis_request: AnalysisRequest) -> Path:
    assert analysis_request.database is not None
    return analysis_request.database


def cut_off(analysis_request: AnalysisRequest) -> int:
    """A workout whose process died before its first rep."""
    database = database_of(analysis_request)
    with open_database(database) as engine, engine.execution_options(**WRITES).begin() as connection:
        return begin_workout(connection, LIVE, datetime.now(UTC))


def began(analysis_request: AnalysisRequest, when: datetime) -> None:
    """Set the start time of every workout."""
    database = database_of(analysis_request)
    with open_database(database) as engine, engine.execution_options(**WRITES).begin() as connection:
        connection.execute(update(WorkoutRow).values(started_at=when))


def test_a_workout_without_reps_can_be_resumed_but_is_not_mentioned(
    analysis_request: AnalysisRequest,
) -> None:
    number = cut_off(analysis_request)
    assert resumable_workout(analysis_request) is None
    with resumed_workout(analysis_request) as workout:
        assert (workout.id, workout.sets) == (number, ())
        assert resume_notice(workout, "squat", resume=True).endswith(
            "started just now. Nothing was counted yet."
        )


def test_a_workout_with_reps_is_preferred_to_a_newer_empty_one(analysis_request: AnalysisRequest) -> None:
    remember(analysis_request.database, LIVE, counted_set([rep(1)]), interrupted=True)
    cut_off(analysis_request)
    with resumed_workout(analysis_request) as workout:
        assert workout.id == 1
    left = resumable_workout(analysis_request)
    assert left is not None and left.id == 1


def test_only_one_process_resumes_a_workout(analysis_request: AnalysisRequest) -> None:
    remember(analysis_request.database, LIVE, counted_set([rep(1)]), interrupted=True)
    with (
        resumed_workout(analysis_request),
        pytest.raises(WorkoutTaken, match="Workout 1 is already running in another window"),
    ):
        resumed_workout(analysis_request).__enter__()
    number = cut_off(analysis_request)
    with (
        running(database_of(analysis_request), number),
        pytest.raises(WorkoutTaken, match=f"Workout {number} is already running"),
    ):
        resumed_workout(analysis_request).__enter__()


def test_a_workout_finished_in_the_meantime_is_not_resumed(analysis_request: AnalysisRequest) -> None:
    remember(analysis_request.database, LIVE, counted_set([rep(1)]), interrupted=True)
    remember(analysis_request.database, LIVE, counted_set([rep(1)]))
    with pytest.raises(NothingToContinue, match="No workout of squat was interrupted"):
        resumed_workout(analysis_request).__enter__()


def test_notice_lists_all_exercises_of_a_workout(analysis_request: AnalysisRequest) -> None:
    squats = counted_set([rep(number) for number in range(1, 13)])
    unnamed = replace(analysis_request, exercise=None)
    about = facts(exercise=None, sha256=None, kind="live")
    remember(analysis_request.database, about, squats, held_set(30.0, number=2), interrupted=True)
    all_of_it = "12 squats, plank held for 30.0 s in 2 sets"
    with resumed_workout(unnamed) as workout:
        assert resume_notice(workout, None, resume=True).endswith(f"Counted so far: {all_of_it}.")
        in_all = total_notice(workout, [counted_set([rep(1)], number=3)])
    assert in_all == "In total: 13 squats, plank held for 30.0 s in 3 sets."
    left = resumable_workout(unnamed)
    assert left is not None
    assert f"was interrupted after {all_of_it}.\n" in resume_notice(left, None, resume=False)


@pytest.mark.parametrize("by", [timedelta(hours=1), timedelta(seconds=-40)], ids=["set back", "as it goes"])
def test_resume_time_never_goes_back(analysis_request: AnalysisRequest, by: timedelta) -> None:
    remember(analysis_request.database, LIVE, counted_set([rep(1), rep(2)]), interrupted=True)
    began(analysis_request, datetime.now(UTC) + by)
    with resumed_workout(analysis_request) as workout:
        later_s = resume_time_s(workout)
        result = resume_notice(workout, "squat", resume=True)
    assert later_s >= workout.reps[-1].end_s
    assert "started just now" in result
    assert by > timedelta(0) or later_s == pytest.approx(40.0, abs=5.0)


def test_old_and_future_workouts_are_not_resumed(analysis_request: AnalysisRequest) -> None:
    for days in (-1, 1):
        remember(analysis_request.database, LIVE, counted_set([rep(1)]), interrupted=True)
        began(analysis_request, datetime.now(UTC) + timedelta(days=days))
        assert resumable_workout(analysis_request) is None
        with pytest.raises(NothingToContinue):
            resumed_workout(analysis_request).__enter__()
