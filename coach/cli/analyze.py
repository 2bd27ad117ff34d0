"""``coach analyze``: counts, judges and remembers what is trained in films."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.completion import exercise_names
from coach.errors import ExerciseMisplaced
from coach.regular_file import is_there


def analyze(
    films: Annotated[list[Path], typer.Argument(metavar="FILM", hidden=True)],
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="NAME",
            autocompletion=exercise_names,
            help="What is trained, as in «coach exercises»; recognised where left out.",
        ),
    ] = None,
    profile: options.Profile = None,
    weight: options.Load = None,
    range_used: options.Range = "minimum",
    model: options.Model = "full",
    rotate: options.Rotate = None,
    mirror: options.Mirror = None,
    person: options.Person = None,
    speed: options.Speed = None,
    date: options.Date = None,
    as_training: options.AsTraining = False,
    no_save: options.NoSave = False,
    no_cache: options.NoCache = False,
    recording: options.Recording = None,
    as_json: options.Json = False,
) -> int:
    """Recognise, count, judge and remember what is trained in films.

    FILM is a film (mp4, mov, avi, webm, gif), a landmark recording of one (npz), or a folder of
    films; folders in it are not searched.
    """
    grade, model_path = options.pose_model(model)
    from coach.catalogue.library import load_exercise
    from coach.cli.analysis.film_analysis import Wishes, analyze_films
    from coach.cli.analysis.film_folder import expanded
    from coach.cli.analysis.judge_choice import recognition
    from coach.cli.analysis.recording_path import check_places
    from coach.cli.usage_errors import tell_faulty
    from coach.settings import read_settings
    from coach.vision.address_kind import file_path

    settings = read_settings()
    films = [file_path(each) for each in films]
    if exercise is None:
        _see_to_films(films)
        recognition()  # what is wrong with it is said once, before the first film
    films, left_out = expanded(films)
    for note in left_out:
        print(note, file=sys.stderr)
    check_places(films, recording)
    wishes = Wishes(
        exercise=None if exercise is None else load_exercise(exercise, tell_faulty),
        grade=grade,
        model_path=model_path,
        range_used=range_used,
        profile=profile,
        weight_kg=options.weight_kg(weight, settings.units),
        units=settings.units,
        save=not no_save,
        use_cache=not no_cache,
        recording=recording,
        as_training=as_training,
        as_json=as_json,
        date=date,
    )
    return analyze_films(
        films,
        wishes,
        lambda film: options.picture_options(
            str(film), settings, rotate=rotate, mirror=mirror, person=person, speed=speed
        ),
    )


def _see_to_films(films: list[Path]) -> None:
    """See that no exercise's name was typed where the films go.

    Raises:
        ExerciseMisplaced: One was.
    """
    from coach.cli.usage_errors import exercise_called

    for typed in films:
        if not is_there(typed) and (exercise := exercise_called(str(typed))) is not None:
            others = [film for film in films if film != typed]
            raise ExerciseMisplaced(str(typed), exercise, others[0] if others else Path("film.mp4"))
