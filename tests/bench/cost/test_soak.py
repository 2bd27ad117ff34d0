"""The soak test: its verdicts, and a short run of the real command in a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.bench.cost.soak import SoakResult, Vitals, soak
from coach.catalogue.library import load_exercise
from coach.errors import BenchError
from coach.vision.pose_model.pose_model import PoseModel

VITALS = tuple(
    Vitals(minute, 300.0 + min(minute, 3) * 40, threads=12, files=14, children=0, counted=18 * minute)
    for minute in range(1, 6)
)
FINE = SoakResult(VITALS, code=0, integrity="ok", performed=90, counted=90, remembered=90)


def test_growth_before_the_third_minute_is_allowed() -> None:
    assert FINE.settled.minute == 3
    assert FINE.grown_mb == 0
    assert FINE.shortcomings == ()


@pytest.mark.parametrize(
    ("result", "message"),
    [
        (replace(FINE, vitals=(*VITALS, replace(VITALS[-1], minute=6, memory_mb=440.5))), "grew by 20.5 MB"),
        (
            replace(FINE, vitals=(*VITALS, replace(VITALS[-1], minute=6, threads=13))),
            "12 threads in minute 3",
        ),
        (replace(FINE, vitals=(*VITALS, replace(VITALS[-1], minute=6, files=20))), "14 files in minute 3"),
        (replace(FINE, vitals=(*VITALS, replace(VITALS[-1], minute=6, children=1))), "1 in minute 6"),
        (replace(FINE, code=1), "ended with code 1"),
        (replace(FINE, integrity="row 3 missing from index"), "row 3 missing"),
        (replace(FINE, remembered=89), "90 reps were counted, but 89 were saved"),
        (replace(FINE, performed=91), "91 reps were performed, but 90 were counted"),
    ],
)
def test_each_shortcoming_is_reported(result: SoakResult, message: str) -> None:
    [shortcoming] = result.shortcomings
    assert message in shortcoming


def test_a_hold_is_refused(pose_model: PoseModel) -> None:
    with pytest.raises(BenchError, match="is a hold"):
        soak(load_exercise("plank"), pose_model, minutes=2, on_minute=lambda vitals: None)


@pytest.mark.slow
def test_a_short_run_counts_and_saves_every_rep(pose_model: PoseModel) -> None:
    minutes: list[Vitals] = []
    result = soak(load_exercise("squat"), pose_model, minutes=5, minute_s=6.0, on_minute=minutes.append)
    assert tuple(minutes) == result.vitals
    assert result.code == 0
    assert result.integrity == "ok"
    assert result.counted == result.performed == result.remembered > 0
    assert result.vitals[-1].threads > 3, "at least the camera, the keyboard and the screen have threads"
