"""The bars of a long history, at a tenth of its length; 'coach bench history' measures all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.bench.cost.history_cost import HistoryCost, history_cost

MET = HistoryCost(10_000, 200_000, 0.6, 0.62, 9.0, 1.0, 0.4, 80.0, 81.0, 190.0)


def test_every_missed_bar_is_named() -> None:
    assert MET.shortcomings == []
    assert replace(MET, list_s=1.2).shortcomings == [
        "the list takes 2.00 times that of ten workouts, at most 1.5 allowed"
    ]
    missed = replace(MET, trend_s=1.4, memory_mb=120.0, bytes_per_rep=284.4).shortcomings
    assert missed == [
        "the trend takes 3.50 times the bare query, at most 3 allowed",
        "memory grows 1.50 times, at most 1.1 allowed",
        "a rep takes 284 bytes, at most 200 allowed",
    ]


@pytest.mark.slow
def test_a_long_history_stays_quick(tmp_path: Path) -> None:
    cost = history_cost(tmp_path, 1000, lambda _: None)
    assert cost.reps == 20_000
    assert cost.list_s < 1.5 * cost.list_few_s
    # The bar is for ten thousand workouts; here opening counts more. Not remembered, it is 20 times.
    assert cost.trend_s < 5 * cost.bare_s
    assert cost.trend_s < cost.first_trend_s
    assert cost.memory_mb < 1.1 * cost.memory_few_mb
