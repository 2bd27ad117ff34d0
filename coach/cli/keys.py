"""Keys, as they are pressed, without waiting for Enter."""

from __future__ import annotations

import os
import re
import select
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

if sys.platform != "win32":
    import termios
    import tty

_GLANCE_S = 0.1
_NO_KEY = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|O.|.)?")
"""What arrows, function keys and the terminal's own answers send."""

Pressed = Callable[[float], str]
"""Waits so many seconds at most; says what was pressed meanwhile, or nothing."""


@contextmanager
def listening() -> Iterator[Pressed]:
    """Hear single keys meanwhile, and leave the terminal as it was whatever happens.

    Ctrl-C stays Ctrl-C. Where there is no keyboard to hear (a pipe, or Windows) it only waits.
    """
    if sys.platform == "win32" or sys.stdin is None or not sys.stdin.isatty():
        yield _deaf
        return
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)

    def pressed(seconds: float) -> str:
        heard, _, _ = select.select([keyboard], [], [], max(seconds, 0.0))
        return os.read(keyboard, 64).decode(errors="replace") if heard else ""

    try:
        tty.setcbreak(keyboard)
        yield pressed
    finally:
        termios.tcsetattr(keyboard, termios.TCSAFLUSH, before)


def _deaf(seconds: float) -> str:
    time.sleep(max(seconds, 0.0))
    return ""


@contextmanager
def bound(keys: Mapping[str, Callable[[], None]]) -> Iterator[None]:
    """Meanwhile do what each key stands for when it is pressed; others are left alone, arrows too."""
    done = threading.Event()

    def hear(pressed: Pressed) -> None:
        while not done.is_set():
            typed = pressed(_GLANCE_S)
            for key in _NO_KEY.sub("", typed):
                keys.get(key, _nothing)()

    with listening() as pressed:
        ear = threading.Thread(target=hear, args=(pressed,), name="keys", daemon=True)
        ear.start()
        try:
            yield
        finally:
            done.set()
            ear.join()


def _nothing() -> None:
    """What most keys do."""
