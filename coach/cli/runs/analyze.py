"""Runs ``coach analyze``."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import typer

from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.analysis.film_analysis import analyze_films
from coach.cli.analysis.film_folder import expanded
from coach.cli.analysis.judge_choice import recognition
from coach.cli.analysis.person import height_m, units_of
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.people.people_analysis import analyze_people
from coach.cli.people.people_choice import people_choice
from coach.cli.pictures.drawn_pictures import DrawnPictures, check_drawn_places
from coach.cli.pictures.output_paths import check_places
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.runs.typed_values import model_choice, picture_options, standards
from coach.cli.runs.typed_weights import weight_in_kg
from coach.cli.usage_errors import canonical_exercise, warn_of_faulty
from coach.errors import ExerciseMisplaced
from coach.regular_file import path_exists
from coach.settings import read_settings
from coach.vision.address_kind import file_path
from coach.vision.picture.picture_options import PictureOptions
from coach.workout.plan import Plan


def run(
    *,
    films: list[Path],
    exercise: str | None,
    profile: options.Profile,
    tempo: options.Tempo,
    weight: options.Load,
    range_used: options.Range,
    standard: options.Standard,
    model: options.Model,
    min_detection: options.MinDetection,
    min_presence: options.MinPresence,
    min_tracking: options.MinTracking,
    delegate: options.Delegate,
    rotate: options.Rotate,
    mirror: options.Mirror,
    person: options.Person,
    people: options.People,
    speed: options.Speed,
    date: options.Date,
    as_training: options.AsTraining,
    no_save: options.NoSave,
    no_cache: options.NoCache,
    recording: options.Recording,
    drawn: DrawnPictures,
    why: options.Why,
    as_json: options.Json,
) -> int:
    """Run the command."""
    grade, model_path = model_choice(model)
    if people is not None:
        _check_people(
            {"--person": person, "--profile": profile, "--recording": recording}, drawn=drawn.wanted
        )
    settings = read_settings()
    films = [file_path(each) for each in films]
    if exercise is None:
        _check_films(films)
        recognition()  # report its errors once, before the first film
    films, left_out = expanded(films)
    for note in left_out:
        print(note, file=sys.stderr)
    check_places(films, recording)
    check_drawn_places(films, drawn)
    named = None if exercise is None else load_exercise(exercise, warn_of_faulty)
    request = AnalysisRequest(
        exercise=named,
        grade=grade,
        model_path=model_path,
        landmarker=landmarker_options(
            min_detection=min_detection,
            min_presence=min_presence,
            min_tracking=min_tracking,
            delegate=delegate,
        ),
        range_used=range_used,
        standards=standards(named, standard, settings),
        profile=profile,
        weight_kg=weight_in_kg(weight, units_of(settings, profile)),
        units=units_of(settings, profile),
        height_m=height_m(settings, profile),
        save=not no_save,
        keep_recording=settings.recordings,
        use_cache=not no_cache,
        recording=recording,
        as_training=as_training,
        why=why,
        as_json=as_json,
        date=date,
        plan=Plan(tempo=tempo),
        drawn=drawn,
    )

    def picture_of(film: Path) -> PictureOptions:
        return picture_options(str(film), settings, rotate=rotate, mirror=mirror, person=person, speed=speed)

    def request_of(name: str | None) -> AnalysisRequest:
        """The request for one of several people; someone without a name is not saved."""
        return replace(
            request,
            profile=name,
            weight_kg=weight_in_kg(weight, units_of(settings, name)),
            units=units_of(settings, name),
            height_m=height_m(settings, name) if name else None,
            save=not no_save and name is not None,
        )

    if people is not None:
        return analyze_people(films, people_choice(people), request_of, picture_of)
    return analyze_films(films, request, picture_of)


def _check_people(others: Mapping[str, object], *, drawn: bool) -> None:
    """Check that --people is not combined with an option for one person.

    Raises:
        typer.BadParameter: It is.
    """
    for option, typed in others.items():
        if typed is not None:
            raise typer.BadParameter(f"can't be combined with {option}.", param_hint="--people")
    if drawn:
        raise typer.BadParameter(
            "can't be combined with options that draw pictures; use --person for them.", param_hint="--people"
        )


def _check_films(films: list[Path]) -> None:
    """Check that no exercise's name was typed in place of a film.

    Raises:
        ExerciseMisplaced: An exercise was typed in place of a film.
    """
    for typed in films:
        if not path_exists(typed) and (exercise := canonical_exercise(str(typed))) is not None:
            others = [film for film in films if film != typed]
            raise ExerciseMisplaced(str(typed), exercise, others[0] if others else Path("film.mp4"))
