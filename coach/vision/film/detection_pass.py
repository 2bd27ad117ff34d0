"""One way through a film in one view: decoded ahead on a thread, detected on the caller's."""

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
"""Frames decoded ahead: enough to smooth over a slow one, few enough for memory (a 720p frame is 2.8 MB)."""

HUNG_S = 30.0
"""How long a decoder may be silent before it counts as hung."""

_POLL_S = 0.05
_PATIENCE_S = 5.0


@dataclass(frozen=True, slots=True, eq=False)
class _End:
    """The last thing on the queue: the source ended, or failed with an error."""

    error: BaseException | None


@dataclass(frozen=True, slots=True, eq=False)
class _Ahead:
    """A frame that was decoded and turned, and the part of it that is looked at, made ready."""

    frame: Frame
    view: PictureView
    prepared: Prepared


class DetectionPass(Closing):
    """What the landmarker sees in a film from its first frame on; can be gone through once.

    Attributes:
        view: How the pictures that are decoded from now on are looked at.
        trouble: After the last sighting: what cut the film short, or None.
        conditions: Measures its pictures.
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
        """What the film says of its pictures, and what was found about them so far."""
        another = None if self._person is None else self._person.another_person
        return (*self._film.notes, *self.conditions.notes, *filter(None, (another,)))

    def __iter__(self) -> Iterator[Sighting]:
        self._thread.start()
        time = 0.0
        while True:
            try:
                item = self._queue.get(timeout=HUNG_S)
            except queue.Empty:
                self.trouble = f"{self._film.facts.name} could not be decoded any further at {time:.1f} s."
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
        """Stop decoding, and let go of the film and the landmarker."""
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
        """Who is found in a frame; where only a part is looked at, that part follows."""
        if self._person is not None:
            return self._of_person(self._person, ahead)
        height, width = ahead.frame.picture.shape[:2]
        poses = self._landmarker.find(ahead.prepared).poses
        pose = ahead.view.whole(poses[0], (width, height)) if poses else None
        if self._zoom is not None:
            self._zoom.observe(ahead.frame, pose)
            self.view = replace(self.view, crop=self._zoom.crop)
        return pose

    def _of_person(self, person: PersonFollower, ahead: _Ahead) -> Pose | None:
        """The one who is followed, if they are there."""
        shown = person.shown(ahead.frame)
        prepared = ahead.prepared if shown is ahead.frame else self._landmarker.prepare(shown)
        poses = self._landmarker.find(prepared).poses
        return person.taken(poses[0] if poses else None)

    def _decode(self) -> None:
        """On the decoder's thread: frames from the film, converted, onto the queue, and at last the end."""
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
        """Carry whatever ended the decoding over to the caller's thread, which raises it."""
        _LOG.debug("decoder of %s ended: %s", self._film.facts.name, error or "no error")
        self._put(_End(error))
        return True

    def _put(self, item: _Ahead | _End) -> bool:
        """Wait for room; False when nobody wants more."""
        while not self._stop.is_set():
            try:
                self._queue.put(item, timeout=_POLL_S)
            except queue.Full:
                continue
            return True
        return False
