"""Reads a camera or a stream on its own thread and keeps only the newest frame."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

from coach.body.stream import Closing, Frame, FrameSource
from coach.errors import SourceError

_LOG = logging.getLogger(__name__)

_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 5.0
"""Seconds between attempts to reconnect, doubled each time."""
_PATIENCE_S = 5.0
_STALLED_S = 1.5
"""Longer than any camera takes for a frame, even in the dark."""

Opener = Callable[[], FrameSource]


class LatestFrame(Closing):
    """The newest frame of a live source; a lost source is reconnected.

    Frames of an endless source from before the first ``take`` are discarded and not counted, as they are old.

    Attributes:
        captured: Frames read.
        skipped: Frames replaced by a newer one before they were taken.
        reconnected: Number of reconnections.
        ended: Whether it has ended, like a film.
        trouble: Why it ended early or can't be reached; None if all is well.
    """

    def __init__(self, opener: Opener, source: FrameSource, *, endless: bool) -> None:
        """Take over an open source.

        Args:
            opener: Reconnects; raises a SourceError if the source is still unavailable.
            source: The open source.
            endless: Whether to reconnect when it ends.
        """
        self.captured = self.skipped = self.reconnected = 0
        self.ended = False
        self.trouble: str | None = None
        self._opener, self._source, self._endless = opener, source, endless
        self._reached = True
        self._arrived_s = time.monotonic()
        self._newest: Frame | None = None
        self._taking = not endless
        self._fault: BaseException | None = None
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, name="camera", daemon=True)

    @property
    def stalled_s(self) -> float:
        """Seconds without a frame from a connected endless source; 0 while that is normal."""
        silent_s = time.monotonic() - self._arrived_s
        return silent_s if self._endless and self._reached and silent_s > _STALLED_S else 0.0

    @property
    def connected(self) -> bool:
        """Whether frames are arriving."""
        return self._reached and not self.stalled_s

    def start(self) -> None:
        """Start reading; a second call does nothing."""
        if not self._thread.ident:
            self._thread.start()

    def take(self, timeout_s: float) -> Frame | None:
        """Wait for the newest frame not yet taken; None on timeout.

        Raises:
            BaseException: An error of the reading thread, other than a lost source.
        """
        with self._changed:
            if not self._taking:
                self._taking, self._newest = True, None
            self._changed.wait_for(lambda: self._newest is not None or self.ended, timeout_s)
            if self._fault is not None:
                raise self._fault
            frame, self._newest = self._newest, None
        return frame

    def close(self) -> None:
        """Stop reading and close the source."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)
        if not self._thread.is_alive():
            self._source.__exit__(None, None, None)

    def _read(self) -> None:
        with ExitStack() as ending:
            ending.push(self._end)
            while not self._stop.is_set():
                try:
                    for frame in self._source:
                        self._put(frame)
                        if self._stop.is_set():
                            return
                    self.trouble = self._source.trouble
                except SourceError as error:
                    self.trouble = str(error)
                    _LOG.info("source lost: %s", error)
                if not self._endless or not self._reopen():
                    return

    def _put(self, frame: Frame) -> None:
        with self._changed:
            self.captured += self._taking
            self.skipped += self._taking and self._newest is not None
            self._reached, self.trouble = True, None
            self._arrived_s = time.monotonic()
            self._newest = frame
            self._changed.notify_all()

    def _reopen(self) -> bool:
        """Try to reconnect until it works; False once stopped."""
        self._reached = False
        self._source.__exit__(None, None, None)
        wait_s = _FIRST_WAIT_S
        while not self._stop.wait(wait_s):
            wait_s = min(2 * wait_s, _LONGEST_WAIT_S)
            try:
                self._source = self._opener()
            except SourceError as error:
                self.trouble = str(error)
                _LOG.debug("not back yet: %s", error)
                continue
            self.reconnected += 1
            _LOG.info("source reopened, for the %d. time", self.reconnected)
            return True
        return False

    def _end(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        """Keep the error of the reading thread, to be raised by ``take``."""
        with self._changed:
            self._fault, self.ended, self._reached = error, True, False
            self._changed.notify_all()
        return True
