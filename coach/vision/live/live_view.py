"""Adapts rotation and crop of a live source to the detected body."""

from __future__ import annotations

import threading
from dataclasses import replace

from coach.body.crop import WHOLE
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame
from coach.vision.film.body_follower import BodyFollower
from coach.vision.film.small_bodies import SmallBodySearch
from coach.vision.live.orientation_watch import OrientationWatch
from coach.vision.picture.picture_options import AUTO, PictureOptions
from coach.vision.picture.picture_orientation import turned_note
from coach.vision.picture.picture_view import PictureView
from coach.vision.pose_model.pose_model import PoseModel

_LOST_S = 2.0
"""Seconds without a body before the picture is searched part by part, and between two searches."""


class LiveView(Closing):
    """Rotates the pictures once their orientation is settled, and crops them around a small body.

    An upright, detected body costs almost nothing. Searches run on their own thread and never block.

    Attributes:
        view: The view for the next frame.
        notes: Notes for the user.
    """

    def __init__(self, model: PoseModel, picture: PictureOptions) -> None:
        self.view: PictureView = picture.view
        self.notes: PictureNotes = ()
        expected = picture.expected if picture.rotate == AUTO else None
        self._orientation = None if expected is None else OrientationWatch(expected)
        self._scout = _Scout(model)
        self._follower = BodyFollower(WHOLE, self._scout.search, lost_s=_LOST_S)

    def observe(self, frame: Frame, pose: Pose | None) -> None:
        """Take in a whole frame, rotated by the current view, and the pose detected in it."""
        self._follower.observe(frame, pose)
        turns = 0 if self._orientation is None or pose is None else self._orientation.turns_for(pose)
        if turns:
            # A view rotates before it mirrors, so a mirrored picture is rotated the other way.
            turns = -turns % 4 if self.view.mirror else turns
            self._follower.crop = WHOLE
            self.view = replace(self.view, turns=(self.view.turns + turns) % 4)
            self.notes = (turned_note(self.view.turns),) if self.view.turns else ()
        self.view = replace(self.view, crop=self._follower.crop)

    def close(self) -> None:
        """Stop the search thread."""
        self._scout.close()


class _Scout(Closing):
    """Searches frames part by part on its own thread; results are returned by a later call."""

    def __init__(self, model: PoseModel) -> None:
        self._model = model
        self._found: tuple[Pose, ...] = ()
        self._picture: Frame | None = None
        self._requested = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def search(self, frame: Frame) -> tuple[Pose, ...]:
        """Request a search of this frame unless one is running; return the previous result."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="scout", daemon=True)
            self._thread.start()
        found, self._found = self._found, ()
        if not self._requested.is_set():
            self._picture = frame
            self._requested.set()
        return found

    def close(self) -> None:
        """Stop after the current search."""
        self._stop.set()
        self._requested.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        with SmallBodySearch(self._model) as search:
            while self._requested.wait() and not self._stop.is_set():
                if self._picture is not None:
                    self._found = search.search(self._picture)
                self._requested.clear()
                if self._stop.is_set():
                    return
