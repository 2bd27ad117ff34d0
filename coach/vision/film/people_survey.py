"""Adds the person to follow to the survey of a film with several people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from coach.body.person_choice import choose, moves_to_and_fro, several_people
from coach.body.picture_notes import PictureNotes
from coach.body.pose import Pose
from coach.body.stream import Frame, SampledFilm
from coach.body.tracks import Track, distinct
from coach.vision.film.film_survey import FilmSurvey
from coach.vision.film.people_scout import PeopleScout
from coach.vision.film.people_tracking import track_people
from coach.vision.film.person_follower import Followed
from coach.vision.film.small_bodies import small_notes
from coach.vision.landmarker.landmarker import StillLandmarker
from coach.vision.picture.picture_options import AUTO

_IN_PARTS = 2
"""Number of frames also searched part by part, as a large body may hide that there is a small one."""
_OFTEN = 2
"""Glances with several people from which someone else is present, even if not in the first seconds."""


def scout_for(
    survey: FilmSurvey, frames: Sequence[Frame], landmarker: StillLandmarker, person: str
) -> PeopleScout | None:
    """The scout for tracking people; None if there is only one person.

    Args:
        survey: The survey so far.
        frames: The surveyed frames.
        landmarker: Detects several bodies in a picture.
        person: Whom to follow, as in ``PictureOptions``.
    """
    if person == AUTO and exercises_alone([glance.poses for glance in survey.glances]):
        return None
    scout = PeopleScout(landmarker)
    for frame in _spread(frames):
        scout.try_parts(frame)
    return scout if _several(survey) or scout.parts or person.isdecimal() else None


def exercises_alone(detections: Sequence[Sequence[Pose]]) -> bool:
    """Whether the only person in some frames moves to and fro, so is not a bystander in front of someone.

    Args:
        detections: The bodies in each frame.
    """
    bodies = [distinct(poses) for poses in detections]
    return all(len(each) == 1 for each in bodies) and moves_to_and_fro(Track([each[0] for each in bodies]))


def with_people(
    survey: FilmSurvey,
    scout: PeopleScout,
    opener: Callable[[], SampledFilm],
    person: str,
    should_continue: Callable[[], bool],
) -> FilmSurvey:
    """Add the person to follow to a survey.

    Args:
        survey: The survey so far.
        scout: Finds everyone in a frame.
        opener: Opens the film.
        person: Whom to follow, as in ``PictureOptions``.
        should_continue: Called at each frame; False stops.

    Raises:
        InvalidOption: There are fewer people than ``person``.
    """
    with opener() as film:
        people = track_people(film, survey.view, scout, should_continue)
    if not people:
        return survey
    choice = choose(people, person)
    followed = Followed(choice.track, tuple(scout.parts))
    if len(people) > 1:
        notes = (*_with_size_of(survey.notes, choice.track), several_people(people, choice))
        return replace(survey, notes=notes, followed=followed)
    return replace(survey, followed=followed) if _several(survey) >= _OFTEN else survey


def _several(survey: FilmSurvey) -> int:
    """Number of glances with several people."""
    return sum(len(distinct(glance.poses)) > 1 for glance in survey.glances)


def _spread(frames: Sequence[Frame]) -> list[Frame]:
    """A few evenly spread frames."""
    step = len(frames) / (_IN_PARTS + 1)
    return [frames[int(step * (number + 1))] for number in range(_IN_PARTS)] if frames else []


def _with_size_of(notes: PictureNotes, track: Track) -> PictureNotes:
    """The notes with the size of the followed person."""
    rest = tuple(note for note in notes if note.problem != "small")
    return (*rest, *small_notes(track.poses))
