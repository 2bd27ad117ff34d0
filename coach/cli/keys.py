"""Keys, as they are pressed, without waiting for Enter."""

from __future__ import annotations

import select
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_GLANCE_S = 0.2

Pressed = Callable[[float], bool]
"""Waits so many seconds at most; says whether a key was pressed meanwhile."""


@contextmanager
def listening() -> Iterator[Pressed]:
    """Hear single keys meanwhile, and leave the terminal as it was whatever happens.

    Ctrl-C stays Ctrl-C. Where there is no keyboard to hear (a pipe, or Windows) it only waits.
    """
    if sys.platform == "win32" or sys.stdin is None or not sys.stdin.isatty():
        yield _deaf
        return
    import termios
    import tty

    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)

    def pressed(seconds: float) -> bool:
        heard, _, _ = select.select([keyboard], [], [], max(seconds, 0.0))
        return bool(heard)

    try:
        tty.setcbreak(keyboard)
        yield pressed
    finally:
        termios.tcsetattr(keyboard, termios.TCSAFLUSH, before)


def _deaf(seconds: float) -> bool:
    time.sleep(max(seconds, 0.0))
    return False


@contextmanager
def until_key(key: str, then: Callable[[], None]) -> Iterator[None]:
    """Meanwhile do something, once, when a key is pressed; other keys are left alone."""
    done = threading.Event()

    def hear(pressed: Pressed) -> None:
        while not done.is_set():
            if pressed(_GLANCE_S) and sys.stdin.read(1) == key:
                then()
                return

    with listening() as pressed:
        ear = threading.Thread(target=hear, args=(pressed,), name="keys", daemon=True)
        ear.start()
        try:
            yield
        finally:
            done.set()
            ear.join()
