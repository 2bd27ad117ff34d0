"""Surveys a film on a thread of its own, while its first frames are being looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType

from coach.body.stream import Closing, FrameSource
from coach.errors import SourceError
from coach.vision.film_survey import FilmSurvey, Glance, spread_frames
from coach.vision.landmarker import LandmarkerOptions, StillLandmarker
from coach.vision.picture_orientation import Expected, turned_note, turns_wanted
from coach.vision.picture_view import AS_IT_IS, PictureView, turned_pose
from coach.vision.pose_model import PoseModel

MOST_BODIES = 4
_OPTIONS = LandmarkerOptions(num_poses=MOST_BODIES)


class FilmSurveyor(Closing):
    """Finds out how a film is to be looked at.

    A film that can't be surveyed is looked at as it is; what is wrong with it is found by who looks at it
    all.
    """

    def __init__(
        self,
        opener: Callable[[], FrameSource],
        model: PoseModel,
        *,
        view: PictureView = AS_IT_IS,
        rotate: bool = True,
        expected: Expected | None = None,
    ) -> None:
        """Prepare a survey.

        Args:
            opener: Opens the film anew.
            model: The pose model.
            view: How it is looked at to begin with.
            rotate: Whether it may be turned.
            expected: How the body is held in what is trained; None where nothing is known.
        """
        self._opener, self._model = opener, model
        self._view, self._rotate, self._expected = view, rotate, expected
        self._survey = FilmSurvey(view=view)
        self._fault: BaseException | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="film surveyor", daemon=True)

    @property
    def done(self) -> bool:
        """Whether the survey has come to its end."""
        return not self._thread.is_alive()

    def open(self) -> FrameSource:
        """The film, opened anew.

        Raises:
            SourceError: It can't be.
        """
        return self._opener()

    def start(self) -> None:
        """Begin with the survey."""
        self._thread.start()

    def result(self) -> FilmSurvey:
        """What it came to; waits for its end."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._survey

    def close(self) -> None:
        """Break off a survey that is under way."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        """On the surveyor's thread."""
        with ExitStack() as ending:
            ending.push(self._end)
            film = ending.enter_context(self._opener())
            landmarker = ending.enter_context(StillLandmarker(self._model, _OPTIONS))
            glances = tuple(self._glances(film, landmarker))
            self._survey = self._judged(glances)

    def _glances(self, film: FrameSource, landmarker: StillLandmarker) -> list[Glance]:
        glances = []
        for frame in spread_frames(film, lambda: not self._stop.is_set()):
            shown = self._view.frame(frame)
            height, width = shown.picture.shape[:2]
            glances.append(Glance(frame.time, (width, height), landmarker.detect(shown).poses))
        return glances

    def _judged(self, glances: tuple[Glance, ...]) -> FilmSurvey:
        turns = 0
        if self._rotate:
            turns = turns_wanted([glance.poses[0] for glance in glances if glance.poses], self._expected)
        if not turns:
            return FilmSurvey(glances, self._view)
        # A view turns first and mirrors then: what was mirrored before has to be turned the other way round.
        first = -turns % 4 if self._view.mirror else turns
        turned = tuple(_turned(glance, turns) for glance in glances)
        return FilmSurvey(turned, replace(self._view, turns=first), (turned_note(first),))

    def _end(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Carry what ended the survey over to who waits for it; a film that can't be read is none of that."""
        if error is not None and not isinstance(error, SourceError):
            self._fault = error
        return True


def _turned(glance: Glance, turns: int) -> Glance:
    width, height = glance.size
    size = (height, width) if turns % 2 else (width, height)
    return Glance(glance.time, size, tuple(turned_pose(pose, turns) for pose in glance.poses))
