"""Live and offline counts of the same films: the choice of films, and equal counts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coach.bench.accuracy.live_vs_offline import (
    ComparedClip,
    Count,
    Twice,
    count_twice,
    performances,
    shortest_films,
)
from coach.catalogue.library import all_exercises, load_exercise
from coach.vision.pose_model.pose_model import PoseModel
from tests.conftest import MakeFilm, RealFilm
from tests.performances import PerformedFilm

QUICK = 3


def test_the_shortest_film_of_each_exercise_is_taken_and_the_shortest_of_these(
    make_film: MakeFilm, tmp_path: Path
) -> None:
    rows = [
        ("squat", 40, 2, "sure"),
        ("squat", 20, 3, "sure"),
        ("squat", 10, 1, "sure"),
        ("push-up", 12, 2, "within 1"),
        ("push-up", 50, 2, "sure"),
        ("lunge", 30, 4, "sure"),
    ]
    with (tmp_path / "clips.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "exercise", "reps", "certainty"))
        for number, (exercise, frames, reps, certainty) in enumerate(rows):
            make_film(f"{number}.mp4", frames=frames)
            writer.writerow((f"{number}.mp4", exercise, reps, certainty))
    chosen = shortest_films(tmp_path / "clips.csv", 2)
    assert [(clip.name, clip.exercise.name) for clip in chosen] == [("1.mp4", "squat"), ("5.mp4", "lunge")]


def test_it_is_the_same_only_where_both_counts_are() -> None:
    twice = Twice("film.mp4", Count(3, 1), Count(3, 1), captured=90, skipped=9)
    assert twice.same
    assert not Twice("film.mp4", Count(3, 1), Count(3, 0), captured=90, skipped=9).same


def test_holds_are_not_performed() -> None:
    assert performances([load_exercise("plank")], 3) == []
    assert "plank" in all_exercises()


@pytest.mark.slow
def test_rendered_athletes_count_the_same_live(push_up_film: PerformedFilm, pose_model: PoseModel) -> None:
    [came] = count_twice([ComparedClip("push-ups", push_up_film.path, load_exercise("push-up"))], pose_model)
    assert came.live == came.analysed == Count(push_up_film.full, push_up_film.partial)
    assert came.captured > came.skipped


@pytest.mark.slow
def test_real_films_count_the_same_live(films: list[RealFilm], pose_model: PoseModel) -> None:
    known = all_exercises()
    counted = [film for film in films if film.certainty == "sure" and film.reps == QUICK]
    short = sorted(
        (film for film in counted if film.exercise in known), key=lambda film: film.path.stat().st_size
    )
    clips = [ComparedClip(film.path.name, film.path, known[film.exercise]) for film in short[:1]]
    for came in count_twice(clips, pose_model):
        assert came.same, came
