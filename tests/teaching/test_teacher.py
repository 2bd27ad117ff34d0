"""An exercise taught by one body counts another one; what can't be taught says why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.body.stream import Sighting
from coach.catalogue.defaults import with_defaults
from coach.catalogue.definition import Exercise
from coach.errors import Unteachable
from coach.performer.figure.body_presets import BODIES
from coach.teaching.rep_rows import rep_rows
from coach.teaching.teacher import TaughtExercise, counted, teach
from coach.toml_file import toml_table
from tests.teaching.conftest import Perform


@pytest.fixture(scope="module")
def squat(performed: Perform) -> TaughtExercise:
    return teach("my-squat", "squats.mp4", performed("squat", "side"), reps=4)


def test_four_squats_make_a_file_that_counts_another_body(squat: TaughtExercise, performed: Perform) -> None:
    assert len(squat.reps) == 4 and squat.left_out == (4, 4, 4, 4)
    other = performed("squat", "side", (1.0, 1.0, 0.3, 1.0), BODIES["tall"])
    summary = counted(squat.exercise, other)
    assert summary.full == 3, "the shallow one is no rep"


def test_the_file_says_what_moved_how_far_and_from_where_it_was_seen(squat: TaughtExercise) -> None:
    exercise = squat.exercise
    assert set(exercise.signal.counted) == {"knee", "hip"} and exercise.signal.turn == "low"
    assert exercise.camera.views == ("side",)
    assert exercise.reps is not None
    assert exercise.reps.minimum_excursion == pytest.approx(0.5 * squat.range[1], abs=1)
    assert (exercise.reps.out.name, exercise.reps.out.action) == ("down", "eccentric")
    assert exercise.poses.support == "feet"
    assert exercise.poses.turn["knee_flexion"] > 90 > exercise.poses.start.get("knee_flexion", 0)


def test_the_file_is_the_exercise_and_names_its_lesson(squat: TaughtExercise) -> None:
    assert squat.text.startswith("# My squat, taught from 4 repetitions in squats.mp4.\n")
    assert Exercise.model_validate(with_defaults(toml_table(squat.text.encode()))) == squat.exercise


def test_limbs_that_take_turns_count_each_on_its_own(performed: Perform) -> None:
    taught = teach("marching", "marching.mp4", performed("high-knees", "side", (1.0,) * 3), reps=3)
    assert taught.exercise.signal.limbs == "each" and taught.exercise.poses.alternates


def test_a_position_that_is_held_becomes_a_hold(performed: Perform) -> None:
    taught = teach("my-plank", "plank.mp4", performed("plank", "side"))
    assert taught.exercise.hold is not None and taught.reps == ()
    assert taught.held_s is not None and taught.held_s > 7
    other = counted(taught.exercise, performed("plank", "side", body=BODIES["short"]))
    assert other.hold_s == pytest.approx(11, abs=0.5), "with the rest before and after"
    assert not counted(taught.exercise, performed("squat", "side")).hold_s


def test_another_number_of_repetitions_than_was_said_is_an_error(performed: Perform) -> None:
    with pytest.raises(Unteachable, match=r"shows 4 repetitions that are alike, not 7") as error:
        teach("my-squat", "squats.mp4", performed("squat", "side"), reps=7)
    assert "--reps 4" in error.value.hint


def test_someone_who_only_fidgets_or_is_not_seen_teaches_nothing(performed: Perform) -> None:
    sightings = performed("squat", "side")
    unseen = [Sighting(each.time, None) for each in sightings]
    with pytest.raises(Unteachable, match="Hardly anybody"):
        teach("my-squat", "empty.mp4", unseen)
    noise = np.random.default_rng(1)
    restless = [
        replace(each, pose=replace(each.pose, world=each.pose.world + noise.normal(0, 0.2, (33, 3))))
        for each in sightings[:30]
        if each.pose is not None
    ]
    with pytest.raises(Unteachable, match="Nothing in shaky"):
        teach("my-squat", "shaky.mp4", restless, reps=5)


def test_a_long_film_is_searched_piece_by_piece(performed: Perform) -> None:
    sightings = performed("squat", "side")
    still = sightings[0]
    waited = [Sighting(each / 2, still.pose) for each in range(240)]
    late = [replace(each, time=each.time + 120.0) for each in sightings]
    assert 4 in [len(row) for row in rep_rows([*waited, *late])]
