"""Checks that break, and the ones after them that don't."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from coach.checkup.check_group import CheckGroup
from coach.errors import CameraRefused, HistoryLocked, LibraryBroken
from coach.finding import Finding, can_train, fail, ok, warn


def refused() -> Iterator[Finding]:
    yield ok("one camera")
    raise CameraRefused(
        "Camera 0 gives no picture.", hint="Unplug it. 'coach doctor' says more. 'coach demo' needs none."
    )


def hintless() -> list[Finding]:
    raise HistoryLocked("Held.")


def faulty() -> Iterator[Finding]:
    yield ok(str(1 / 0))


def unloadable() -> list[Finding]:
    raise LibraryBroken("OpenCV can't be loaded: gone.", "OpenCV", hint="Install it again.")


def stopped() -> list[Finding]:
    raise KeyboardInterrupt


def sound() -> Iterator[Finding]:
    yield ok("fine")


def test_whatever_breaks_a_check_is_told_and_the_next_is_made() -> None:
    group = CheckGroup("All", (refused, hintless, faulty, unloadable, sound)).make()
    assert [(each.mark, each.what.split(":")[0]) for each in group.findings] == [
        ("ok", "one camera"),
        ("fail", "Camera 0 gives no picture."),
        ("fail", "Held."),
        ("warn", "This could not be looked at"),
        ("warn", "not checked"),
        ("ok", "fine"),
    ]
    assert all(each.hint for each in group.findings if each.mark != "ok")
    assert "'Program'" in group.findings[4].hint
    assert group.findings[1].hint == "Unplug it. 'coach demo' needs none."


def test_ctrl_c_is_no_finding() -> None:
    with pytest.raises(KeyboardInterrupt):
        CheckGroup("All", (stopped, sound)).make()


def test_warnings_let_one_train_and_one_failure_does_not() -> None:
    def both() -> Iterator[Finding]:
        yield warn("dim", "light")
        yield from sound()

    def failing() -> Iterator[Finding]:
        yield fail("black", "open")

    assert can_train([CheckGroup("a", (both,)).make()])
    assert not can_train([CheckGroup("a", (both, failing)).make()])
