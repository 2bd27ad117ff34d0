"""Checks that raise, and the ones after them that still run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.checkup.check_group import CheckGroup
from coach.errors import CameraRefused, HistoryLocked, LibraryBroken
from coach.finding import Finding, can_train, fail, ok, warn


def refused() -> Iterator[Finding]:
    yield ok("one camera")
    raise CameraRefused(
        "Camera 0 sends no pictures.",
        hint="Unplug it. Run 'coach doctor' for details. 'coach demo' needs none.",
    )


def hintless() -> list[Finding]:
    raise HistoryLocked("Held.")


def faulty() -> Iterator[Finding]:
    yield ok(str(1 / 0))


def unloadable() -> list[Finding]:
    raise LibraryBroken("OpenCV can't be loaded: gone.", "OpenCV", hint="Reinstall it.")


def stopped() -> list[Finding]:
    raise KeyboardInterrupt


def sound() -> Iterator[Finding]:
    yield ok("fine")


def test_an_exception_is_a_finding_and_the_next_check_runs() -> None:
    group = CheckGroup("All", (refused, hintless, faulty, unloadable, sound)).run()
    assert [(each.mark, each.what.split(":")[0]) for each in group.findings] == [
        ("ok", "one camera"),
        ("fail", "Camera 0 sends no pictures."),
        ("fail", "Held."),
        ("warn", "this check failed"),
        ("warn", "not checked, because OpenCV can't be loaded"),
        ("ok", "fine"),
    ]
    assert all(each.hint for each in group.findings if each.mark != "ok")
    assert "'Program'" in group.findings[4].hint
    assert group.findings[1].hint == "Unplug it. 'coach demo' needs none."


def test_ctrl_c_is_not_a_finding() -> None:
    with pytest.raises(KeyboardInterrupt):
        CheckGroup("All", (stopped, sound)).run()


def test_you_can_train_with_warnings_but_not_with_a_failure() -> None:
    def both() -> Iterator[Finding]:
        yield warn("dim", "light")
        yield from sound()

    def failing() -> Iterator[Finding]:
        yield fail("black", "open")

    assert can_train([CheckGroup("a", (both,)).run()])
    assert not can_train([CheckGroup("a", (both, failing)).run()])
