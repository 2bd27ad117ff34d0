"""``coach start``: trains with you, before a webcam, a phone or a film."""

from __future__ import annotations

import shlex
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.usage_errors import warn_of_visible_password

if TYPE_CHECKING:
    from coach.catalogue.definition import Exercise
    from coach.settings import Settings
    from coach.workout.plan import Plan


def start(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            autocompletion=exercise_names,
            help="The exercise, as in «coach exercises»; without it coach recognises what you do.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            envvar="COACH_SOURCE",
            metavar="CAMERA|ADDRESS|FILM|performer",
            help="A camera's index or name, the address of an MJPEG stream, a film or a recording, "
            "or the rendered athlete; without it the first camera that works.",
        ),
    ] = None,
    sets: Annotated[
        int | None, typer.Option("--sets", min=1, max=100, help="How many sets; then the workout ends.")
    ] = None,
    reps: Annotated[
        int | None,
        typer.Option("--reps", min=1, max=1000, help="Full repetitions; a set ends with the last."),
    ] = None,
    hold: Annotated[
        float | None,
        typer.Option(
            "--hold",
            metavar="TIME",
            parser=options.duration(1, 3600, whole=True),
            help="The same for what is held: 45, 45s or 1:30.",
        ),
    ] = None,
    rest: Annotated[
        float | None,
        typer.Option(
            "--rest",
            metavar="TIME",
            parser=options.duration(0, 3600),
            help="Rest timer between sets: 90, 90s or 1:30; you can start early.",
        ),
    ] = None,
    weight: options.Load = None,
    voice: Annotated[
        Literal["all", "cues", "counts", "off"] | None,
        typer.Option("--voice", help="What is said aloud; the settings decide where nothing is typed."),
    ] = None,
    flash: Annotated[
        bool | None, typer.Option("--flash/--no-flash", help="Flash with every repetition: where it is loud.")
    ] = None,
    wait: Annotated[
        bool | None,
        typer.Option(
            "--wait/--no-wait", help="Begin a set in the start position, after a countdown, or at once."
        ),
    ] = None,
    signs: Annotated[
        bool | None,
        typer.Option(
            "--signs/--no-signs", help="End a set when you step out, or hold both hands overhead, or don't."
        ),
    ] = None,
    picture: Annotated[
        bool | None, typer.Option("--picture/--no-picture", help="Show the camera's picture, or don't.")
    ] = None,
    go_on: Annotated[
        bool, typer.Option("--continue", help="Go on with the workout that was interrupted.")
    ] = False,
    events: Annotated[
        str | None,
        typer.Option("--events", metavar="-|FILE", help="Write every event as a line of JSON, for programs."),
    ] = None,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="Let a film go by as it happened, as a camera would show it.")
    ] = False,
    profile: options.Profile = None,
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
    as_json: options.Json = False,
) -> int:
    """Train: the coach looks on, recognises, counts, judges, says what to mend, and remembers.

    Of a named exercise it waits until you stand ready, then shows the count until you press q.
    «--sets 3 --reps 12 --rest 90» leads through a workout. A film is counted and remembered as by
    «coach analyze», or with --realtime as a camera's picture would be.
    """
    from coach.cli.analysis.film_analysis import Wishes
    from coach.cli.analyze import analyze
    from coach.cli.live.live_session import Training, train
    from coach.cli.live.start_options import check_options
    from coach.resources import database_file
    from coach.settings import read_settings
    from coach.vision.address_kind import meant_source
    from coach.vision.source_kind import PERFORMER, is_film, source_kind
    from coach.workout.plan import Plan

    warn_of_visible_password()
    exercise = None if name is None else _named(name)
    settings = read_settings()
    preferred = None if settings.source is None else meant_source(settings.source)
    realtime = realtime or (source is None and preferred is not None and is_film(preferred))
    source = preferred if source is None else meant_source(source)
    along_film = source is not None and is_film(source)
    check_options(
        None if source is None else source_kind(source),
        {
            "--sets": sets is not None,
            "--reps": reps is not None,
            "--hold": hold is not None,
            "--rest": rest is not None,
            "--voice": voice is not None,
            "--flash": flash is not None,
            "--wait": wait is not None,
            "--signs": signs is not None,
            "--picture": picture is not None,
            "--continue": go_on,
            "--events": events is not None,
            "--no-cache": no_cache,
            "--person": person is not None,
            "--speed": speed is not None,
            "--date": date is not None,
        },
        realtime=realtime,
    )
    if source is not None and along_film and not realtime:
        return analyze(
            films=[Path(source)],
            exercise=exercise.name if exercise else None,
            profile=profile,
            weight=weight,
            range_used=range_used,
            model=model,
            rotate=rotate,
            mirror=mirror,
            person=person,
            speed=speed,
            date=date,
            as_training=as_training,
            no_save=no_save,
            no_cache=no_cache,
            as_json=as_json,
        )
    grade, model_path = options.pose_model(model)
    _check_target(exercise, reps, hold)
    wishes = Wishes(
        exercise=exercise,
        kind="film" if along_film else "demo" if source == PERFORMER else "live",
        grade=grade,
        model_path=model_path,
        range_used=range_used,
        profile=profile,
        weight_kg=options.weight_kg(weight, settings.units),
        units=settings.units,
        save=not no_save,
        as_training=as_training,
        as_json=as_json,
        database=database_file("demo") if source == PERFORMER else None,
        plan=_hands_free(
            Plan(
                sets=sets,
                reps=reps,
                hold_s=None if hold is None else int(hold),
                rest_s=settings.rest_s if rest is None else rest,
            ),
            settings,
            along_film,
            wait,
            signs,
        ),
        date=date,
        picture=options.picture_options(
            source, settings, rotate=rotate, mirror=mirror, person=person, speed=speed
        ),
    )
    training = Training(
        source=source,
        said=voice or settings.voice,
        flash=settings.flash if flash is None else flash,
        picture=settings.picture if picture is None else picture,
        events=events,
        go_on=go_on,
        settings=settings,
    )
    return train(training, wishes)


def _named(name: str) -> Exercise:
    """The exercise of this name.

    Raises:
        typer.BadParameter: It is a film's, or an address.
        FilmMissing: It is the address of a film's page.
        ExerciseError: There is none, or it can't be read.
    """
    from coach.addresses import is_address
    from coach.catalogue.library import load_exercise
    from coach.errors import UnknownExercise
    from coach.vision.address_kind import address_kind, meant_source, not_downloaded
    from coach.vision.source_kind import is_film

    try:
        return load_exercise(name)
    except UnknownExercise:
        meant = meant_source(name)
        if not (is_film(meant) or is_address(meant)):
            raise
        if is_address(meant) and address_kind(meant) == "film page":
            raise not_downloaded(Path(name)) or UnknownExercise(name, ()) from None
        what = "a film" if is_film(meant) else "an address"
        typed = f"coach start --source {shlex.quote(meant)}"
        raise typer.BadParameter(f"that is {what}: «{typed}».", param_hint="NAME") from None


def _check_target(exercise: Exercise | None, reps: int | None, hold: float | None) -> None:
    """See that what is set out for fits what is named; where it is recognised each fits something.

    Raises:
        typer.BadParameter: Repetitions of what is held, or seconds of what is counted.
    """
    if exercise is None:
        return
    held = exercise.hold is not None
    if held and reps is not None:
        raise typer.BadParameter(f"{exercise.title} is held: say --hold SECONDS.", param_hint="--reps")
    if not held and hold is not None:
        raise typer.BadParameter(f"{exercise.title} is counted: say --reps NUMBER.", param_hint="--hold")


def _hands_free(
    plan: Plan, settings: Settings, along_film: bool, wait: bool | None, signs: bool | None
) -> Plan:
    """The plan with what was typed, else the settings: not meant for a film, which nobody walks into."""
    free = settings.hands_free
    return replace(
        plan,
        waits=(free.waits and not along_film) if wait is None else wait,
        steps_out=(free.steps_out and not along_film) if signs is None else signs,
        gesture=(free.gesture and not along_film) if signs is None else signs,
    )
