"""The doctor's screen as a picture, and its marks without colour."""

from __future__ import annotations

import pytest
from rich.console import Group as Stack
from rich.console import RenderableType

from coach.finding import Group, fail, ok, warn
from coach.ui.checkup import group_view, verdict
from tests.ui.drawing import as_kept, drawn

GROUPS = [
    Group(
        "Program", (ok("coach 0.1.0, Python 3.11.7, Linux 6.1 x86_64"), ok("mediapipe 1.2.2, OpenCV 5.0.0"))
    ),
    Group("Nothing looked at", ()),
    Group(
        "Pose model",
        (
            ok("full (the default): here, verified, 9.4 MB"),
            warn(
                "full takes 41 ms a picture; up to 25 keeps 30 pictures a second",
                "'coach models pull lite' fetches a quicker grade; then '--model lite'.",
            ),
        ),
    ),
    Group(
        "Camera",
        (
            ok("camera 0 (Integrated Webcam): 640×480, 29.8 pictures a second (it says 30)"),
            fail(
                "the picture is black (average brightness 1 %, bright parts 3 %)",
                "Open the cover of the lens, let this terminal use the camera, switch on a light.",
            ),
        ),
    ),
]


def page(groups: list[Group]) -> RenderableType:
    return Stack(*map(group_view, groups), verdict(groups))


@pytest.mark.parametrize("width", [80, 120])
def test_it_looks_as_it_did(width: int) -> None:
    now, kept = as_kept(page(GROUPS), "checkup", width)
    assert now == kept


def test_marks_are_words_and_every_one_that_is_not_ok_has_its_hint() -> None:
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
    assert "Nothing looked at" not in "\n".join(lines)


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "You can train."), (3, "You can train. 1 warning, see above: pose model.")],
)
def test_the_verdict_tells_warnings_apart(number: int, said: str) -> None:
    assert verdict(GROUPS[:number]).plain == said
