"""Attempts are stored with their set, or between sets, and go with it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np

from coach.judging.attempts import Attempt
from coach.judging.events import AttemptJudged, RepCompleted, RepUndone, SetStarted
from coach.sinks.logbook import Logbook
from coach.store.changes.deletion import delete_workouts
from coach.store.changes.editing import Edit, edit_set
from coach.store.history import open_history
from coach.store.records import WorkoutRecord
from tests.postgresql import rows_in
from tests.store.workouts import (
    SHALLOW,
    STRAY,
    attempted_set,
    counted_set,
    facts,
    moment,
    remember,
    rep,
    summary_of,
)


def saved(database: Path, number: int = 1) -> WorkoutRecord:
    with open_history(database) as history:
        return history.workout(number)


def stored_rows(database: Path) -> int:
    [(count,)] = rows_in(database, "SELECT count(*) FROM attempt")
    assert isinstance(count, int)
    return count


def attempts_of_sets(workout: WorkoutRecord) -> list[tuple[Attempt, ...]]:
    return [each.summary.attempts for each in workout.sets]


def test_they_are_read_as_they_were_judged(database: Path) -> None:
    remember(database, facts(), attempted_set(), between_sets=(STRAY,))
    workout = saved(database)
    assert [each.summary for each in workout.sets] == [attempted_set()]
    assert workout.between_sets == (STRAY,)


def test_numpy_numbers_are_stored_as_numbers(database: Path) -> None:
    judged = replace(SHALLOW, excursion=np.float32(52.0), value=np.float64(0.5))  # type: ignore[arg-type]
    remember(database, facts(), replace(attempted_set(), attempts=(judged,)))
    [[attempt]] = attempts_of_sets(saved(database))
    assert (attempt.excursion, attempt.value) == (52.0, 0.5)


def test_another_analysis_replaces_them(database: Path) -> None:
    for _ in range(2):
        remember(database, facts(), attempted_set(), between_sets=(STRAY,))
    assert stored_rows(database) == 2
    remember(database, facts(), counted_set([rep(1), rep(2)]))
    assert stored_rows(database) == 0


def test_a_corrected_set_keeps_its_own(database: Path) -> None:
    remember(database, facts(), attempted_set())
    edit_set(saved(database), None, Edit(reps=5), database)
    remember(database, facts(), replace(counted_set([rep(20)], exercise="squat"), exercise="lunge"))
    workout = saved(database)
    assert sorted(len(each) for each in attempts_of_sets(workout)) == [0, 1]
    assert stored_rows(database) == 1


def test_a_film_in_which_nothing_counted_says_why(database: Path) -> None:
    remember(database, facts(), between_sets=(STRAY, SHALLOW))
    workout = saved(database)
    assert not workout.sets
    assert workout.between_sets == (STRAY, SHALLOW)


def test_deleting_a_workout_deletes_them(database: Path) -> None:
    remember(database, facts(), attempted_set(), between_sets=(STRAY,))
    delete_workouts([1], database)
    assert stored_rows(database) == 0


def test_live_they_are_stored_with_the_next_rep(database: Path) -> None:
    with Logbook(facts(kind="live", sha256=None), database) as logbook:
        logbook.receive(moment(0.5, AttemptJudged(0.5, None, STRAY)))
        logbook.receive(moment(3.5, SetStarted(3.5, 1, "squat")))
        logbook.receive(moment(5.7, RepCompleted(5.7, 1, rep(1))))
        logbook.receive(moment(10.4, AttemptJudged(10.4, 1, SHALLOW)))
        logbook.receive(moment(15.0, RepCompleted(15.0, 1, rep(2))))
        with open_history(database) as history:
            workout = history.workout(1)
        assert workout.between_sets == (STRAY,)
        assert attempts_of_sets(workout) == [(SHALLOW,)]
        logbook.receive(moment(16.0, RepUndone(16.0, 1, rep(2))))
        logbook.conclude(summary_of(attempted_set(), between_sets=(STRAY,)), interrupted=False)
    assert stored_rows(database) == 2


def test_an_attempt_that_a_pattern_counts_later_is_replaced(database: Path) -> None:
    counted = replace(SHALLOW, verdict="full", rule="pattern", text="like the 5 others")
    with Logbook(facts(kind="live", sha256=None), database) as logbook:
        logbook.receive(moment(3.5, SetStarted(3.5, 1, "squat"), RepCompleted(5.7, 1, rep(1))))
        logbook.receive(moment(10.4, AttemptJudged(10.4, 1, SHALLOW)))
        logbook.receive(moment(15.0, AttemptJudged(15.0, 1, counted), RepCompleted(15.0, 1, rep(2))))
        with open_history(database) as history:
            assert attempts_of_sets(history.workout(1)) == [(counted,)]
        logbook.conclude(summary_of(attempted_set()), interrupted=False)


def test_a_resumed_workout_keeps_those_from_before(database: Path) -> None:
    about = facts(kind="live", sha256=None)
    remember(database, about, attempted_set(), between_sets=(STRAY,), interrupted=True)
    later = replace(STRAY, turn_s=0.9)
    with Logbook(about, database, resume_id=1) as logbook:
        again = replace(attempted_set(), number=2)
        logbook.receive(moment(0.5, AttemptJudged(0.5, None, later)))
        logbook.receive(moment(3.5, SetStarted(3.5, 2, "squat"), RepCompleted(5.7, 2, rep(1))))
        logbook.conclude(summary_of(again, between_sets=(later,)), interrupted=False)
    workout = saved(database)
    assert workout.between_sets == (STRAY, later)
    assert attempts_of_sets(workout) == [(SHALLOW,), (SHALLOW,)]


def test_those_of_a_set_whose_reps_were_undone_stay_between_sets(database: Path) -> None:
    undone = replace(attempted_set(), reps=())
    remember(database, facts(kind="live", sha256=None), replace(counted_set([rep(20)]), number=2), undone)
    workout = saved(database)
    assert [each.summary.number for each in workout.sets] == [2]
    assert workout.between_sets == (SHALLOW,)
