"""A film without a named exercise is divided into segments, and each is judged as its exercise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.judging.events import AttemptJudged, RepCompleted, SetEnded
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.activities import Activity
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.recognition.film_judge import FilmJudge
from tests.recognition.taught import Taught


def done(name: str, reps: int, seed: int = 7) -> list[Sighting]:
    """Reps of a person not in the training data."""
    act = perform(load_exercise(name), depths=(1.0,) * reps, seed=seed, frame_rate=15.0)
    return list(Truth(act))


def walked(duration_s: float) -> list[Sighting]:
    return list(Truth(Activity(duration_s=duration_s, seed=8, frame_rate=15.0)))


def after_each_other(*parts: Sequence[Sighting]) -> list[Sighting]:
    film: list[Sighting] = []
    for part in parts:
        begins_s = film[-1].time + 1 / 15 if film else 0.0
        for each in part:
            time = begins_s + each.time
            pose = None if each.pose is None else replace(each.pose, time=time)
            film.append(Sighting(time, pose))
    return film


def judged(taught: Taught, film: Sequence[Sighting]) -> Summary:
    judge = FilmJudge(taught)
    for each in film:
        assert judge.observe(each.pose, each.time).events == ()
    return judge.finish()


def test_a_film_of_one_exercise_counts_as_if_it_were_named(taught: Taught) -> None:
    film = done("squat", 4)
    judge = Judge(load_exercise("squat"))
    for each in film:
        judge.observe(each.pose, each.time)
    expected, summary = judge.finish(), judged(taught, film)
    assert expected.full == 4
    assert summary.exercise is None and summary.exercises == ("squat",)
    assert [each.reps for each in summary.sets] == [each.reps for each in expected.sets]
    assert (summary.frames, summary.view, summary.tilt_deg) == (
        expected.frames,
        expected.view,
        expected.tilt_deg,
    )


def test_movements_that_do_not_count_are_kept_with_their_exercise(taught: Taught) -> None:
    film = after_each_other(done("squat", 4), walked(8.0), done("squat", 3, seed=9))
    summary = judged(taught, film)
    told = [event.attempt for event in summary.events if isinstance(event, AttemptJudged)]
    attempts = [*summary.between_sets, *(each for one in summary.sets for each in one.attempts)]
    assert sorted(attempts, key=lambda each: each.turn_s) == sorted(told, key=lambda each: each.turn_s)
    assert attempts, "walking bends the knees"


def test_several_exercises_are_one_workout_of_numbered_sets(taught: Taught) -> None:
    film = after_each_other(done("squat", 4), walked(8.0), done("push-up", 3), walked(6.0), done("squat", 2))
    summary = judged(taught, film)
    assert [(each.number, each.exercise, each.full) for each in summary.sets] == [
        (1, "squat", 4),
        (2, "push-up", 3),
        (3, "squat", 2),
    ]
    assert all(each.confidence is not None and each.confidence > 0.5 for each in summary.sets)
    assert summary.segments is not None
    assert [each.exercise for each in summary.segments if each.exercise] == ["squat", "push-up", "squat"]
    assert summary.confidence == pytest.approx(0.9, abs=0.15)


def test_every_rep_and_end_of_a_set_is_an_event_in_order(taught: Taught) -> None:
    summary = judged(taught, after_each_other(done("squat", 3), walked(8.0), done("push-up", 3)))
    reps = [event.set_number for event in summary.events if isinstance(event, RepCompleted)]
    ends = [event.summary.number for event in summary.events if isinstance(event, SetEnded)]
    assert reps == [1, 1, 1, 2, 2, 2] and ends == [1, 2]
    times = [event.time for event in summary.events]
    assert times == sorted(times)


def test_walking_counts_nothing(taught: Taught) -> None:
    summary = judged(taught, walked(30.0))
    assert (summary.sets, summary.exercises, summary.confidence) == ((), (), None)
    assert summary.segments is not None and not any(each.exercise for each in summary.segments)


@pytest.mark.parametrize("frames", [0, 1, 3])
def test_a_film_of_a_few_frames_has_no_sets(taught: Taught, frames: int) -> None:
    summary = judged(taught, done("squat", 1)[:frames])
    assert (summary.sets, summary.segments, summary.frames) == ((), (), frames)


def test_a_film_without_a_person_has_no_exercise(taught: Taught) -> None:
    summary = judged(taught, [Sighting(number / 15, None) for number in range(60)])
    assert (summary.sets, summary.frames_with_pose, summary.view) == ((), 0, None)
