"""Runs ``coach analyze``."""

from __future__ import annotations

import sys
from pathlib import Path

from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.analysis.film_analysis import analyze_films
from coach.cli.analysis.film_folder import expanded
from coach.cli.analysis.judge_choice import recognition
from coach.cli.analysis.person import height_m, units_of
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.pictures.drawn_pictures import DrawnPictures, check_drawn_places
from coach.cli.pictures.output_paths import check_places
from coach.cli.runs.typed_values import landmarker_options, model_choice, picture_options, standards
from coach.cli.runs.typed_weights import weight_in_kg
from coach.cli.usage_errors import canonical_exercise, warn_of_faulty
from coach.errors import ExerciseMisplaced
from coach.regular_file import path_exists
from coach.settings import read_settings
from coach.vision.address_kind import file_path
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
    return analyze_films(
        films,
        request,
        lambda film: picture_options(
            str(film), settings, rotate=rotate, mirror=mirror, person=person, speed=speed
        ),
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
