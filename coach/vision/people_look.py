"""A closer look at the beginning of a film with several people in it: who is who, and who moves."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from coach.body.person_choice import is_plain, liveliness, people_of
from coach.body.stream import Frame
from coach.body.tracks import Track, Tracks
from coach.vision.people_scout import PeopleScout

LOOK_S = 0.2
"""Between two pictures that are looked at: repetitions take a second, and people walk half a radius."""
_LEAST_S, _USUAL_S, _MOST_S = 4.0, 12.0, 30.0
"""How long it is looked at least, as long as it isn't plain who exercises, and as long as nobody does."""
_OFTEN = 5
_AHEAD = 2.0


def look_at_people(
    frames: Iterable[Frame], scout: PeopleScout, on_frame: Callable[[], bool] = lambda: True
) -> list[Track]:
    """Everybody in the first seconds of a film, from the left.

    Args:
        frames: The film, turned as it is to be looked at, at its beginning.
        scout: Finds people in a picture.
        on_frame: Asked at each frame that passes whether to go on.
    """
    tracks = Tracks()
    due_s = 0.0
    for frame in frames:
        if not on_frame():
            break
        if frame.time < due_s:
            continue
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
