"""The rest between two exercises of a routine."""

from __future__ import annotations

import math
import sys
import threading
import time
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from rich.text import Text

from coach.cli.keys import key_bindings
from coach.ui.theme import screen

_TICK_S = 0.2
_KEYS = "s begins now · q ends"


def rest_before(following: str, left_s: float) -> bool:
    """Wait for the rest of a rest, with a countdown in a terminal.

    Args:
        following: What comes next, such as '3 x 10 squats'.
        left_s: Seconds of the rest that are left.

    Returns:
        Whether to go on; False if the person ended the routine with q.
    """
    if left_s < 1:
        return True
    ended, skipped = threading.Event(), threading.Event()
    until = time.monotonic() + left_s
    keys = {"s": skipped.set, "\n": skipped.set, "\r": skipped.set, " ": skipped.set, "q": ended.set}
    print(f"\nRest {math.ceil(left_s)} seconds, then {following}.", flush=True)
    with key_bindings(keys), _countdown() as shown:
        while not (ended.is_set() or skipped.is_set()) and (left := until - time.monotonic()) > 0:
            if shown is not None:
                shown.update(Text(f"{_clock(left)} of rest left · {_KEYS}"))
            time.sleep(min(_TICK_S, left))
    return not ended.is_set()


def _countdown() -> AbstractContextManager[Any]:
    """A line that changes; nothing in a pipe."""
    console = screen()
    if not sys.stdout.isatty() or console.is_dumb_terminal:
        return nullcontext()
    return console.status(Text(""))


def _clock(seconds: float) -> str:
    minutes, rest = divmod(math.ceil(seconds), 60)
    return f"{minutes}:{rest:02d}"
