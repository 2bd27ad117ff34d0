"""Surveys a film on a thread of its own, while its first frames are being looked at."""

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
from coach.vision.film.people_survey import scout_for, with_people
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
"""Pictures after which a survey is over, where each shows one body, large and upright."""
_MOSTLY = 0.5
"""Share of the pictures in which somebody must be found for the whole picture to be looked at."""
_PATIENCE = 4
"""Pictures that are searched part by part before a room is taken for empty."""

_Look = tuple[Frame, tuple[Pose, ...]]


class FilmSurveyor(Closing):
    """Finds out how a film is to be looked at.

    A film that can't be surveyed is looked at as it is; what is wrong with it is found by who looks at it
    all.

    Attributes:
        closer: Whether it looks closer at several people; the film most likely begins anew then.
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
            opener: Opens the film anew.
            model: The pose model.
            reopen: Opens it for who looks at all of it, where that is done otherwise: at the pace of life.
            view: How it is looked at to begin with.
            rotate: Whether it may be turned.
            expected: How the body is held in what is trained; None where nothing is known.
            person: Who is followed where there are several people, as in ``PictureOptions``.
        """
        self.closer = False
        self._person = person
        self._opener, self._reopen, self._model = opener, reopen or opener, model
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
        """The film, opened anew to be looked at from its beginning.

        Raises:
            SourceError: It can't be.
        """
        return self._reopen()

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
            landmarker = ending.enter_context(StillLandmarker(self._model, SEVERAL_PEOPLE))
            looks = self._looks(film, landmarker)
            found = sum(bool(poses) for _, poses in looks)
            cropped = bool(looks) and found < _MOSTLY * len(looks)
            if cropped:
                looks = self._looks_closer(looks, landmarker)
            survey = self._judged([_glance(*look) for look in looks], cropped=cropped)
            frames = [] if cropped or survey.view.turns != self._view.turns else [frame for frame, _ in looks]
            scout = scout_for(survey, frames, landmarker, self._person)
            if scout is not None:
                self.closer = True
                survey = with_people(survey, scout, self._opener, self._person, self._goes_on)
            self._survey = survey
            problems = [note.problem for note in survey.notes]
            _LOG.debug("survey: %d glances, %s, %s", len(survey.glances), survey.view, problems or "no notes")

    def _looks(self, film: SampledFilm, landmarker: StillLandmarker) -> list[_Look]:
        looks: list[_Look] = []
        for frame in map(self._view.frame, spread_frames(film, self._goes_on)):
            looks.append((frame, landmarker.detect(frame).poses))
            if len(looks) == _CLEAR and all(_is_clear(poses) for _, poses in looks):
                break
        return looks

    def _looks_closer(self, looks: Sequence[_Look], landmarker: StillLandmarker) -> list[_Look]:
        """The same pictures part by part, where nobody was found in the whole; an empty room is given up."""
        near: Box | None = None
        closer: list[_Look] = []
        for frame, poses in looks:
            hopeless = len(closer) >= _PATIENCE and near is None
            if not poses and not hopeless and self._goes_on():
                poses = find_small(frame, landmarker, near)
            near = crop_around(poses[:1]) if poses else near
            closer.append((frame, poses))
        return closer

    def _goes_on(self) -> bool:
        return not self._stop.is_set()

    def _judged(self, glances: Sequence[Glance], *, cropped: bool) -> FilmSurvey:
        poses = [glance.poses[0] for glance in glances if glance.poses]
        turns = turns_wanted(poses, self._expected) if self._rotate else 0
        # A view turns first and mirrors then: what was mirrored before has to be turned the other way round.
        first = -turns % 4 if self._view.mirror else turns
        turned = tuple(_turned(glance, turns) for glance in glances) if turns else tuple(glances)
        view = replace(self._view, turns=(self._view.turns + first) % 4)
        notes = (turned_note(first),) if turns else ()
        seen = [glance.poses[0] for glance in turned if glance.poses]
        if len(seen) < LEAST_POSES:
            return FilmSurvey(turned, self._view)
        notes = (*notes, *small_notes(seen))
        return FilmSurvey(
            turned, replace(view, crop=crop_around(seen) if cropped and needs_crop(seen) else WHOLE), notes
        )

    def _end(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Carry what ended the survey over to who waits for it; a film that can't be read is none of that."""
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
