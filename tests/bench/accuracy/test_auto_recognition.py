"""Films recognised and counted without a named exercise."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.bench.accuracy.auto_recognition import (
    AutoRecognition,
    RecognisedFilm,
    Took,
    count_unnamed,
    films_to_recognise,
)
from coach.bench.accuracy.films import Listed
from coach.bench.accuracy.leave_group_out import UnseenPeople
from coach.bench.accuracy.recognition_accuracy import naming, nothing
from coach.catalogue.library import load_exercise
from coach.learning.clips import Clip, Clips
from coach.recognition.sequence_decoder import NONE
from tests.labelled import EXERCISES, ONCE


def film(
    label: str, named: tuple[str | None, ...] = (), /, raw_label: str = "", **took: Took
) -> AutoRecognition:
    counted = {name.replace("_", "-"): each for name, each in took.items()}
    return AutoRecognition("a.mp4", label, raw_label or label, "g", 3, named, counted)


RIGHT = film("squat", ("squat",), squat=Took(3, 1))
HELD_TOO = film("push-up", (None, "push-up", "plank"), push_up=Took(3), plank=Took(held_s=4.0))
TWO = film("squat", ("squat", "lunge"), squat=Took(2), lunge=Took(1, 2))
WRONG = film("squat", ("lunge",), lunge=Took(3))
NOT_NAMED = film("squat", (None,))
UNREADABLE = AutoRecognition("b.mp4", "squat", "squat", "g", 3, why="no film")


def test_only_reps_of_the_true_exercise_count() -> None:
    counts = [each.counted.counted if each.counted else None for each in (RIGHT, TWO, WRONG, UNREADABLE)]
    assert counts == [3, 2, 0, None]
    assert RIGHT.counted is not None
    assert (RIGHT.counted.truth, RIGHT.counted.partial) == (3, 1)


def test_a_film_without_a_count_has_none_to_compare() -> None:
    assert AutoRecognition("c.mp4", "plank", "plank", "g", None, ("plank",), {}).counted is None


def test_a_film_with_reps_of_another_exercise_is_wrong() -> None:
    assert [each.rightly for each in (RIGHT, HELD_TOO, TWO, WRONG, NOT_NAMED, UNREADABLE)] == [
        True,
        True,
        False,
        False,
        False,
        False,
    ]
    results = naming([RIGHT, HELD_TOO, TWO, WRONG, NOT_NAMED])
    assert results is not None
    assert (results.films, results.rightly, results.unnamed) == (5, 0.4, 1)
    assert (results.otherwise, results.reps_otherwise, results.held_otherwise_s) == (2, 6, 4.0)
    assert naming([]) is None


def test_false_counts_in_films_without_an_exercise() -> None:
    idle = film(NONE, (None,), raw_label="negative")
    nameless = film(NONE, ("squat",), raw_label="other", squat=Took(0, 2))
    held = film(NONE, ("plank",), raw_label="rest", plank=Took(held_s=3.0))
    assert [each.idle for each in (idle, nameless, held, RIGHT)] == [True, False, True, False]
    results = nothing(
        [idle, nameless, held, AutoRecognition("d.mp4", NONE, "none", "g", None, why="no film")]
    )
    assert results is not None
    assert (results.films, results.counted, results.reps, results.held_s) == (3, 1, 2, 3.0)
    assert results.named == pytest.approx(2 / 3)
    assert nothing([UNREADABLE]) is None


def test_a_counted_film_is_used_as_a_whole_and_the_others_as_clips() -> None:
    def clip(name: str, label: str, *between: float) -> Clip:
        return Clip(name, Path(name), label, label, "g", *between)

    squats = Listed("a.mp4", Path("a.mp4"), load_exercise("squat"), "g", 4)
    results = films_to_recognise(
        [
            clip("a.mp4", "squat", 0.0, 9.0),
            clip("a.mp4", NONE, 9.0, 12.0),
            clip("b.mp4", "lunge", 0.0, 3.0),
            clip("b.mp4", NONE, 3.0, 5.0),
        ],
        [squats],
    )
    assert [(each.clip.name, each.clip.start_s, each.clip.end_s, each.reps) for each in results] == [
        ("a.mp4", None, None, 4),
        ("b.mp4", 0.0, 3.0, None),
        ("b.mp4", 3.0, 5.0, None),
    ]


def test_films_are_recognised_by_models_not_trained_on_them(clips: Clips, people: UnseenPeople) -> None:
    films = [RecognisedFilm(each, None if each.label == NONE else 3) for each in clips.clips]
    missing = RecognisedFilm(Clip("e.npz", Path("e.npz"), "squat", "squat", "plain"), 3)
    *results, failed = count_unnamed([*films, missing], people)
    assert [each.film for each in results] == [each.name for each in clips.clips]
    assert failed.took is None and failed.why
    known = [each for each in results if each.label in EXERCISES]
    assert sum(each.rightly for each in known) > 0.7 * len(known)
    assert sum(each.own.full == 3 for each in known) > 0.6 * len(known)
    [once] = [each for each in results if each.label == ONCE]
    assert once.rightly, "rendered athletes do it too"


def test_only_reps_within_a_clip_count(clips: Clips, people: UnseenPeople) -> None:
    whole = next(each for each in clips.clips if each.label == "push-up" and each.group == "plain")
    stretch = replace(whole, end_s=5.5)
    all_of_it, part = count_unnamed([RecognisedFilm(whole, None), RecognisedFilm(stretch, None)], people)
    assert all_of_it.own.full == 3
    assert 0 < part.own.full < 3
