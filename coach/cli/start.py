"""``coach start``: trains with you, before a webcam, a phone or a film."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from coach.cli import options
from coach.cli.completion import exercise_names


def start(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="NAME",
            autocompletion=exercise_names,
            help="The exercise, as in 'coach exercises'; without it coach recognises what you do.",
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
    '--sets 3 --reps 12 --rest 90' leads through a workout. A film is counted and remembered as by
    'coach analyze', or with --realtime as a camera's picture would be.
    """
    from coach.cli.runs.start import run

    return run(
        name=name,
        source=source,
        sets=sets,
        reps=reps,
        hold=hold,
        rest=rest,
        weight=weight,
        voice=voice,
        flash=flash,
        wait=wait,
        signs=signs,
        picture=picture,
        go_on=go_on,
        events=events,
        realtime=realtime,
        profile=profile,
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
