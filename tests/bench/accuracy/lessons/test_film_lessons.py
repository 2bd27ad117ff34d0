"""Films of one group teach, films of other groups are counted."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bench.accuracy.films import Listed
from coach.bench.accuracy.lessons.film_lessons import (
    PupilFilm,
    film_lessons,
    lesson_films,
    lesson_scores,
    pupil_films,
)
from coach.catalogue.library import load_exercise
from coach.kinematics.body import Body
from coach.performer.figure.body_presets import BODIES
from coach.performer.repertoire import perform
from tests.cli.recorded import recorded


def _listed(path: Path, group: str, reps: int, name: str = "squat") -> Listed:
    return Listed(path.name, path, load_exercise(name), group, reps)


def test_teachers_are_of_different_groups_and_show_enough_reps() -> None:
    films = [
        _listed(Path("one.mp4"), "ann", 5),
        _listed(Path("two.mp4"), "ann", 6),
        _listed(Path("three.mp4"), "bob", 1),
        _listed(Path("four.mp4"), "cleo", 4),
        _listed(Path("five.mp4"), "dan", 5, "row"),
    ]
    assert [each.name for each in lesson_films(films, 3)] == ["one.mp4", "four.mp4"]
    assert [each.name for each in lesson_films(films, 1)] == ["one.mp4"]


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Listed]:
    folder = tmp_path_factory.mktemp("lessons")
    listed = []
    for name, body in (("ann", Body()), ("bob", BODIES["tall"])):
        act = perform(load_exercise("squat"), "side", depths=(1.0,) * 3, body=body, frame_rate=12.0)
        listed.append(_listed(recorded(folder / f"{name}.npz", act), name, 3))
    return listed


def test_a_film_is_counted_by_what_another_group_taught(films: list[Listed]) -> None:
    lessons = list(film_lessons(films[:1], "full"))
    assert lessons[0].text is not None, lessons[0].why
    [counts] = pupil_films(films, lessons, "full")
    assert counts == [PupilFilm("squat", "ann.npz", "bob.npz", 3, 3)]


def test_a_film_with_another_number_of_reps_teaches_nothing(films: list[Listed]) -> None:
    wrong = Listed("ann.npz", films[0].path, films[0].exercise, "ann", 9)
    [lesson] = film_lessons([wrong], "full")
    assert lesson.text is None and lesson.why is not None and "not 9" in lesson.why
    assert list(pupil_films(films, [lesson], "full")) == []


def test_scores_are_by_exercise() -> None:
    counts = [PupilFilm("squat", "a", "b", 5, counted) for counted in (5, 4, 2, 5)]
    scores = lesson_scores(counts)["squat"]
    assert (scores.n, scores.exact, scores.off_by_one) == (4, 0.5, 0.75)
