"""Reads a camera or a stream on a thread of its own and keeps only the newest frame."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack

from coach.body.stream import Closing, Frame, FrameSource
from coach.errors import SourceError

_FIRST_WAIT_S, _LONGEST_WAIT_S = 0.5, 5.0
"""Between two attempts to reach a source that is gone: doubled each time."""
_PATIENCE_S = 5.0
_STALLED_S = 1.5
"""Longer than any camera takes for a picture, even in the dark."""

Opener = Callable[[], FrameSource]


class LatestFrame(Closing):
    """The newest frame of a source that goes on by itself; one that vanishes is opened anew.

    What an endless source gave before anybody asked is let go and not counted: it would be seen late.

    Attributes:
        captured: Frames that were read.
        skipped: Frames that a newer one replaced before anybody took them.
        reconnected: How often the source had to be opened anew.
        ended: Whether it came to its own end, as a film does.
        trouble: Why it ended before its time, or why it can't be reached just now; None while all is well.
    """

    def __init__(self, opener: Opener, source: FrameSource, *, endless: bool) -> None:
        """Take over a source that is open.

        Args:
            opener: Opens it again, raising a SourceError where it is still gone.
            source: The source itself.
            endless: Whether its end is a fault, to be mended by opening it again.
        """
        self.captured = self.skipped = self.reconnected = 0
        self.ended = False
        self.trouble: str | None = None
        self._opener, self._source, self._endless = opener, source, endless
        self._reached = True
        self._came_s = time.monotonic()
        self._newest: Frame | None = None
        self._wanted = not endless
        self._fault: BaseException | None = None
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._read, name="camera", daemon=True)

    @property
    def stalled_s(self) -> float:
        """How long nothing has come from a source that should go on; 0 as long as that is usual."""
        silent_s = time.monotonic() - self._came_s
        return silent_s if self._endless and self._reached and silent_s > _STALLED_S else 0.0

    @property
    def connected(self) -> bool:
        """Whether the source gives frames at the moment."""
        return self._reached and not self.stalled_s

    def start(self) -> None:
        """Begin to read; beginning twice is fine."""
        if not self._thread.ident:
            self._thread.start()

    def take(self, timeout_s: float) -> Frame | None:
        """The newest frame that nobody took yet; waits for one, and gives up with None.

        Raises:
            BaseException: Whatever went wrong on the reading thread, other than a source that is gone.
        """
        with self._changed:
            if not self._wanted:
                self._wanted, self._newest = True, None
            self._changed.wait_for(lambda: self._newest is not None or self.ended, timeout_s)
            if self._fault is not None:
                raise self._fault
            frame, self._newest = self._newest, None
        return frame

    def close(self) -> None:
        """Stop reading and let go of the source."""
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
                if not self._endless or not self._reopen():
                    return

    def _put(self, frame: Frame) -> None:
        with self._changed:
            self.captured += self._wanted
            self.skipped += self._wanted and self._newest is not None
            self._reached, self.trouble = True, None
            self._came_s = time.monotonic()
            self._newest = frame
            self._changed.notify_all()

    def _reopen(self) -> bool:
        """Open the source again, as long as it takes; False when nobody waits for it any more."""
        self._reached = False
        self._source.__exit__(None, None, None)
        wait_s = _FIRST_WAIT_S
        while not self._stop.wait(wait_s):
            wait_s = min(2 * wait_s, _LONGEST_WAIT_S)
            try:
                self._source = self._opener()
            except SourceError as error:
                self.trouble = str(error)
                continue
            self.reconnected += 1
            return True
        return False

    def _end(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        """Whatever ended the reading is raised where the frames are taken."""
        with self._changed:
            self._fault, self.ended, self._reached = error, True, False
            self._changed.notify_all()
        return True
