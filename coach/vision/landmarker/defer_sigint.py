"""Defers Ctrl-C while native code runs."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self


class DeferSigint:
    """Delivers SIGINT only at the end of the block; does nothing outside the main thread.

    MediaPipe analyses a frame on its own thread while the caller waits. An interrupted caller would release
    the frame while native code still uses its memory.
    """

    def __init__(self) -> None:
        self._before: Callable[[int, FrameType | None], object] | int | None = None
        self._pending = False
        self._on_main_thread = False

    def __enter__(self) -> Self:
        self._on_main_thread = threading.current_thread() is threading.main_thread()
        self._pending = False
        if self._on_main_thread:
            self._before = signal.getsignal(signal.SIGINT)
            signal.signal(signal.SIGINT, self._defer)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        if not self._on_main_thread:
            return
        signal.signal(signal.SIGINT, signal.SIG_DFL if self._before is None else self._before)
        if self._pending:
            signal.raise_signal(signal.SIGINT)

    def _defer(self, number: int, frame: FrameType | None) -> None:
        self._pending = True
