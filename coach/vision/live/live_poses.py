"""Live poses: sends the newest frame to the landmarker and yields sightings in order of time."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace

from coach.body.live_figures import LiveFigures
from coach.body.picture_notes import PictureNotes
from coach.body.stream import Clock, Closing, Frame, Sighting, SourceFacts
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, Detection, LandmarkerOptions, LiveLandmarker
from coach.vision.live.latest_frame import LatestFrame, Opener
from coach.vision.live.live_view import LiveView
from coach.vision.live.switch_interval import fast_thread_switching
from coach.vision.picture.blackout import Blackout
from coach.vision.picture.picture_conditions import PictureConditions
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.picture.picture_view import PictureView
from coach.vision.pose_model.pose_model import PoseModel

_POLL_S = 0.25
"""Seconds without an answer before an empty sighting is yielded."""
_LATE_S = 0.1
"""Empty sightings are this much in the past, so that a frame on its way to the landmarker isn't late."""
_MOST_WAITING = 60
"""Sightings, with their frames, that may wait in the queue; after that frames are dropped."""
_ANSWER_S = 5.0
"""Seconds that the landmarker may take for one frame."""
_PATIENCE_S = 5.0


class LivePoses(Closing):
    """Sightings of a live source; can be iterated once.

    While no frames arrive, empty sightings keep time.

    Attributes:
        trouble: Why the source ended early, after the last sighting; otherwise None.
        conditions: Measures the pictures.
    """

    def __init__(
        self,
        opener: Opener,
        model: PoseModel,
        options: LandmarkerOptions = DEFAULT_OPTIONS,
        *,
        picture: PictureOptions = AS_SHOWN,
        endless: bool = True,
        clock: Clock | None = None,
    ) -> None:
        """Open the source and the landmarker.

        Args:
            opener: Opens the source; called again to reconnect.
            model: The pose model.
            options: Options of the landmarker.
            picture: Rotation and mirroring, as far as given.
            endless: Whether the source should never end, like a camera.
            clock: Returns the time of live frames in seconds; None for a film.

        Raises:
            SourceError: The source can't be opened.
        """
        self.trouble: str | None = None
        self.conditions = PictureConditions()
        self._clock = clock
        self._answered = threading.Event()
        self._answer_count = self._late = self._lost = 0
        self._answers: queue.Queue[Sighting | None] = queue.Queue()
        self._stop = threading.Event()
        with ExitStack() as closing:
            source = closing.enter_context(opener())
            self._landmarker = closing.enter_context(LiveLandmarker(model, self._take_answer, options))
            closing.pop_all()
        self._facts = replace(source.facts, model_sha256=model.sha256, model_grade=model.grade)
        self._capture = LatestFrame(opener, source, endless=endless)
        if endless:
            self._capture.start()  # so that no old frames wait in the driver's buffer
        self._blackout = Blackout()
        self._view = LiveView(model, picture)
        self._meanwhile = ExitStack()
        self._frame: Frame | None = None
        self._sent = picture.view
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._detect, name="landmarker", daemon=True)

    @property
    def facts(self) -> SourceFacts:
        """Facts about the source and the model; the size is after rotation."""
        return replace(self._facts, size=self._view.view.size_of(self._facts.size))

    @property
    def view(self) -> PictureView:
        """The current rotation, mirroring and crop."""
        return self._view.view

    @property
    def notes(self) -> PictureNotes:
        """Picture notes so far."""
        return (*self.conditions.notes, *self._view.notes)

    @property
    def figures(self) -> LiveFigures:
        """Current figures."""
        capture = self._capture
        return LiveFigures(
            captured=capture.captured,
            seen=self._answer_count - self._late,
            skipped=capture.skipped + self._late + self._lost,
            reconnected=capture.reconnected,
            connected=capture.connected,
            trouble=capture.trouble or _stalled(capture.stalled_s) or self._blackout.trouble,
            note=self.conditions.now,
        )

    def __iter__(self) -> Iterator[Sighting]:
        self._meanwhile.enter_context(fast_thread_switching())
        self._capture.start()
        self._thread.start()
        last_s = -1.0
        while True:
            try:
                sighting = self._answers.get(timeout=_POLL_S)
            except queue.Empty:
                if (empty := self._empty_sighting()) is None:
                    continue
                sighting = empty
            if sighting is None:
                break
            if sighting.time > last_s:
                last_s = sighting.time
                yield self.conditions.observe_sighting(sighting)
            else:
                self._late += sighting.frame is not None
        if self._fault is not None:
            raise self._fault
        self.trouble = self._capture.trouble

    def finish(self) -> None:
        """Stop after the current frame; may be called from any thread."""
        self._stop.set()

    def close(self) -> None:
        """Stop, and close the source and the landmarker."""
        self._stop.set()
        self._meanwhile.close()
        self._capture.close()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)
        self._landmarker.close()
        self._view.close()

    def _empty_sighting(self) -> Sighting | None:
        """A sighting without a body; None while a frame is being processed or without a clock."""
        if self._clock is None or self._frame is not None or not self._answers.empty():
            return None
        time = self._clock() - _LATE_S
        return Sighting(time, None) if time > 0 else None

    def _detect(self) -> None:
        """Runs on the landmarker's thread: always sends the newest frame."""
        with ExitStack() as ending:
            ending.push(self._end)
            while not self._stop.is_set():
                if self._answers.qsize() >= _MOST_WAITING:
                    self._stop.wait(_POLL_S)
                    continue
                frame = self._capture.take(_POLL_S)
                if frame is None:
                    if self._capture.ended:
                        return
                    continue
                view = self._view.view
                self._frame = shown = view.frame(frame)
                self._sent = view
                self._answered.clear()
                self._landmarker.send(view.part(shown))
                self._blackout.observe(shown)  # while the landmarker works
                self.conditions.observe(shown)
                self._lost += not self._answered.wait(_ANSWER_S)
                self._frame = None

    def _take_answer(self, time: float, detection: Detection) -> None:
        """Runs on MediaPipe's thread."""
        frame = self._frame
        if frame is None or frame.time != time:
            return  # arrived after its timeout
        self._answer_count += 1
        height, width = frame.picture.shape[:2]
        poses = detection.poses
        pose = self._sent.whole(poses[0], (width, height)) if poses else None
        self._answers.put(Sighting(time, pose, frame))
        self._view.observe(frame, pose)
        self._answered.set()

    def _end(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        self._fault = error
        self._answers.put(None)
        return True


def _stalled(silent_s: float) -> str | None:
    return f"No picture for {silent_s:.0f} s." if silent_s else None
