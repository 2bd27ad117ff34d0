"""Numbers and names as text."""

from __future__ import annotations

import pytest

from coach.ui import formatting
from coach.ui.report import headline


@pytest.mark.parametrize(
    ("exercise", "number", "expected"),
    [
        ("squat", 12, "squats"),
        ("squat", 1, "squat"),
        ("squat", 0, "squats"),
        ("push-up", 3, "push-ups"),
        ("shoulder-press", 2, "shoulder presses"),
        ("biceps-curl", 1, "biceps curl"),
    ],
)
def test_exercises_are_counted_in_plain_words(exercise: str, number: int, expected: str) -> None:
    assert formatting.plural(exercise, number) == expected


@pytest.mark.parametrize(
    ("held_s", "expected"), [(0.0, "0.0 s"), (45.24, "45.2 s"), (59.97, "1:00 min"), (65.0, "1:05 min")]
)
def test_hold_durations(held_s: float, expected: str) -> None:
    assert formatting.seconds(held_s) == expected


@pytest.mark.parametrize(
    ("share", "frames", "expected"),
    [
        (1.0, 300, "detected from the side in 100 % of 300 frames"),
        (0.9999, 30000, "detected from the side in 99 % of 30000 frames"),
        (0.0001, 30000, "detected from the side in 1 % of 30000 frames"),
        (0.0, 300, "no one detected in 300 frames"),
        (None, 0, "no frames analysed"),
        (None, None, "number of frames not known"),
    ],
)
def test_shares_are_never_rounded_to_all_or_nothing(
    share: float | None, frames: int | None, expected: str
) -> None:
    assert formatting.detection_text("side", share, frames) == expected


@pytest.mark.parametrize(
    ("tilt_deg", "expected"),
    [
        (None, ""),
        (0.4, "camera level"),
        (12.2, "camera tilted up 12°"),
        (-3.0, "camera tilted down 3°"),
    ],
)
def test_the_cameras_tilt(tilt_deg: float | None, expected: str) -> None:
    assert formatting.tilt_text(tilt_deg) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [(("side",), "side"), (("side", "front"), "side or front"), (("a", "b", "c"), "a, b or c"), ((), "")],
)
def test_lists_of_names(names: tuple[str, ...], expected: str) -> None:
    assert formatting.either(names) == expected


def test_an_unsuitable_view_gets_a_better_one() -> None:
    expected = formatting.better_view("squat", "rear", ("side", "front"))
    assert expected == "Filmed from the back; the best view for squats is side or front."
    assert formatting.better_view("squat", "side", ("side", "front")) == ""
    assert formatting.better_view("squat", None, ("side", "front")) == ""


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((12, 2, None), "12 squats + 2 partial"),
        ((12, 0, None), "12 squats"),
        ((1, 0, None), "1 squat"),
        ((0, 3, None), "No full squats, 3 partial"),
        ((0, 0, None), "No squats counted"),
        ((0, 0, 32.0), "Squat held for 32.0 s"),
    ],
)
def test_headlines(counts: tuple[int, int, float | None], expected: str) -> None:
    assert headline("squat", *counts) == expected
