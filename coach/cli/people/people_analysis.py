"""Counts and judges several people in one film: one pass over the film, then each person on their own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from coach.body.person_choice import from_left
from coach.cli.analysis.film_analysis import SOME_FAILED, analysis_report, print_error, run_analysis
from coach.cli.analysis.film_folder import no_film
from coach.cli.analysis.json_output import analysis_json, film_line
from coach.cli.analysis.request import INTERRUPTED, Analysis, AnalysisRequest
from coach.cli.analysis.spooled_workouts import save_spooled
from coach.cli.people.people_choice import PeopleChoice
from coach.cli.progress import ProgressBar
from coach.errors import CoachError, InvalidOption, LibraryError
from coach.regular_file import is_folder
from coach.resources import database_file
from coach.vision.film.film import open_film
from coach.vision.film.film_file import check_file, is_recording
from coach.vision.people.people_tracks import (
    PeopleInFilm,
    PersonSource,
    TrackedPerson,
    find_people,
    who_move_most,
)
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import find_model

_NAME_THEM = "To save them, name everyone from left to right: --people anna,ben"


@dataclass(frozen=True, slots=True)
class PersonAnalysis:
    """One person of a film.

    Attributes:
        number: Their number from the left, from 1.
        place: Their place in words, such as "on the left".
        name: Their profile; None if not named.
        first_s: When they first appear, in seconds.
        share: Share of the frames in which they are detected.
        analysis: Their count.
    """

    number: int
    place: str
    name: str | None
    first_s: float
    share: float
    analysis: Analysis


RequestOf = Callable[[str | None], AnalysisRequest]
"""The request for a person by name; None for someone without a name, who is not saved."""


def analyze_people(
    films: Sequence[Path],
    choice: PeopleChoice,
    request_of: RequestOf,
    picture_of: Callable[[Path], PictureOptions],
) -> int:
    """Analyse the people in films one film after the other; a failure doesn't stop the others.

    Args:
        films: The films.
        choice: The people.
        request_of: The options for each person.
        picture_of: The picture options of each film.

    Returns:
        The exit code, as of ``analyze_films``.
    """
    request = request_of(None)
    if choice.names:
        save_spooled(request.database or database_file())
    failed = 0
    for film in films:
        try:
            people = people_in_film(film, choice, request, picture_of(film))
            counted = _counted(film, people, choice, request_of)
        except LibraryError:  # without the library, every film would fail
            raise
        except CoachError as error:
            failed += 1
            print_error(str(film), error, as_json=request.as_json, alone=len(films) == 1)
            continue
        except KeyboardInterrupt:
            print("Stopped before everyone was counted.", file=sys.stderr)
            return INTERRUPTED
        _print(film, counted, request)
        failed += any(each.analysis.incomplete for each in counted)
    if failed == len(films):
        return 1
    return SOME_FAILED if failed else 0


def people_in_film(
    film: Path, choice: PeopleChoice, request: AnalysisRequest, picture: PictureOptions
) -> PeopleInFilm:
    """The chosen people in a film, in one pass.

    Raises:
        CoachError: The film or the pose model can't be used, or there are too few people.
    """
    if is_folder(film):
        raise no_film(film)
    check_file(film)
    if is_recording(film):
        raise InvalidOption(
            f"{film.name} is a recording of one person; --people needs a film.", hint="Leave out --people."
        )
    with (
        ProgressBar(film.name, silent=request.as_json) as bar,
        open_film(film, picture.speed) as opened,
    ):
        model = find_model(request.grade, request.model_path, bar.prepare)
        bar.expect(opened.facts.frame_count)
        found = find_people(opened, model, request.landmarker, view=picture.view, on_progress=bar.step)
    return replace(found, people=chosen_people(found.people, choice, film.name))


def chosen_people(
    people: tuple[TrackedPerson, ...], choice: PeopleChoice, film: str
) -> tuple[TrackedPerson, ...]:
    """The people to count, from left to right: of more than asked for, those who move most.

    Raises:
        InvalidOption: There are fewer.
    """
    if choice.number is None or len(people) == choice.number:
        return people
    if len(people) < choice.number:
        raise InvalidOption(
            f"{film}: --people asks for {choice.number}, and coach finds {_count_text(len(people))}.",
            hint="Use --people all to count everyone that coach finds.",
        )
    return who_move_most(people, choice.number)


def _count_text(count: int) -> str:
    return {0: "no one", 1: "only one person"}.get(count, f"only {count} people")


def _counted(
    film: Path, found: PeopleInFilm, choice: PeopleChoice, request_of: RequestOf
) -> list[PersonAnalysis]:
    names = choice.names or (None,) * len(found.people)
    counted = []
    for number, (person, name) in enumerate(zip(found.people, names, strict=True), start=1):
        analysis = run_analysis(
            partial(_opened, found, person), request_of(name), title=f"{film.name}, {name or number}"
        )
        counted.append(
            PersonAnalysis(
                number,
                from_left(number, len(found.people)) if len(found.people) > 1 else "alone",
                name,
                person.first_s,
                len(person.poses) / len(found.times),
                analysis,
            )
        )
    return counted


def _opened(found: PeopleInFilm, person: TrackedPerson, bar: ProgressBar) -> PersonSource:
    return found.source(person)


def _print(film: Path, counted: Sequence[PersonAnalysis], request: AnalysisRequest) -> None:
    if request.as_json:
        print(_people_line(str(film), counted, why=request.why), flush=True)
        return
    if not counted:
        print(f"{film.name}: no one is in view for long enough to be counted.")
    for each in counted:
        who = f"{each.name or f'person {each.number}'} ({each.place})"
        analysis_report(f"{film.name}, {who}", each.analysis, why=request.why)
        print(flush=True)
    if counted and not any(each.name for each in counted):
        print(_NAME_THEM)


def _people_line(film: str, people: Sequence[PersonAnalysis], *, why: bool = False) -> str:
    """The line for a film in which several people were counted, from left to right."""
    return film_line(
        film,
        {
            "people": [
                {
                    "person": each.number,
                    "name": each.name,
                    "place": each.place,
                    "first_s": round(each.first_s, 3),
                    "in_view": round(each.share, 3),
                    **analysis_json(each.analysis, why=why),
                }
                for each in people
            ]
        },
    )
