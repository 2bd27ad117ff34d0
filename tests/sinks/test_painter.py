"""The painter sends only changes, and the terminal then shows what was drawn."""

from __future__ import annotations

import io
import re
import threading
import time
from itertools import pairwise

import pytest

from coach.sinks.painter import Painter

ROW = re.compile(r"\x1b\[(\d+);1H")


class Pictures:
    """Returns one screen after another, then None."""

    def __init__(self, *pictures: list[str]) -> None:
        self._left = list(pictures)
        self.done = threading.Event()

    def __call__(self) -> list[str] | None:
        if not self._left:
            self.done.set()
            return None
        return self._left.pop(0)


def painted(*pictures: list[str]) -> str:
    file, drawing = io.StringIO(), Pictures(*pictures)
    painter = Painter(file, drawing, 200)
    painter.start()
    assert drawing.done.wait(10)
    painter.stop()
    assert painter.fault is None
    return file.getvalue()


def rows_of(sent: str) -> list[tuple[int, str]]:
    """The written rows: number and content."""
    body = re.sub(r"\x1b\[\?\d+[hl]|\x1b\[2J", "", sent)
    parts = ROW.split(body)[1:]
    return [(int(number), text) for number, text in zip(parts[::2], parts[1::2], strict=True)]


def test_only_rows_that_changed_are_sent() -> None:
    sent = painted(["one", "two", "three"], ["one", "2", "three"], ["one", "2", "three"])
    assert rows_of(sent) == [(1, "one"), (2, "two"), (3, "three"), (2, "2")]


def test_a_new_height_clears_the_screen_and_redraws_it() -> None:
    sent = painted(["one", "two", "three"], ["one", "two"])
    assert rows_of(sent) == [(1, "one"), (2, "two"), (3, "three"), (1, "one"), (2, "two")]
    assert sent.count("\x1b[2J") == 2


def test_wrapping_is_restored_and_updates_are_synchronized() -> None:
    sent = painted(["one"], ["two"])
    assert sent.startswith("\x1b[?7l")
    assert sent.endswith("\x1b[?7h")
    assert sent.count("\x1b[?2026h") == sent.count("\x1b[?2026l") == 2


def test_an_error_while_drawing_is_stored_and_the_terminal_restored() -> None:
    def broken() -> list[str]:
        raise ZeroDivisionError

    file = io.StringIO()
    painter = Painter(file, broken, 200)
    painter.start()
    until = time.monotonic() + 10
    while painter.fault is None and time.monotonic() < until:
        time.sleep(0.01)
    painter.stop()
    assert isinstance(painter.fault, ZeroDivisionError)
    assert file.getvalue().endswith("\x1b[?7h")


def test_slow_drawing_takes_at_most_half_of_the_time() -> None:
    drawn: list[float] = []

    def slow() -> None:
        drawn.append(time.monotonic())
        time.sleep(0.05)

    painter = Painter(io.StringIO(), slow, 1000)
    painter.start()
    time.sleep(0.5)
    painter.stop()
    gaps = [after - before for before, after in pairwise(drawn)]
    assert min(gaps) >= 0.1 - 0.005


def test_stopping_before_the_start_is_fine() -> None:
    Painter(io.StringIO(), lambda: None, 10).stop()


@pytest.mark.parametrize("times", [1, 2])
def test_stopping_twice_is_fine(times: int) -> None:
    painter = Painter(io.StringIO(), lambda: ["one"], 200)
    painter.start()
    for _ in range(times):
        painter.stop()
