"""The sets of a person with their figures: the report's, remembered, and never of somebody else."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.judging.effort.workout_review import review_sets
from coach.judging.set_tally import mean_rom_deg
from coach.store.changes.editing import Edit, edit_set
from coach.store.history import open_history
from coach.store.progress.progress_queries import fault_sums_query, rep_sums_query, sets_query
from coach.store.progress.training_sets import FiguresBasis, TrainingSet, sets_of, training_sets
from coach.store.queries import WorkoutFilter
from coach.store.schema import copy_database
from tests.store.progress.trained import BASIS, coaching_facts, measured_sets, train

MONDAY = datetime(2026, 3, 2, 18, tzinfo=UTC)
MINE = WorkoutFilter(exercise="squat", profile="me", training=True)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two workouts of mine, the second one heavier; a film of mine, and Ada's workout."""
    path = tmp_path_factory.mktemp("trained") / "coach.sqlite3"
    train(path, MONDAY, measured_sets(5, 6), weight_kg=20.0)
    train(path, MONDAY + timedelta(days=2), measured_sets(7), weight_kg=22.5)
    train(path, MONDAY + timedelta(days=3), measured_sets(9), kind="film")
    train(path, MONDAY + timedelta(days=4), measured_sets(30), profile="Ada")
    return path


@pytest.fixture
def database(written: Path, tmp_path: Path) -> Path:
    path = tmp_path / "coach.sqlite3"
    copy_database(written, path)
    return path


def sets_in(path: Path, choice: WorkoutFilter = MINE, basis: FiguresBasis = BASIS) -> list[TrainingSet]:
    with open_history(path) as history:
        return training_sets(history, choice, basis)


def rows(path: Path, query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(query).fetchall()


def test_the_figures_are_those_of_the_report(database: Path) -> None:
    sets = sets_in(database)
    assert [(each.workout, each.position) for each in sets] == [(1, 1), (1, 2), (2, 1)]
    with open_history(database) as history:
        records = [history.workout(number) for number in (1, 2)]
    shown = [
        (each, reviewed.review)
        for record in records
        for each, reviewed in zip(
            record.sets,
            review_sets(
                [
                    (each.summary, coaching_facts(each.summary.exercise), each.weight_kg)
                    for each in record.sets
                ],
                view=record.view,
            ).sets,
            strict=True,
        )
    ]
    for mine, (done, review) in zip(sets, shown, strict=True):
        figures, loss, sides = mine.figures, review.figures.velocity_loss, review.figures.sides
        assert figures.full == done.summary.full
        assert figures.rom_deg == mean_rom_deg(done.summary.reps)
        assert loss is not None
        assert (figures.velocity_loss, figures.velocity_loss_error) == (loss.value, loss.error)
        assert sides is not None
        assert (figures.sides_deg, figures.sides_error_deg) == (sides.value, sides.error)
        assert (figures.left_rom_deg, figures.right_rom_deg) == (97.0, 93.0)
        assert review.score is not None
        assert figures.score == review.score.points
        assert review.one_rep_max is not None
        assert (figures.low_kg, figures.high_kg) == (review.one_rep_max.low_kg, review.one_rep_max.high_kg)


def test_remembered_figures_are_the_computed_ones_to_four_digits(database: Path) -> None:
    computed = sets_in(database)
    assert len(rows(database, "SELECT * FROM set_figures")) == 3
    remembered = sets_in(database)
    for before, now in zip(computed, remembered, strict=True):
        assert replace(now, figures=before.figures) == before
        assert now.figures.score == pytest.approx(before.figures.score, abs=1e-4)
        assert now.figures.levels == before.figures.levels


def test_remembered_figures_are_used(database: Path) -> None:
    sets_in(database)
    rows(database, "UPDATE set_figures SET figures = replace(figures, '[5,0,5', '[4,1,4') WHERE set_id = 1")
    [first, *_] = sets_in(database)
    assert (first.figures.full, first.figures.partial) == (4, 1)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE rep SET rom_deg = rom_deg + 1 WHERE workout_set_id = 1 AND number = 2",
        "UPDATE rep SET level = 'half' WHERE workout_set_id = 1 AND number = 2",
        "DELETE FROM rep WHERE workout_set_id = 1 AND number = 5",
        "UPDATE workout_set SET weight_kg = 25 WHERE id = 1",
        "UPDATE workout SET view = 'front' WHERE id = 1",
        "INSERT INTO fault (workout_set_id, rep, time_s, name, title, cue, reason)"
        " VALUES (1, 1, 4, 'knees-in', 'knees falling in', 'Knees out.', 'x')",
        "UPDATE set_figures SET figures = 'what?' WHERE set_id = 1",
    ],
)
def test_what_has_changed_is_computed_again(database: Path, change: str) -> None:
    sets_in(database)
    rows(database, "UPDATE set_figures SET figures = replace(figures, '[5,0,5', '[4,1,4') WHERE set_id = 1")
    rows(database, change)
    [first, *_] = sets_in(database)
    with open_history(database) as history:
        [computed, *_] = sets_of(history.workout(1), BASIS)
    assert first.figures == computed.figures


def test_a_correction_and_another_height_count_at_once(database: Path) -> None:
    [before, *_] = sets_in(database)
    with open_history(database) as history:
        edit_set(history.workout(1), 1, Edit(reps=8), database)
    [after, *_] = sets_in(database)
    assert (before.figures.full, after.figures.full) == (5, 8)
    other = replace(BASIS, height_m=1.8)
    assert other.fingerprint("squat", None) != BASIS.fingerprint("squat", None)


def test_films_and_other_people_are_apart(database: Path) -> None:
    assert {each.workout for each in sets_in(database, replace(MINE, training=False))} == {1, 2, 3}
    assert {each.workout for each in sets_in(database, replace(MINE, profile="Ada"))} == {4}
    train(database, MONDAY, measured_sets(4), kind="film", as_training=True)
    assert 5 in {each.workout for each in sets_in(database)}


def test_a_database_that_cannot_be_written_is_read_all_the_same(database: Path) -> None:
    with closing(sqlite3.connect(database)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert len(sets_in(database)) == 3
    assert not rows(database, "SELECT * FROM set_figures")


@pytest.mark.parametrize("column", ["given_date", "started_at"])
def test_a_day_that_is_none_is_not_read(database: Path, column: str) -> None:
    rows(database, f"UPDATE workout SET {column} = '2026-02-31 10:00:00.000000' WHERE id = 1")
    readable = {each.workout: each.at for each in sets_in(database)}
    assert readable.get(1, MONDAY) == MONDAY, "the given date is ignored, or the workout left out"
    assert readable[2] == MONDAY + timedelta(days=2)


def test_queries_find_sets_and_reps_by_their_indexes(database: Path) -> None:
    for query in (sets_query, rep_sums_query, fault_sums_query):
        sql, parameters = query(MINE)
        with closing(sqlite3.connect(database)) as connection:
            plan = [row[3] for row in connection.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)]
        scans = [each for each in plan if re.match(r"SCAN (s|r|f|g|t)\b", each)]
        assert not scans, plan
