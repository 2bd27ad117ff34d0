"""The film benchmark: lists, failing films, and a few real films if available."""

from __future__ import annotations

import os
import shutil
from collections.abc import Sequence
from itertools import chain, zip_longest
from pathlib import Path

import pytest

from coach.bench.accuracy.films import Listed, count_films, read_list
from coach.bench.accuracy.halves import Half
from coach.bench.accuracy.scores import score
from coach.errors import BenchError, UnknownExercise
from coach.vision.pose_model.pose_model import PoseModel
from tests.conftest import RealFilm
from tests.performances import PerformedFilm

_FEW = 4
"""Real films in the check; 'poe films' counts all."""


def write(path: Path, *rows: str, head: str = "path,exercise,reps,certainty,group") -> Path:
    path.write_text("\n".join((head, *rows)), "utf-8")
    return path


def test_only_counted_rows_of_known_exercises_are_used(tmp_path: Path) -> None:
    listing = write(
        tmp_path / "clips.csv",
        "a.mp4,squat,3,sure,g1",
        "b.mp4,squat,,sure,g1",
        "c.mp4,juggling,3,sure,g2",
        "d.mp4,plank,3,sure,g2",
        "e.mp4,push-ups,0,within 1,g3",
    )
    sure = read_list(listing)
    assert [each.name for each in sure.films] == ["a.mp4"]
    assert sure.left_out == {
        "without a count": 1,
        "of an unknown exercise": 1,
        "of a hold": 1,
        "not 'sure'": 1,
    }
    assert [each.name for each in read_list(listing, certainty=None).films] == ["a.mp4", "e.mp4"]


def test_certainty_and_group_may_be_missing(tmp_path: Path) -> None:
    listing = write(tmp_path / "clips.csv", "films/a.mp4,squat,3", head="path,exercise,reps")
    (only,) = read_list(listing).films
    assert (only.path, only.group) == (tmp_path / "films" / "a.mp4", "films/a.mp4")


def test_the_halves_of_a_list_share_no_person(tmp_path: Path) -> None:
    rows = [f"{number}.mp4,squat,3,sure,person {number // 2}" for number in range(40)]
    listing = write(tmp_path / "clips.csv", *rows)
    one, other = (read_list(listing, half=half) for half in (Half.A, Half.B))
    assert {each.group for each in one.films}.isdisjoint(each.group for each in other.films)
    assert len(one.films) + len(other.films) == len(rows)
    assert one.left_out == {"in the other half": len(other.films)}
    assert (one.half, read_list(listing).half) == (Half.A, None)


def test_every_row_can_be_counted_as_one_exercise(tmp_path: Path) -> None:
    listing = write(
        tmp_path / "clips.csv",
        "a.npz,push-ups,3,sure,g",
        "b.npz,juggling,4,sure,g",
        "c.npz,squat,5,sure,g",
        "d.npz,plank,1,sure,g",
        "e.npz,squat,,sure,g",
    )
    listed = read_list(listing, exercise="squat")
    assert {each.exercise.name for each in listed.films} == {"squat"}
    assert [each.listed_as for each in listed.films] == ["push-up", "juggling", "squat", "plank"]
    assert listed.left_out == {"without a count": 1}
    with pytest.raises(BenchError, match="hold"):
        read_list(listing, exercise="plank")
    with pytest.raises(UnknownExercise):
        read_list(listing, exercise="juggling")


@pytest.mark.parametrize(
    ("head", "row", "message"),
    [
        ("film,exercise,reps", "a,squat,1", "path"),
        ("path,exercise,reps", "a,juggling,1", "1 of an unknown exercise"),
        ("path,exercise,reps", "a,squat,many", "not a number"),
        ("path,exercise,reps", "", "no rows"),
    ],
)
def test_a_list_without_usable_films_is_an_error(tmp_path: Path, head: str, row: str, message: str) -> None:
    with pytest.raises(BenchError, match=message):
        read_list(write(tmp_path / "clips.csv", row, head=head))


def test_a_missing_list_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BenchError, match="can't be read"):
        read_list(tmp_path / "none.csv")


def test_films_are_counted_and_failures_reported(
    tmp_path: Path, fetched: PoseModel, push_up_film: PerformedFilm
) -> None:
    shutil.copy(push_up_film.path, tmp_path / "a.mp4")
    (tmp_path / "b.mp4").write_text("no film")
    listing = write(tmp_path / "clips.csv", "a.mp4,push-up,4,sure,g", "b.mp4,push-up,4,sure,g")
    good, bad = count_films(read_list(listing).films)
    assert (good.counted, good.partial) == (4, 0)
    assert (bad.film, bad.counted) == ("b.mp4", None) and bad.why


def a_few(listed: Sequence[Listed]) -> list[Listed]:
    """A reproducible choice of films: the smallest file of each of four exercises."""
    by_exercise: dict[str, list[Listed]] = {}
    for each in sorted(listed, key=lambda each: each.path.stat().st_size):
        by_exercise.setdefault(each.exercise.name, []).append(each)
    in_turn = chain.from_iterable(zip_longest(*by_exercise.values()))
    return [each for each in in_turn if each is not None][:_FEW]


@pytest.mark.slow
def test_real_films_are_counted_like_by_eye(
    films: list[RealFilm], fetched: PoseModel, request: pytest.FixtureRequest
) -> None:
    assert films
    listed = read_list(Path(os.environ["COACH_CLIPS"]))
    many = [each for each in listed.films if each.reps >= 3]
    if not request.config.getoption("--all-films"):
        many = a_few(many)
    counted = list(count_films(many, use_cache=False, workers=2))
    assert [each.why for each in counted if each.counted is None] == []
    scores = score(counted)
    assert scores is not None and scores.n >= _FEW
    assert scores.exact >= 0.88
    assert scores.off_by_one == 1.0
