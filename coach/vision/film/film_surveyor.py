"""Surveys a film on its own thread while its first frames are analysed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType

from coach.body.crop import WHOLE, Box
from coach.body.pose import Pose
from coach.body.stream import Closing, Frame, FrameSource, SampledFilm
from coach.errors import SourceError
from coach.vision.film.film_survey import FilmSurvey, Glance, spread_frames
from coach.vision.film.people_survey import exercises_alone, scout_for, with_people
from coach.vision.film.small_bodies import (
    SMALL,
    crop_around,
    find_small,
    height_share,
    needs_crop,
    small_notes,
)
from coach.vision.landmarker.landmarker import SEVERAL_PEOPLE, StillLandmarker
from coach.vision.picture.picture_options import AUTO
from coach.vision.picture.picture_orientation import LEAST_POSES, Expected, stands, turned_note, turns_wanted
from coach.vision.picture.picture_view import AS_IT_IS, PictureView, turned_pose
from coach.vision.pose_model.pose_model import PoseModel

_LOG = logging.getLogger(__name__)

_CLEAR = 5
"""Frames after which a survey may end early, if each shows one large, upright body, and it exercises."""
_MOSTLY = 0.5
"""Share of frames with a body from which no crop is needed."""
_PATIENCE = 4
"""Frames searched part by part before a room counts as empty."""

_Detected = tuple[Frame, tuple[Pose, ...]]


class FilmSurveyor(Closing):
    """Determines rotation, crop and person for a film.

    If a film can't be surveyed, it is analysed as it is, which reports its errors.

    Attributes:
        is_tracking: Whether it tracks several people; the analysis will most likely restart then.
    """

    def __init__(
        self,
        opener: Callable[[], SampledFilm],
        model: PoseModel,
        *,
        reopen: Callable[[], FrameSource] | None = None,
        view: PictureView = AS_IT_IS,
        rotate: bool = True,
        expected: Expected | None = None,
        person: str = AUTO,
    ) -> None:
        """Prepare a survey.

        Args:
            opener: Opens the film for the survey.
            model: The pose model.
            reopen: Opens the film for the full analysis, if that differs: in real time.
            view: The initial view.
            rotate: Whether it may be rotated.
            expected: The expected posture; None if unknown.
            person: Whom to follow among several people, as in ``PictureOptions``.
        """
        self.is_tracking = False
        self._person = person
        self._opener, self._reopen, self._model = opener, reopen or opener, model
        self._view, self._rotate, self._expected = view, rotate, expected
        self._survey = FilmSurvey(view=view)
        self._fault: BaseException | None = None
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._work, name="film surveyor", daemon=True)

    @property
    def done(self) -> bool:
        """Whether the survey has finished."""
        return not self._thread.is_alive()

    def open(self) -> FrameSource:
        """Open the film for a full analysis from its beginning.

        Raises:
            SourceError: It can't be opened.
        """
        return self._reopen()

    def start(self) -> None:
        """Start the survey."""
        self._thread.start()

    def result(self) -> FilmSurvey:
        """Wait for the end of the survey and return its result."""
        self._thread.join()
        if self._fault is not None:
            raise self._fault
        return self._survey

    def close(self) -> None:
        """Abort the survey."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()

    def _work(self) -> None:
        """Runs on the surveyor's thread."""
        with ExitStack() as ending:
            ending.push(self._end)
            film = ending.enter_context(self._opener())
            landmarker = ending.enter_context(StillLandmarker(self._model, SEVERAL_PEOPLE))
            detected = self._detected(film, landmarker)
            found = sum(bool(poses) for _, poses in detected)
            cropped = bool(detected) and found < _MOSTLY * len(detected)
            if cropped:
                detected = self._detected_in_parts(detected, landmarker)
            survey = self._judged([_glance(*each) for each in detected], cropped=cropped)
            same_view = not cropped and survey.view.turns == self._view.turns
            frames = [frame for frame, _ in detected] if same_view else []
            scout = scout_for(survey, frames, landmarker, self._person)
            if scout is not None:
                self.is_tracking = True
                survey = with_people(survey, scout, self._opener, self._person, self._should_continue)
            self._survey = survey
            problems = [note.problem for note in survey.notes]
            _LOG.debug("survey: %d glances, %s, %s", len(survey.glances), survey.view, problems or "no notes")

    def _detected(self, film: SampledFilm, landmarker: StillLandmarker) -> list[_Detected]:
        detected: list[_Detected] = []
        for frame in map(self._view.frame, spread_frames(film, self._should_continue)):
            detected.append((frame, landmarker.detect(frame).poses))
            found = [poses for _, poses in detected]
            if len(found) >= _CLEAR and all(map(_is_clear, found)) and exercises_alone(found):
                break
        return detected

    def _detected_in_parts(
        self, detected: Sequence[_Detected], landmarker: StillLandmarker
    ) -> list[_Detected]:
        """Search frames without a body part by part; an empty room is given up early."""
        near: Box | None = None
        results: list[_Detected] = []
        for frame, poses in detected:
            hopeless = len(results) >= _PATIENCE and near is None
            if not poses and not hopeless and self._should_continue():
                poses = find_small(frame, landmarker, near)
            near = crop_around(poses[:1]) if poses else near
            results.append((frame, poses))
        return results

    def _should_continue(self) -> bool:
        return not self._stop.is_set()

    def _judged(self, glances: Sequence[Glance], *, cropped: bool) -> FilmSurvey:
        poses = [glance.poses[0] for glance in glances if glance.poses]
        turns = turns_wanted(poses, self._expected) if self._rotate else 0
        # A view rotates before it mirrors, so a mirrored picture is rotated the other way.
        first = -turns % 4 if self._view.mirror else turns
        turned = tuple(_turned(glance, turns) for glance in glances) if turns else tuple(glances)
        view = replace(self._view, turns=(self._view.turns + first) % 4)
        notes = (turned_note(first),) if turns else ()
        upright = [glance.poses[0] for glance in turned if glance.poses]
        if len(upright) < LEAST_POSES:
            return FilmSurvey(turned, self._view)
        notes = (*notes, *small_notes(upright))
        crop = crop_around(upright) if cropped and needs_crop(upright) else WHOLE
        return FilmSurvey(turned, replace(view, crop=crop), notes)

    def _end(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep the error that ended the survey for ``result``, unless the film just can't be read."""
        if error is not None and not isinstance(error, SourceError):
            self._fault = error
        return True


def _is_clear(poses: tuple[Pose, ...]) -> bool:
    return len(poses) == 1 and stands(poses) and height_share(poses[0]) >= SMALL


def _glance(frame: Frame, poses: tuple[Pose, ...]) -> Glance:
    height, width = frame.picture.shape[:2]
    return Glance(frame.time, (width, height), poses)


def _turned(glance: Glance, turns: int) -> Glance:
    width, height = glance.size
    size = (height, width) if turns % 2 else (width, height)
    return Glance(glance.time, size, tuple(turned_pose(pose, turns) for pose in glance.poses))
