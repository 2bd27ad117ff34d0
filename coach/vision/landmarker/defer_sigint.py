"""Keeps Ctrl-C waiting while native code is at work on what it was given."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType, TracebackType
from typing import Self


class DeferSigint:
    """Meanwhile an interrupt is only noted; it comes through at the end. On other threads it does nothing.

    MediaPipe looks at a frame on a thread of its own while the caller waits. Interrupted there, the caller
    would let go of the frame, and the native code go on with memory that is no longer its own.
    """

    def __init__(self) -> None:
        self._before: Callable[[int, FrameType | None], object] | int | None = None
        self._noted = False
        self._here = False

    def __enter__(self) -> Self:
        self._here = threading.current_thread() is threading.main_thread()
        self._noted = False
        if self._here:
            self._before = signal.getsignal(signal.SIGINT)
            signal.signal(signal.SIGINT, self._note)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        if not self._here:
            return
        signal.signal(signal.SIGINT, signal.SIG_DFL if self._before is None else self._before)
        if self._noted:
            signal.raise_signal(signal.SIGINT)

    def _note(self, number: int, frame: FrameType | None) -> None:
        self._noted = True
