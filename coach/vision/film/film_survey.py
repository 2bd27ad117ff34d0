"""The survey of a film: the bodies in a few of its frames, and the resulting view."""

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
"""Number of frames to survey at most."""
_HORIZON_S = 60.0
"""Length of the surveyed part: everything before a frame must be decoded."""
_SHORTEST_S, _LONGEST_S = 0.1, 6.0
_UNKNOWN_S = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Glance:
    """The bodies in one frame, in shares of the whole upright picture.

    Attributes:
        time: Seconds since the film began.
        size: Width and height of the picture in pixels.
        poses: All detected bodies, the most confident first.
    """

    time: float
    size: tuple[int, int]
    poses: tuple[Pose, ...]


@dataclass(frozen=True, slots=True, eq=False)
class FilmSurvey:
    """The result of a survey.

    Attributes:
        glances: The surveyed frames in order of time, rotated and mirrored by the view.
        view: The view for the analysis.
        notes: Notes for the user.
        followed: The person to follow among several; None leaves the choice to the landmarker.
    """

    glances: tuple[Glance, ...] = ()
    view: PictureView = AS_IT_IS
    notes: PictureNotes = ()
    followed: Followed | None = None


def spread_frames(film: SampledFilm, should_continue: Callable[[], bool]) -> Iterator[Frame]:
    """A few frames spread over the first minute of a film, in order.

    Args:
        film: The film at its beginning.
        should_continue: Called after each frame; False stops.
    """
    every_s = _spacing_s(film.facts)
    due_s = every_s / 2
    frames = film.frames_at(lambda time: time >= due_s)
    for frame in islice(frames, GLANCES):
        due_s = frame.time + every_s
        yield frame
        if not should_continue():
            return


def _spacing_s(facts: SourceFacts) -> float:
    if facts.duration_s is None:
        return _UNKNOWN_S
    return min(max(min(facts.duration_s, _HORIZON_S) / GLANCES, _SHORTEST_S), _LONGEST_S)
