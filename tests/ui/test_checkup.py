"""The screen of the doctor: its snapshot, and its marks without colour."""

from __future__ import annotations

import pytest
from rich.console import Group as Stack
from rich.console import RenderableType

from coach.finding import Group, fail, ok, warn
from coach.ui.checkup import group_view, verdict
from tests.ui.drawing import drawn, with_snapshot

GROUPS = [
    Group(
        "Program", (ok("coach 0.1.0, Python 3.11.7, Linux 6.1 x86_64"), ok("mediapipe 1.2.2, OpenCV 5.0.0"))
    ),
    Group("Nothing checked", ()),
    Group(
        "Pose model",
        (
            ok("full (the default): here, verified, 9.4 MB"),
            warn(
                "full takes 41 ms per frame; 25 or less keep 30 frames per second",
                "Run 'coach models pull lite' for a faster grade, then use '--model lite'.",
            ),
        ),
    ),
    Group(
        "Camera",
        (
            ok("camera 0 (Integrated Webcam): 640×480, 29.8 frames per second (nominal 30)"),
            fail(
                "the picture is black (average brightness 1 %, bright parts 3 %)",
                "Open the lens cover, allow this terminal to use the camera, and turn on a light.",
            ),
        ),
    ),
]


def page(groups: list[Group]) -> RenderableType:
    return Stack(*map(group_view, groups), verdict(groups))


@pytest.mark.parametrize("width", [80, 120])
def test_checkup_matches_its_snapshot(width: int) -> None:
    now, snapshot = with_snapshot(page(GROUPS), "checkup", width)
    assert now == snapshot


def test_marks_are_words_and_every_problem_has_a_hint() -> None:
    lines = drawn(page(GROUPS), 120, terminal=False).export_text().splitlines()
    assert [line[:4].strip() for line in lines if line[:4].strip() in {"ok", "warn", "FAIL"}] == [
        "ok",
        "ok",
        "ok",
        "warn",
        "ok",
        "FAIL",
    ]
    assert lines[-1].startswith("You can't train yet. 1 problem, see above: camera.")
    assert lines[-1].rstrip().endswith("Also, 1 warning: pose model.")
    assert "Nothing checked" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "You can train."), (3, "You can train. 1 warning, see above: pose model.")],
)
def test_the_verdict_names_warnings(number: int, expected: str) -> None:
    assert verdict(GROUPS[:number]).plain == expected
