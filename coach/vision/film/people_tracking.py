"""Tracks everyone at the beginning of a film with several people."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.person_choice import is_plain, liveliness, people_of
from coach.body.stream import SampledFilm
from coach.body.tracks import Track, Tracks
from coach.vision.film.people_scout import PeopleScout
from coach.vision.picture.picture_view import PictureView

INTERVAL_S = 0.2
"""Seconds between analysed frames: a rep takes a second, and people walk half a body radius."""
_LEAST_S, _USUAL_S, _MOST_S = 4.0, 12.0, 30.0
"""Shortest duration; longest if it is unclear who exercises; longest if no one does."""
_OFTEN = 5
_AHEAD = 2.0


def track_people(
    film: SampledFilm,
    view: PictureView,
    scout: PeopleScout,
    should_continue: Callable[[], bool] = lambda: True,
) -> list[Track]:
    """Tracks of everyone in the first seconds of a film, from left to right.

    Args:
        film: The film at its beginning.
        view: Rotation, mirroring and crop.
        scout: Finds people in a picture.
        should_continue: Called at each frame; False stops.
    """
    tracks = Tracks()
    due_s = 0.0
    frames = film.frames_at(lambda time: time >= due_s)
    for frame in map(view.frame, frames):
        if not should_continue():
            break
        due_s = frame.time + INTERVAL_S
        tracks.assign(frame.time, scout.find_people(frame))
        if len(tracks.times) % _OFTEN == 0 and _is_enough(frame.time, tracks):
            break
    return people_of(tracks)


def _is_enough(time: float, tracks: Tracks) -> bool:
    if time < _LEAST_S:
        return False
    people = people_of(tracks)
    if not any(is_plain(track) for track in people):
        return time >= _MOST_S
    if time >= _USUAL_S:
        return True
    most, *others = sorted((liveliness(track) for track in people), reverse=True)
    return not others or most > _AHEAD * others[0]
