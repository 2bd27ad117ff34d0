"""Reads single keys without waiting for Enter."""

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

_POLL_S = 0.1
_NO_KEY = re.compile(r"\x1b(\[[0-9;?]*[ -/]*[@-~]|O.|.)?")
"""Escape sequences: arrows, function keys and the terminal's replies."""

Pressed = Callable[[float], str]
"""Waits at most this many seconds; returns the keys pressed, or an empty string."""


@contextmanager
def key_reader() -> Iterator[Pressed]:
    """Read single keys, and restore the terminal afterwards.

    Ctrl-C still interrupts. Without a keyboard (a pipe, or Windows) it only waits.
    """
    if sys.platform == "win32" or sys.stdin is None or not sys.stdin.isatty():
        yield _no_keyboard
        return
    keyboard = sys.stdin.fileno()
    before = termios.tcgetattr(keyboard)

    def pressed(seconds: float) -> str:
        ready, _, _ = select.select([keyboard], [], [], max(seconds, 0.0))
        return os.read(keyboard, 64).decode(errors="replace") if ready else ""

    try:
        tty.setcbreak(keyboard)
        yield pressed
    finally:
        termios.tcsetattr(keyboard, termios.TCSAFLUSH, before)


def _no_keyboard(seconds: float) -> str:
    time.sleep(max(seconds, 0.0))
    return ""


@contextmanager
def key_bindings(keys: Mapping[str, Callable[[], None]]) -> Iterator[None]:
    """Run a key's action when it is pressed; other keys are ignored."""
    done = threading.Event()

    def listen(pressed: Pressed) -> None:
        while not done.is_set():
            typed = pressed(_POLL_S)
            for key in _NO_KEY.sub("", typed):
                keys.get(key, _ignore)()

    with key_reader() as pressed:
        listener = threading.Thread(target=listen, args=(pressed,), name="keys", daemon=True)
        listener.start()
        try:
            yield
        finally:
            done.set()
            listener.join()


def _ignore() -> None:
    """Do nothing: the key has no action."""
