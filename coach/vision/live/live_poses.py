"""Poses as they happen: the newest frame to the landmarker, its answers in order of time."""

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
from coach.vision.live.switch_interval import quick_turns
from coach.vision.picture.blackout import Blackout
from coach.vision.picture.picture_conditions import PictureConditions
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from coach.vision.picture.picture_view import PictureView
from coach.vision.pose_model.pose_model import PoseModel

_POLL_S = 0.25
"""How long nothing may come before the source says that nobody is seen."""
_LATE_S = 0.1
"""How long a frame may be on its way before it is in work: nobody is said to be seen only up to then."""
_MOST_WAITING = 60
"""So many sightings wait while nobody takes them, with their pictures; then frames are skipped."""
_ANSWER_S = 5.0
"""How long the landmarker may take for one frame before it is given up."""
_PATIENCE_S = 5.0


class LivePoses(Closing):
    """What the landmarker sees in a source that does not wait; can be gone through once.

    While no frames come, sightings of nobody tell the time.

    Attributes:
        trouble: After the last sighting: what cut the source short, or None.
        conditions: Measures its pictures.
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
            opener: Opens the source; used again when it vanishes.
            model: The pose model.
            options: How to look for bodies.
            picture: Which way up the pictures are, as far as that is known.
            endless: Whether the end of the source is a fault, as a camera's.
            clock: The seconds that frames carry, where those go on without frames too; None for a film's.

        Raises:
            SourceError: The source can't be opened.
        """
        self.trouble: str | None = None
        self.conditions = PictureConditions()
        self._clock = clock
        self._answered = threading.Event()
        self._come = self._late = self._lost = 0
        self._answers: queue.Queue[Sighting | None] = queue.Queue()
        self._stop = threading.Event()
        with ExitStack() as closing:
            source = closing.enter_context(opener())
            self._landmarker = closing.enter_context(LiveLandmarker(model, self._take_answer, options))
            closing.pop_all()
        self._facts = replace(source.facts, model_sha256=model.sha256, model_grade=model.grade)
        self._capture = LatestFrame(opener, source, endless=endless)
        if endless:
            self._capture.start()  # so that nothing old waits in a buffer when the first frame is asked for
        self._blackout = Blackout()
        self._view = LiveView(model, picture)
        self._meanwhile = ExitStack()
        self._frame: Frame | None = None
        self._sent = picture.view
        self._fault: BaseException | None = None
        self._thread = threading.Thread(target=self._look, name="landmarker", daemon=True)

    @property
    def facts(self) -> SourceFacts:
        """The source's facts and the model's; its size is that of the pictures after turning."""
        return replace(self._facts, size=self._view.view.size_of(self._facts.size))

    @property
    def view(self) -> PictureView:
        """How its pictures are looked at just now."""
        return self._view.view

    @property
    def notes(self) -> PictureNotes:
        """What was found about its pictures so far."""
        return (*self.conditions.notes, *self._view.notes)

    @property
    def figures(self) -> LiveFigures:
        """How it is doing at the moment."""
        capture = self._capture
        return LiveFigures(
            captured=capture.captured,
            seen=self._come - self._late,
            skipped=capture.skipped + self._late + self._lost,
            reconnected=capture.reconnected,
            connected=capture.connected,
            trouble=capture.trouble or _stalled(capture.stalled_s) or self._blackout.trouble,
            note=self.conditions.now,
        )

    def __iter__(self) -> Iterator[Sighting]:
        self._meanwhile.enter_context(quick_turns())
        self._capture.start()
        self._thread.start()
        last_s = -1.0
        while True:
            try:
                sighting = self._answers.get(timeout=_POLL_S)
            except queue.Empty:
                if (nobody := self._nobody()) is None:
                    continue
                sighting = nobody
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
        """Come to an end after what is being looked at; may be called from any thread."""
        self._stop.set()

    def close(self) -> None:
        """Stop looking, and let go of the source and the landmarker."""
        self._stop.set()
        self._meanwhile.close()
        self._capture.close()
        if self._thread.is_alive():
            self._thread.join(_PATIENCE_S)
        self._landmarker.close()
        self._view.close()

    def _nobody(self) -> Sighting | None:
        """That nobody is seen while nothing comes; None where a frame is in work, or time stands still."""
        if self._clock is None or self._frame is not None or not self._answers.empty():
            return None
        time = self._clock() - _LATE_S
        return Sighting(time, None) if time > 0 else None

    def _look(self) -> None:
        """On the landmarker's thread: one frame at a time, always the newest."""
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
        """On MediaPipe's thread."""
        frame = self._frame
        if frame is None or frame.time != time:
            return  # an answer that was given up
        self._come += 1
        height, width = frame.picture.shape[:2]
        poses = detection.poses
        pose = self._sent.whole(poses[0], (width, height)) if poses else None
        self._answers.put(Sighting(time, pose, frame))
        self._view.seen(frame, pose)
        self._answered.set()

    def _end(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        self._fault = error
        self._answers.put(None)
        return True


def _stalled(silent_s: float) -> str | None:
    return f"No picture has come for {silent_s:.0f} s." if silent_s else None
