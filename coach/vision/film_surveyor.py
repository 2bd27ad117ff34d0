"""Surveys a film on a thread of its own, while its first frames are being looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from types import TracebackType

from coach.body.person_choice import choose, several_people
from coach.body.posture import Posture
from coach.body.stream import Closing, FrameSource
from coach.errors import SourceError
from coach.vision.film_survey import FilmSurvey, Glance, spread_frames
from coach.vision.follower import Followed
from coach.vision.people_look import look_at_people
from coach.vision.people_scout import PeopleScout, parts_of
from coach.vision.picture_options import AUTO
from coach.vision.picture_orientation import turned_note, turns_wanted
from coach.vision.picture_view import AS_IT_IS, PictureView, turned_pose
from coach.vision.pose_model import PoseModel

_IN_PARTS = (3, 7)
"""The glances for which parts of the picture are looked at as well, for people who are small."""
_OFTEN = 2
"""In so many glances somebody else is there after all, if not in the film's first seconds."""


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
        posture: Posture | None = None,
        person: str = AUTO,
    ) -> None:
        """Prepare a survey.

        Args:
            opener: Opens the film anew.
            model: The pose model.
            view: How it is looked at to begin with.
            rotate: Whether it may be turned.
            posture: How the body is held in what is trained; None where that is not known.
            person: Who is followed where there are several people, as in ``PictureOptions``.
        """
        self._person = person
        self._opener, self._model = opener, model
        self._view, self._rotate, self._posture = view, rotate, posture
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
            scout = ending.enter_context(PeopleScout(self._model))
            glances = tuple(self._glances(film, scout))
            self._survey = self._with_people(self._judged(glances), scout)

    def _glances(self, film: FrameSource, scout: PeopleScout) -> list[Glance]:
        glances: list[Glance] = []
        for frame in spread_frames(film, self._goes_on):
            shown = self._view.frame(frame)
            height, width = shown.picture.shape[:2]
            if len(glances) in _IN_PARTS:
                scout.try_parts(shown)
            glances.append(Glance(frame.time, (width, height), tuple(scout.whole(shown))))
        return glances

    def _goes_on(self) -> bool:
        return not self._stop.is_set()

    def _with_people(self, survey: FilmSurvey, scout: PeopleScout) -> FilmSurvey:
        """A survey, and who is followed where there are several people."""
        several = sum(len(glance.poses) > 1 for glance in survey.glances)
        if not several and not scout.parts and not self._person.isdecimal():
            return survey
        if survey.view.turns != self._view.turns:
            scout.parts = parts_of(survey.glances[0].size) if scout.parts else []
        with self._opener() as film:
            people = look_at_people(map(survey.view.frame, film), scout, self._goes_on)
        if not people:
            return survey
        choice = choose(people, self._person)
        followed = Followed(choice.track, tuple(scout.parts))
        if len(people) > 1:
            note = several_people(people, choice)
            return replace(survey, notes=(*survey.notes, note), followed=followed)
        return replace(survey, followed=followed if several >= _OFTEN else None)

    def _judged(self, glances: tuple[Glance, ...]) -> FilmSurvey:
        turns = 0
        if self._rotate:
            turns = turns_wanted([glance.poses[0] for glance in glances if glance.poses], self._posture)
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
