"""Worker processes that leave Ctrl-C to the process that started them."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker

from coach.vision.landmarker.defer_sigint import DeferSigint


@contextmanager
def without_sigint() -> Iterator[None]:
    """Processes started in this block never get Ctrl-C, not even while they load.

    They inherit the blocked signal. A Ctrl-C within the block is delivered after it, so no process is left
    half started; other threads can still get the signal, so its handler is deferred as well.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    resource_tracker.ensure_running()  # its start would unblock the signal
    with DeferSigint():
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            yield
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
