"""How the pictures of a live source are looked at, which changes with what is seen in them."""

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
"""How long nobody may be found before the picture is searched part by part, and between two searches."""


class LiveView(Closing):
    """Turns the pictures once it is clear which way up they are, and looks closer at somebody who is small.

    While somebody upright is found it does next to nothing. Searching is done on a thread of its own, in
    the newest picture, and never waited for.

    Attributes:
        view: How the next picture is to be looked at.
        notes: What a person should know about it.
    """

    def __init__(self, model: PoseModel, picture: PictureOptions) -> None:
        self.view: PictureView = picture.view
        self.notes: PictureNotes = ()
        wanted = picture.expected if picture.rotate == AUTO else None
        self._orientation = None if wanted is None else OrientationWatch(wanted)
        self._scout = _Scout(model)
        self._follower = BodyFollower(WHOLE, self._scout.search, lost_s=_LOST_S)

    def seen(self, frame: Frame, pose: Pose | None) -> None:
        """Take in a whole picture, turned as the view had it, and who was found in it."""
        self._follower.observe(frame, pose)
        turns = 0 if self._orientation is None or pose is None else self._orientation.observe(pose)
        if turns:
            # A view turns first and mirrors then: what is mirrored has to be turned the other way round.
            turns = -turns % 4 if self.view.mirror else turns
            self._follower.crop = WHOLE
            self.view = replace(self.view, turns=(self.view.turns + turns) % 4)
            self.notes = (turned_note(self.view.turns),) if self.view.turns else ()
        self.view = replace(self.view, crop=self._follower.crop)

    def close(self) -> None:
        """Let go of who searches."""
        self._scout.close()


class _Scout(Closing):
    """Searches pictures part by part on a thread of its own; answers come with a later question."""

    def __init__(self, model: PoseModel) -> None:
        self._model = model
        self._found: tuple[Pose, ...] = ()
        self._picture: Frame | None = None
        self._asked = threading.Event()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def search(self, frame: Frame) -> tuple[Pose, ...]:
        """Have a picture searched, where none is being searched; says who was found in the one before."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="scout", daemon=True)
            self._thread.start()
        found, self._found = self._found, ()
        if not self._asked.is_set():
            self._picture = frame
            self._asked.set()
        return found

    def close(self) -> None:
        """Come to an end after the picture that is being searched."""
        self._stop.set()
        self._asked.set()
        if self._thread is not None:
            self._thread.join()

    def _work(self) -> None:
        with SmallBodySearch(self._model) as searching:
            while self._asked.wait() and not self._stop.is_set():
                if self._picture is not None:
                    self._found = searching.search(self._picture)
                self._asked.clear()
                if self._stop.is_set():
                    return
