"""Redraws a terminal on a separate thread and sends only changed rows.

Rich's ``Live`` sends the whole screen at every redraw. Here the picture changes fifteen times per second
while the pose model works, so only rows that differ are sent.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import IO

_TOGETHER, _DONE = "\x1b[?2026h", "\x1b[?2026l"
"""Synchronized update: supporting terminals show nothing half drawn, others ignore it."""
_NO_WRAPPING, _WRAPPING = "\x1b[?7l", "\x1b[?7h"
_EMPTY = "\x1b[2J"
_PATIENCE_S = 2.0
_FULL_REDRAW_S = 3.0
"""How often every row is sent, to overwrite output of other programs."""

Drawing = Callable[[], list[str] | None]
"""Returns every row with its escape sequences; None if nothing has changed."""


class Painter:
    """Redraws at a fixed rate, for at most half of the time.

    Attributes:
        fault: The exception that stopped the drawing, or None.
    """

    def __init__(self, file: IO[str], drawing: Drawing, times_a_second: float) -> None:
        self._file, self._drawing, self._period_s = file, drawing, 1.0 / times_a_second
        self._shown: list[str] = []
        self._redrawn_s = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._paint, name="screen", daemon=True)
        self.fault: BaseException | None = None

    def start(self) -> None:
        """Start drawing."""
        self._thread.start()

    def stop(self) -> None:
        """Stop drawing; stopping twice or before the start is fine."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)

    def _paint(self) -> None:
        with ExitStack() as ending:
            ending.push(self._end)
            self._send(_NO_WRAPPING)
            ending.callback(self._send, _WRAPPING)
            while not self._stop.is_set():
                began = time.monotonic()
                rows = self._drawing()
                if rows is not None:
                    self._update(rows, began)
                spent = time.monotonic() - began
                self._stop.wait(max(self._period_s - spent, spent))

    def _update(self, rows: list[str], now: float) -> None:
        """Send the changed rows; all of them if their number has changed."""
        redraw = len(rows) != len(self._shown) or now - self._redrawn_s > _FULL_REDRAW_S
        if redraw:
            self._redrawn_s = now
        cleared = _EMPTY if len(rows) != len(self._shown) else ""
        before = [""] * len(rows) if redraw else self._shown
        changed = [
            f"\x1b[{number};1H{now_}"
            for number, (now_, then) in enumerate(zip(rows, before, strict=True), start=1)
            if now_ != then
        ]
        self._shown = rows
        if changed:
            self._send(_TOGETHER + cleared + "".join(changed) + _DONE)

    def _send(self, text: str) -> None:
        self._file.write(text)
        self._file.flush()

    def _end(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Store an exception, so that the main thread can raise it."""
        self.fault = error
        return True
