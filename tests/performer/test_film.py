"""A performance is rendered to a film once, and only complete films are used."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import pytest

from coach.body.stream import Progress
from coach.catalogue.library import load_exercise
from coach.errors import FilmUnwritable
from coach.performer.film import rendered_film, write_film
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform


@pytest.fixture
def squat() -> Performance:
    return perform(load_exercise("squat"), depths=(1.0,), frame_rate=10, rest_before_s=0.2, rest_after_s=0.2)


def test_the_film_has_every_frame_at_its_rate(squat: Performance, home: Path) -> None:
    progress: list[Progress] = []
    path = rendered_film(squat, on_progress=progress.append)
    assert path.parent == home / "cache" / "performances"
    assert progress[-1] == Progress(len(squat.times), len(squat.times))
    film = cv2.VideoCapture(str(path))
    assert film.get(cv2.CAP_PROP_FPS) == 10
    assert film.get(cv2.CAP_PROP_FRAME_COUNT) == len(squat.times)
    assert film.read()[1].shape == (480, 480, 3)
    film.release()


def test_it_is_rendered_once(squat: Performance) -> None:
    path = rendered_film(squat)
    before = path.stat().st_mtime_ns
    progress: list[Progress] = []
    assert rendered_film(squat, on_progress=progress.append) == path
    assert (path.stat().st_mtime_ns, progress) == (before, [])
    assert rendered_film(replace(squat, seed=3)) != path


def test_a_film_that_is_cut_short_leaves_nothing(squat: Performance, tmp_path: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_film(squat, tmp_path / "films" / "squat.mp4", on_progress=stop)
    assert list((tmp_path / "films").iterdir()) == []


def test_a_file_in_place_of_the_folder_is_an_error(squat: Performance, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(FilmUnwritable, match="could not be written") as raised:
        write_film(squat, tmp_path / "taken" / "squat.mp4")
    assert "COACH_HOME" in raised.value.hint
