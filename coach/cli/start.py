"""``coach start``: a live workout in front of a camera, a phone or a film."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from coach.cli import options
from coach.cli.completion import exercise_names


def start(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Count this exercise (see 'coach exercises'); without it, coach recognises what you do.",
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            envvar="COACH_SOURCE",
            metavar="CAMERA|ADDRESS|FILM|performer",
            help="Use a camera (index or name), an MJPEG address, a film, or the rendered athlete; "
            "without it, the first working camera.",
        ),
    ] = None,
    sets: Annotated[
        int | None, typer.Option("--sets", min=1, max=100, help="End the workout after this many sets.")
    ] = None,
    reps: Annotated[
        int | None,
        typer.Option("--reps", min=1, max=1000, help="End a set after this many full reps."),
    ] = None,
    hold: Annotated[
        float | None,
        typer.Option(
            "--hold",
            metavar="TIME",
            parser=options.duration(1, 3600, whole=True),
            help="End a hold, such as a plank, after this time: 45, 45s or 1:30.",
        ),
    ] = None,
    rest: Annotated[
        float | None,
        typer.Option(
            "--rest",
            metavar="TIME",
            parser=options.duration(0, 3600),
            help="Rest this long between sets: 90, 90s or 1:30; you can start early.",
        ),
    ] = None,
    tempo: options.Tempo = None,
    stop_at_velocity_loss: Annotated[
        float | None,
        typer.Option(
            "--stop-at-velocity-loss",
            metavar="PERCENT",
            min=5,
            max=90,
            help="End a set when a rep is this much slower than its fastest; 20 is common.",
        ),
    ] = None,
    weight: options.Load = None,
    voice: Annotated[
        Literal["all", "cues", "counts", "off"] | None,
        typer.Option("--voice", help="Choose what is spoken; the settings have the default."),
    ] = None,
    flash: Annotated[
        bool | None,
        typer.Option("--flash/--no-flash", help="Flash the screen at every rep."),
    ] = None,
    wait: Annotated[
        bool | None,
        typer.Option(
            "--wait/--no-wait", help="Wait for the start position and count down, or start at once."
        ),
    ] = None,
    signs: Annotated[
        bool | None,
        typer.Option(
            "--signs/--no-signs",
            help="End a set by stepping out of view or raising both hands (--no-signs turns this off).",
        ),
    ] = None,
    picture: Annotated[
        bool | None, typer.Option("--picture/--no-picture", help="Show or hide the camera picture.")
    ] = None,
    resume: Annotated[bool, typer.Option("--continue", help="Resume the interrupted workout.")] = False,
    events: Annotated[
        str | None,
        typer.Option(
            "--events",
            metavar="-|FILE",
            help="Write events as JSON lines to FILE, or to standard output with -.",
        ),
    ] = None,
    realtime: Annotated[
        bool, typer.Option("--realtime", help="Play a film at normal speed, as if live.")
    ] = False,
    profile: options.Profile = None,
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
    speed: options.Speed = None,
    date: options.Date = None,
    as_training: options.AsTraining = False,
    no_save: options.NoSave = False,
    no_cache: options.NoCache = False,
    as_json: options.Json = False,
) -> int:
    """Start a workout: coach watches, counts and judges your reps, and says what to fix.

    If you name an exercise, coach waits until you are in the start position, then counts until you press q.
    '--sets 3 --reps 12 --rest 90' guides you through a workout. A film is analysed as by 'coach analyze', or
    with --realtime as if live.
    """
    from coach.cli.runs.start import run

    return run(
        name=name,
        source=source,
        sets=sets,
        reps=reps,
        hold=hold,
        rest=rest,
        tempo=tempo,
        stop_at_velocity_loss=stop_at_velocity_loss,
        weight=weight,
        voice=voice,
        flash=flash,
        wait=wait,
        signs=signs,
        picture=picture,
        resume=resume,
        events=events,
        realtime=realtime,
        profile=profile,
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
        speed=speed,
        date=date,
        as_training=as_training,
        no_save=no_save,
        no_cache=no_cache,
        as_json=as_json,
    )
