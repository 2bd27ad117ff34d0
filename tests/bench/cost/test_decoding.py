"""Decoders are compared by the cost of the same pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bench.cost.decoding import measure_decoding
from coach.errors import BenchError
from tests.conftest import MakeFilm


def test_every_decoder_returns_the_same_number_of_pictures(make_film: MakeFilm) -> None:
    measured = list(measure_decoding(make_film(frames=12), rounds=1))
    assert {each.way.split(",")[0] for each in measured} == {"OpenCV", "PyAV"}
    assert {each.frames for each in measured} == {12}
    assert all(each.wall_ms > 0 for each in measured)


def test_a_file_without_pictures_is_an_error(tmp_path: Path) -> None:
    text = tmp_path / "text.mp4"
    text.write_text("squats")
    with pytest.raises(BenchError, match=r"OpenCV, 1 thread: no pictures in text\.mp4"):
        list(measure_decoding(text, rounds=1))
