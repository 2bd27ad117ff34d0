"""Cycles of a signal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.judging.pattern.turning_points import find_peaks


def _cycles(number: int, *, wiggle: float = 0.0, frames: int = 40) -> np.ndarray:
    phase = np.arange(number * frames + 1) / frames
    return 50.0 - 50.0 * np.cos(2 * np.pi * phase) + wiggle * np.sin(2 * np.pi * 9 * phase)


@given(st.integers(1, 20), st.floats(0.0, 8.0))
def test_n_cycles_have_n_peaks(number: int, wiggle: float) -> None:
    assert len(find_peaks(_cycles(number, wiggle=wiggle), share=0.45, least=10.0)) == number


def test_a_peak_knows_its_valleys_and_its_legs() -> None:
    [peak] = find_peaks(_cycles(1), share=0.45, least=10.0)
    assert peak.marks == sorted(peak.marks)
    assert peak.top == 20
    assert (peak.rise, peak.fall) == pytest.approx((100.0, 100.0))


def test_a_small_movement_amid_large_ones_is_none() -> None:
    small = 0.3 * _cycles(1)
    signal = np.concatenate([_cycles(2), small, _cycles(2)])
    assert len(find_peaks(signal, share=0.45, least=10.0)) == 4


def test_a_still_signal_has_no_peaks() -> None:
    assert find_peaks(np.zeros(100), share=0.45, least=10.0) == []
    assert find_peaks(np.linspace(0.0, 90.0, 50), share=0.45, least=10.0) == []
