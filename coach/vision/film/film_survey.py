"""A survey of a film: who is seen in a few of its pictures, and how it is to be looked at therefore."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Frame, SampledFilm, SourceFacts
from coach.vision.film.person_follower import Followed
from coach.vision.picture.picture_view import AS_IT_IS, PictureView

GLANCES = 10
"""Pictures that are looked at, at most."""
_HORIZON_S = 60.0
"""How far into a film a survey goes: its pictures have to be decoded up to there."""
_SHORTEST_S, _LONGEST_S = 0.1, 6.0
_UNKNOWN_S = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """Who is seen in one picture, in shares of the whole picture as it is looked at: upright.

    Attributes:
        time: Seconds since the film began.
        size: Width and height of the picture in pixels.
        poses: Every body found, the most certain first.
    """

    time: float
    size: tuple[int, int]
    poses: tuple[Pose, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FilmSurvey:
    """What a survey of a film came to.

    Attributes:
        glances: Who was seen where, in order of time; in pictures turned and mirrored as the view has it.
        view: How the film is to be looked at.
        notes: What a person should know about it.
        followed: Who is followed where there are several people; None takes whom the landmarker finds.
    """

    glances: tuple[Glance, ...] = ()
    view: PictureView = AS_IT_IS
    notes: PictureNotes = ()
    followed: Followed | None = None


def spread_frames(film: SampledFilm, goes_on: Callable[[], bool]) -> Iterator[Frame]:
    """A few frames spread over the first minute of a film, in order.

    Args:
        film: The film, at its beginning.
        goes_on: Asked after each frame whether to go on.
    """
    every_s = _spacing_s(film.facts)
    due_s = every_s / 2
    frames = film.frames_at(lambda time: time >= due_s)
    for frame in islice(frames, GLANCES):
        due_s = frame.time + every_s
        yield frame
        if not goes_on():
            return


def _spacing_s(facts: SourceFacts) -> float:
    if facts.duration_s is None:
        return _UNKNOWN_S
    return min(max(min(facts.duration_s, _HORIZON_S) / GLANCES, _SHORTEST_S), _LONGEST_S)
