"""The frame rate within a span of time."""

from __future__ import annotations

import pytest

from coach.sinks.frame_times import FrameTimes


def judged(*times: float) -> FrameTimes:
    frames = FrameTimes()
    for each in times:
        frames.add(each)
    return frames


@pytest.mark.parametrize("rate", [5.0, 10.0, 29.97])
@pytest.mark.parametrize("start_s", [0.0, 0.731, 3.05])
def test_a_steady_source_has_its_rate_wherever_a_set_begins(rate: float, start_s: float) -> None:
    frames = judged(*(number / rate for number in range(round(20 * rate))))
    assert frames.rate(start_s, start_s + 4.2) == rate


def test_only_the_span_itself_counts() -> None:
    frames = judged(*range(10), *(10 + number / 20 for number in range(200)), *range(20, 30))
    assert frames.rate(2.0, 9.0) == 1.0
    assert frames.rate(11.0, 19.0) == 20.0


@pytest.mark.parametrize("times", [(), (2.0,), (2.0, 2.0)])
def test_with_fewer_than_two_frames_the_rate_is_unknown(times: tuple[float, ...]) -> None:
    assert judged(*times).rate(1.0, 5.0) is None
