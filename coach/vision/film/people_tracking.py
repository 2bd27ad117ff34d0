"""A closer look at the beginning of a film with several people in it: who is who, and who moves."""

from __future__ import annotations

from collections.abc import Callable

from coach.body.person_choice import is_plain, liveliness, people_of
from coach.body.stream import SampledFilm
from coach.body.tracks import Track, Tracks
from coach.vision.film.people_scout import PeopleScout
from coach.vision.picture.picture_view import PictureView

LOOK_S = 0.2
"""Between two pictures that are looked at: repetitions take a second, and people walk half a radius."""
_LEAST_S, _USUAL_S, _MOST_S = 4.0, 12.0, 30.0
"""How long it is looked at least, as long as it isn't plain who exercises, and as long as nobody does."""
_OFTEN = 5
_AHEAD = 2.0


def look_at_people(
    film: SampledFilm, view: PictureView, scout: PeopleScout, goes_on: Callable[[], bool] = lambda: True
) -> list[Track]:
    """Everybody in the first seconds of a film, from the left.

    Args:
        film: The film, at its beginning.
        view: How it is looked at.
        scout: Finds people in a picture.
        goes_on: Asked at each frame whether to go on.
    """
    tracks = Tracks()
    due_s = 0.0
    frames = film.frames_at(lambda time: time >= due_s)
    for frame in map(view.frame, frames):
        if not goes_on():
            break
        due_s = frame.time + LOOK_S
        tracks.observe(frame.time, scout.look(frame))
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
