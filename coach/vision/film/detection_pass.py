"""One pass over a film: decodes ahead on its own thread and detects poses on the caller's."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from types import TracebackType

from coach.body.crop import WHOLE
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame, FrameSource, Sighting
from coach.vision.film.body_follower import BodyFollower
from coach.vision.film.person_follower import Followed, PersonFollower
from coach.vision.film.small_bodies import SmallBodySearch
from coach.vision.landmarker.landmarker import Landmarker, LandmarkerOptions, Prepared
from coach.vision.picture.picture_conditions import PictureConditions
from coach.vision.picture.picture_view import AS_IT_IS, PictureView
from coach.vision.pose_model.pose_model import PoseModel

_LOG = logging.getLogger(__name__)

AHEAD = 4
"""Frames decoded ahead: enough to absorb a slow one, few enough for memory (a 720p frame has 2.8 MB)."""

HUNG_S = 30.0
"""Seconds without a frame before the decoder counts as hung."""

_POLL_S = 0.05
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class _End:
    """Last item of the queue: the source ended or failed."""

    error: BaseException | None


@dataclass(frozen=True, slots=True, eq=False)
class _Ahead:
    """A decoded, rotated frame and its prepared crop."""

    frame: Frame
    view: PictureView
    prepared: Prepared


class DetectionPass(Closing):
    """Sightings of a film from its first frame; can be iterated once.

    Attributes:
        view: The view for frames decoded from now on.
        trouble: What is missing or damaged, after the last sighting; otherwise None.
        conditions: Measures the pictures.
    """

    def __init__(
        self,
        film: FrameSource,
        model: PoseModel,
        options: LandmarkerOptions,
        *,
        view: PictureView = AS_IT_IS,
        keep_frames: bool = False,
        followed: Followed | None = None,
    ) -> None:
        self.trouble: str | None = None
        self.conditions = PictureConditions()
        self._film = film
        self._landmarker = Landmarker(model, options)
        self._search = SmallBodySearch(model)
        self._person = None if followed is None else PersonFollower(followed, model)
        self.view = view if followed is None else replace(view, crop=WHOLE)
        self._zoom = None if self.view.crop == WHOLE else BodyFollower(self.view.crop, self._search.search)
        self._keep_frames = keep_frames
        self._queue: queue.Queue[_Ahead | _End] = queue.Queue(AHEAD)
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._decode, name="film decoder", daemon=True)

    @property
    def notes(self) -> PictureNotes:
        """Picture notes of the film and of the analysis so far."""
        another = None if self._person is None else self._person.another_person
        return (*self._film.notes, *self.conditions.notes, *filter(None, (another,)))

    def __iter__(self) -> Iterator[Sighting]:
        self._thread.start()
        time = 0.0
        while True:
            try:
                item = self._queue.get(timeout=HUNG_S)
            except queue.Empty:
                self.trouble = f"Decoding of {self._film.facts.name} got stuck at {time:.1f} s."
                return
            if isinstance(item, _End):
                break
            time = item.prepared.time
            sighting = Sighting(time, self._pose(item), item.frame if self._keep_frames else None)
            yield self.conditions.observe_sighting(sighting)
        if item.error is not None:
            raise item.error
        self.trouble = self._film.trouble

    def close(self) -> None:
        """Stop decoding, and close the film and the landmarker."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)
        self._landmarker.close()
        self._search.close()
        if self._person is not None:
            self._person.close()
        if not self._thread.is_alive():
            self._film.__exit__(None, None, None)

    def _pose(self, ahead: _Ahead) -> Pose | None:
        """The pose detected in a frame; a crop follows the body."""
        if self._person is not None:
            return self._person_pose(self._person, ahead)
        height, width = ahead.frame.picture.shape[:2]
        poses = self._landmarker.find(ahead.prepared).poses
        pose = ahead.view.whole(poses[0], (width, height)) if poses else None
        if self._zoom is not None:
            self._zoom.observe(ahead.frame, pose)
            self.view = replace(self.view, crop=self._zoom.crop)
        return pose

    def _person_pose(self, person: PersonFollower, ahead: _Ahead) -> Pose | None:
        """The pose of the followed person; None if they aren't there."""
        frame = person.landmarker_frame(ahead.frame)
        prepared = ahead.prepared if frame is ahead.frame else self._landmarker.prepare(frame)
        poses = self._landmarker.find(prepared).poses
        return person.accepted_pose(poses[0] if poses else None)

    def _decode(self) -> None:
        """Runs on the decoder's thread: puts converted frames and finally the end onto the queue."""
        with ExitStack() as ending:
            ending.push(self._end)
            for frame in self._film:
                if not self._put(self._ahead(frame)):
                    return

    def _ahead(self, frame: Frame) -> _Ahead:
        view = self.view
        turned = view.frame(frame)
        self.conditions.observe(turned)
        return _Ahead(turned, view, self._landmarker.prepare(view.part(turned)))

    def _end(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Pass the error that ended decoding to the caller's thread, which raises it."""
        _LOG.debug("decoder of %s ended: %s", self._film.facts.name, error or "no error")
        self._put(_End(error))
        return True

    def _put(self, item: _Ahead | _End) -> bool:
        """Put an item on the queue once there is room; False after a stop."""
        while not self._stop.is_set():
            try:
                self._queue.put(item, timeout=_POLL_S)
            except queue.Full:
                continue
            return True
        return False
