"""Adds to the survey of a film who is followed in it, where there are several people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coach.body.person_choice import choose, moves_to_and_fro, several_people
from coach.body.picture_notes import PictureNotes
from coach.body.stream import Frame, SampledFilm
from coach.body.tracks import Track, distinct
from coach.vision.film.film_survey import FilmSurvey
from coach.vision.film.people_scout import PeopleScout
from coach.vision.film.people_tracking import look_at_people
from coach.vision.film.person_follower import Followed
from coach.vision.film.small_bodies import small_notes
from coach.vision.landmarker.landmarker import StillLandmarker
from coach.vision.picture.picture_options import AUTO

_IN_PARTS = 2
"""So many pictures are looked at in parts as well: somebody large may stand before somebody small."""
_OFTEN = 2
"""In so many glances somebody else is there after all, if not in the film's first seconds."""


def scout_for(
    survey: FilmSurvey, frames: Sequence[Frame], landmarker: StillLandmarker, person: str
) -> PeopleScout | None:
    """Who is to take a closer look at a film; None where nobody but one is seen in it.

    Args:
        survey: What was found so far.
        frames: The pictures in which it was found.
        landmarker: Finds several bodies in a picture.
        person: Who is followed, as in ``PictureOptions``.
    """
    scout = PeopleScout(landmarker)
    if person == AUTO and _exercises_alone(survey):
        return None
    for frame in _tried(frames):
        scout.try_parts(frame)
    return scout if _several(survey) or scout.parts or person.isdecimal() else None


def with_people(
    survey: FilmSurvey,
    scout: PeopleScout,
    opener: Callable[[], SampledFilm],
    person: str,
    goes_on: Callable[[], bool],
) -> FilmSurvey:
    """The survey, and who is followed where there are several people.

    Args:
        survey: What was found so far.
        scout: Finds everybody.
        opener: Opens the film anew.
        person: Who is followed, as in ``PictureOptions``.
        goes_on: Asked at each frame whether to go on.

    Raises:
        InvalidOption: There are not so many people.
    """
    with opener() as film:
        people = look_at_people(film, survey.view, scout, goes_on)
    if not people:
        return survey
    choice = choose(people, person)
    followed = Followed(choice.track, tuple(scout.parts))
    if len(people) > 1:
        notes = (*_sized(survey.notes, choice.track), several_people(people, choice))
        return replace(survey, notes=notes, followed=followed)
    return replace(survey, followed=followed) if _several(survey) >= _OFTEN else survey


def _exercises_alone(survey: FilmSurvey) -> bool:
    """Whether the only one who is seen moves there and back: then it is no bystander before somebody else."""
    bodies = [distinct(glance.poses) for glance in survey.glances]
    track = Track([body for each in bodies for body in each])
    return all(len(each) == 1 for each in bodies) and moves_to_and_fro(track)


def _several(survey: FilmSurvey) -> int:
    """In how many glances there are several people."""
    return sum(len(distinct(glance.poses)) > 1 for glance in survey.glances)


def _tried(frames: Sequence[Frame]) -> list[Frame]:
    """A few pictures, spread."""
    step = len(frames) / (_IN_PARTS + 1)
    return [frames[int(step * (number + 1))] for number in range(_IN_PARTS)] if frames else []


def _sized(notes: PictureNotes, track: Track) -> PictureNotes:
    """The notes, with the size of the one who is followed, not of anybody."""
    rest = tuple(note for note in notes if note.problem != "small")
    return (*rest, *small_notes(track.poses))
