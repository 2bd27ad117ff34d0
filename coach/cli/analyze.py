"""``coach analyze``: counts, judges and remembers what is trained in films."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.errors import RecognitionUntrained


def analyze(
    films: Annotated[list[Path], typer.Argument(metavar="FILM", hidden=True)],
    exercise: Annotated[
        str | None,
        typer.Option("--exercise", "-e", metavar="NAME", help="What is trained, as in «coach exercises»."),
    ] = None,
    profile: options.Profile = None,
    weight: options.Weight = None,
    range_used: options.Range = "minimum",
    model: options.Model = "full",
    as_training: options.AsTraining = False,
    no_save: options.NoSave = False,
    no_cache: options.NoCache = False,
    recording: options.Recording = None,
    as_json: options.Json = False,
) -> int:
    """Count, judge and remember the repetitions in films.

    FILM is a film (mp4, mov, avi, webm, gif) or a landmark recording of one (npz).
    """
    grade, model_path = options.pose_model(model)
    if exercise is None:
        raise _unnamed(films)
    from coach.catalogue.library import load_exercise
    from coach.cli.analysis import Wishes, analyze_films
    from coach.cli.mistakes import tell_faulty
    from coach.cli.recording import check_places

    check_places(films, recording)
    wishes = Wishes(
        exercise=load_exercise(exercise, tell_faulty),
        grade=grade,
        model_path=model_path,
        range_used=range_used,
        profile=profile,
        weight_kg=weight,
        save=not no_save,
        use_cache=not no_cache,
        recording=recording,
        as_training=as_training,
        as_json=as_json,
    )
    return analyze_films(films, wishes)


def _unnamed(films: list[Path]) -> RecognitionUntrained:
    """Says how to name the exercise, also to who put its name where the films go."""
    from coach.cli.mistakes import exercise_called

    if films[0].exists() or (exercise := exercise_called(str(films[0]))) is None:
        return RecognitionUntrained(films[0])
    return RecognitionUntrained(films[1] if len(films) > 1 else Path("film.mp4"), exercise)
