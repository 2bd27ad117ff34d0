"""A film as a source of poses: decoded ahead on a thread, detected here."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from types import TracebackType

from coach.body.picture_notes import PictureNotes
from coach.body.stream import Closing, Frame, FrameSource, Sighting, SourceFacts
from coach.vision.landmarker import DEFAULT_OPTIONS, Landmarker, LandmarkerOptions, Prepared
from coach.vision.picture_conditions import PictureConditions
from coach.vision.pose_model import PoseModel

AHEAD = 4
"""Frames decoded ahead: enough to smooth over a slow one, few enough for memory (a 720p frame is 2.8 MB)."""

HUNG_S = 30.0
"""How long a decoder may be silent before it counts as hung."""

_POLL_S = 0.05
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class _End:
    """The last thing on the queue: the source ended, or failed with an error."""

    error: BaseException | None


_Item = tuple[Frame | None, Prepared] | _End


class FilmPoses(Closing):
    """What the landmarker sees in a film; can be gone through once.

    Attributes:
        trouble: After the last sighting: what cut the film short, or None.
        conditions: Measures its pictures.
    """

    def __init__(
        self,
        film: FrameSource,
        model: PoseModel,
        options: LandmarkerOptions = DEFAULT_OPTIONS,
        *,
        keep_frames: bool = False,
    ) -> None:
        self.trouble: str | None = None
        self.conditions = PictureConditions()
        self._film = film
        self._landmarker = Landmarker(model, options)
        self._facts = replace(film.facts, model_sha256=model.sha256, model_grade=model.grade)
        self._keep_frames = keep_frames
        self._queue: queue.Queue[_Item] = queue.Queue(AHEAD)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._decode, name="film decoder", daemon=True)

    @property
    def facts(self) -> SourceFacts:
        """The film's facts and the model's."""
        return self._facts

    @property
    def notes(self) -> PictureNotes:
        """What the film says of its pictures, and what was found about them so far."""
        return (*self._film.notes, *self.conditions.notes)

    def __iter__(self) -> Iterator[Sighting]:
        self._thread.start()
        time = 0.0
        while True:
            try:
                item = self._queue.get(timeout=HUNG_S)
            except queue.Empty:
                self.trouble = f"{self._facts.name} could not be decoded any further at {time:.1f} s."
                return
            if isinstance(item, _End):
                break
            frame, prepared = item
            time = prepared.time
            poses = self._landmarker.find(prepared).poses
            yield self.conditions.seen(Sighting(time, poses[0] if poses else None, frame))
        if item.error is not None:
            raise item.error
        self.trouble = self._film.trouble

    def close(self) -> None:
        """Stop decoding, and let go of the film and the landmarker."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)
        self._landmarker.close()
        if not self._thread.is_alive():
            self._film.__exit__(None, None, None)

    def _decode(self) -> None:
        """On the decoder's thread: frames from the film, converted, onto the queue, and at last the end."""
        with ExitStack() as ending:
            ending.push(self._end)
            for frame in self._film:
                self.conditions.observe(frame)
                kept = frame if self._keep_frames else None
                if not self._put((kept, self._landmarker.prepare(frame))):
                    return

    def _end(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Carry whatever ended the decoding over to the caller's thread, which raises it."""
        self._put(_End(error))
        return True

    def _put(self, item: _Item) -> bool:
        """Wait for room; False when nobody wants more."""
        while not self._stop.is_set():
            try:
                self._queue.put(item, timeout=_POLL_S)
            except queue.Full:
                continue
            return True
        return False
