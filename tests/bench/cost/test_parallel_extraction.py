"""Speed-up by a second worker, from timings."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.bench.cost.parallel_extraction import ExtractionSpeed, measure_extraction
from coach.errors import BenchError


def test_the_ratio_is_the_median_of_the_rounds() -> None:
    assert ExtractionSpeed(4, (4.0, 6.0, 5.0), (2.0, 4.0, 2.0), 2).speed_up == 2.0
    assert ExtractionSpeed(4, (4.0, 6.0), (2.0, 2.0), 2).speed_up == 2.5


def test_both_are_timed_in_every_round(clips_folder: Path) -> None:
    films = sorted((clips_folder / "squat").rglob("*.npz"))
    steps: list[int] = []
    measured = measure_extraction(
        films,
        model_path=Path("none.task"),
        rounds=2,
        on_progress=lambda progress: steps.append(progress.done),
    )
    assert (measured.films, measured.workers) == (5, 2)
    assert len(measured.one_s) == len(measured.several_s) == 2
    assert all(seconds > 0 for seconds in (*measured.one_s, *measured.several_s))
    assert steps == [1, 2, 3, 4]


def test_an_unreadable_film_is_an_error(clips_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "broken.npz").write_bytes(b"no recording")
    films = [*sorted((clips_folder / "squat").rglob("*.npz")), tmp_path / "broken.npz"]
    with pytest.raises(BenchError, match=r"broken\.npz can't be analysed"):
        measure_extraction(films, model_path=Path("none.task"))
