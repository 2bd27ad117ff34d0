"""Phantom reps in films without an exercise."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bench.accuracy.halves import Half
from coach.bench.accuracy.negatives import (
    EXERCISES,
    NegativeFilm,
    PhantomCount,
    count_phantoms,
    phantom_scores,
    read_negatives,
)
from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.errors import BenchError
from coach.performer.motion.act import Act
from coach.performer.motion.activities import Activity
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def write(path: Path, *rows: str) -> Path:
    path.write_text("\n".join(("path,exercise,reps,group", *rows)), "utf-8")
    return path


def recorded(act: Act, path: Path) -> Path:
    stage = Truth(act)
    write_recording(path, stage.facts, stage)
    return path


def test_films_of_no_known_exercise_without_reps_are_used(tmp_path: Path) -> None:
    listing = write(
        tmp_path / "clips.csv",
        "a.mp4,negative,,g",
        "b.mp4,juggling,,g",
        "c.mp4,juggling,0,g",
        "d.mp4,juggling,3,g",
        "e.mp4,squats,,g",
        ",negative,,g",
    )
    listed = read_negatives(listing)
    assert [(each.name, each.kind) for each in listed.films] == [
        ("a.mp4", "no exercise"),
        ("b.mp4", "unnamed movement"),
        ("c.mp4", "no exercise"),
    ]
    assert listed.left_out == {"of counted reps": 1, "of an exercise": 1, "without a film": 1}


def test_the_halves_share_no_person(tmp_path: Path) -> None:
    listing = write(tmp_path / "clips.csv", *(f"{number}.mp4,negative,,p{number}" for number in range(20)))
    one, other = (read_negatives(listing, half=half) for half in (Half.A, Half.B))
    assert len(one.films) + len(other.films) == 20
    assert {each.group for each in one.films}.isdisjoint(each.group for each in other.films)


def test_a_list_of_exercises_only_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="without an exercise"):
        read_negatives(write(tmp_path / "clips.csv", "a.mp4,squat,,g"))


def test_what_is_counted_is_a_phantom(tmp_path: Path) -> None:
    exercises = [load_exercise(name) for name in EXERCISES]
    acts = {"walk": Activity("walking", duration_s=10.0), "squats": perform(exercises[0], depths=(1.0,) * 3)}
    films = [
        NegativeFilm(name, recorded(act, tmp_path / f"{name}.npz"), "g", "no exercise")
        for name, act in acts.items()
    ]
    walk, squats = count_phantoms(films, exercises)
    assert [each.full for each in walk] == [0] * len(EXERCISES)
    assert {each.exercise: each.full for each in squats} == {
        name: 3 * (name == "squat") for name in EXERCISES
    }


def test_an_unreadable_film_fails_as_each_exercise(tmp_path: Path) -> None:
    missing = NegativeFilm("a.npz", tmp_path / "a.npz", "g", "no exercise")
    [found] = count_phantoms([missing], [load_exercise("squat"), load_exercise("sit-up")])
    assert [each.full for each in found] == [None, None]
    assert all(each.why for each in found)


def test_scores_sum_up_films_and_reps() -> None:
    counts = [
        PhantomCount("a", "no exercise", "squat", 2, 1),
        PhantomCount("a", "no exercise", "sit-up", 1),
        PhantomCount("b", "no exercise", "squat", 0, 3),
        PhantomCount("c", "no exercise", "squat", None, why="no film"),
    ]
    scores = phantom_scores(counts)
    assert (scores.films, scores.with_phantoms, scores.reps) == (3, 1, 3)
    assert (scores.partial_reps, scores.failed) == (4, 1)
