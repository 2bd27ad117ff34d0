"""A long workout: the real command in a terminal, and what its figures are held against."""

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


def test_what_grows_before_the_third_minute_is_no_fault() -> None:
    assert FINE.settled.minute == 3
    assert FINE.grown_mb == 0
    assert FINE.shortcomings == ()


@pytest.mark.parametrize(
    ("came", "said"),
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
        (replace(FINE, remembered=89), "90 repetitions were counted and 89 are remembered"),
        (replace(FINE, performed=91), "91 repetitions were performed and 90 counted"),
    ],
)
def test_each_shortcoming_is_told_and_no_other(came: SoakResult, said: str) -> None:
    [told] = came.shortcomings
    assert said in told


def test_a_hold_is_refused(pose_model: PoseModel) -> None:
    with pytest.raises(BenchError, match="held"):
        soak(load_exercise("plank"), pose_model, minutes=2, on_minute=lambda vitals: None)


@pytest.mark.slow
def test_a_short_one_counts_and_remembers_what_is_performed(pose_model: PoseModel) -> None:
    told: list[Vitals] = []
    came = soak(load_exercise("squat"), pose_model, minutes=5, minute_s=6.0, on_minute=told.append)
    assert tuple(told) == came.vitals
    assert came.code == 0
    assert came.integrity == "ok"
    assert came.counted == came.performed == came.remembered > 0
    assert came.vitals[-1].threads > 3, "somebody looks, listens and draws"
