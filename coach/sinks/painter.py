"""Keeps a terminal as some rows say, on a thread of its own; only rows that changed are sent."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import IO

_TOGETHER, _DONE = "\x1b[?2026h", "\x1b[?2026l"
"""Between them terminals that know it show nothing half drawn; the others don't mind."""
_NO_WRAPPING, _WRAPPING = "\x1b[?7l", "\x1b[?7h"
_EMPTY = "\x1b[2J"
_PATIENCE_S = 2.0
_ALL_ANEW_S = 3.0
"""How often every row is sent, changed or not: whatever else wrote there is gone then."""

Drawing = Callable[[], list[str] | None]
"""Every row as it is to be, escape sequences and all; None where nothing has changed."""


class Painter:
    """Asks for the rows so many times a second, and never for more than half of the time."""

    def __init__(self, file: IO[str], drawing: Drawing, times_a_second: float) -> None:
        self._file, self._drawing, self._period_s = file, drawing, 1.0 / times_a_second
        self._shown: list[str] = []
        self._anew_s = 0.0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._paint, name="screen", daemon=True)
        self.fault: BaseException | None = None

    def start(self) -> None:
        """Begin to paint."""
        self._thread.start()

    def stop(self) -> None:
        """Paint no more; stopping twice, or what never began, is fine."""
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
        """Send the rows that are not as they should be; all of them where their number is another."""
        anew = len(rows) != len(self._shown) or now - self._anew_s > _ALL_ANEW_S
        if anew:
            self._anew_s = now
        cleared = _EMPTY if len(rows) != len(self._shown) else ""
        before = [""] * len(rows) if anew else self._shown
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
        """A fault is kept for whoever asks, on a thread where it ends the workout as faults do."""
        self.fault = error
        return True
