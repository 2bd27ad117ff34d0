"""``coach analyze``: counts and judges the reps in films."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.pictures.drawn_pictures import DrawnPictures


def analyze(
    films: Annotated[list[Path], typer.Argument(metavar="FILM", hidden=True)],
    exercise: Annotated[
        str | None,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Name the exercise (see 'coach exercises'); without it, coach recognises it.",
        ),
    ] = None,
    profile: options.Profile = None,
    tempo: options.Tempo = None,
    weight: options.Load = None,
    range_used: options.Range = "minimum",
    standard: options.Standard = None,
    model: options.Model = None,
    min_detection: options.MinDetection = None,
    min_presence: options.MinPresence = None,
    min_tracking: options.MinTracking = None,
    delegate: options.Delegate = None,
    rotate: options.Rotate = None,
    mirror: options.Mirror = None,
    person: options.Person = None,
    people: options.People = None,
    speed: options.Speed = None,
    date: options.Date = None,
    as_training: options.AsTraining = False,
    no_save: options.NoSave = False,
    no_cache: options.NoCache = False,
    recording: options.Recording = None,
    annotate: options.Annotate = None,
    blur_background: options.BlurBackground = False,
    stills: options.Stills = None,
    plot: options.Plot = None,
    chart: options.Chart = False,
    why: options.Why = False,
    as_json: options.Json = False,
) -> int:
    """Count and judge the reps in films, and save them to your history.

    FILM is a film (mp4, mov, avi, webm, gif), a landmark recording (npz), or a folder of films.
    Subfolders are not searched.
    """
    from coach.cli.runs.analyze import run

    return run(
        films=films,
        exercise=exercise,
        profile=profile,
        tempo=tempo,
        weight=weight,
        range_used=range_used,
        standard=standard,
        model=model,
        min_detection=min_detection,
        min_presence=min_presence,
        min_tracking=min_tracking,
        delegate=delegate,
        rotate=rotate,
        mirror=mirror,
        person=person,
        people=people,
        speed=speed,
        date=date,
        as_training=as_training,
        no_save=no_save,
        no_cache=no_cache,
        recording=recording,
        drawn=DrawnPictures(annotate, blur_background, stills, plot, chart),
        why=why,
        as_json=as_json,
    )
