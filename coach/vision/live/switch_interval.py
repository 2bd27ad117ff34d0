"""How long Python's threads wait for each other while frames don't."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

_TURN_S = 0.0005
"""A frame goes through four threads, and each may wait this long for one that draws; Python's own 5 ms
made the slowest verdicts of twenty some 2 ms later before a screen of 80×24, and 10 ms before 200×50."""


@contextmanager
def quick_turns() -> Iterator[None]:
    """Let threads take turns sooner, in the whole process, meanwhile."""
    usual_s = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(usual_s)
