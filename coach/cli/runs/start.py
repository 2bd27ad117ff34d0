"""Runs ``coach start``."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import typer

from coach.addresses import is_address
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.analysis.person import height_m, units_of
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.live.live_session import LiveSession, run_session
from coach.cli.live.start_options import check_options
from coach.cli.pictures.drawn_pictures import NOTHING_DRAWN
from coach.cli.runs import analyze
from coach.cli.runs.typed_landmarker import landmarker_options
from coach.cli.runs.typed_values import model_choice, picture_options, standards
from coach.cli.runs.typed_weights import weight_in_kg
from coach.cli.usage_errors import warn_of_visible_password
from coach.errors import UnknownExercise
from coach.resources import database_file
from coach.settings import Settings, read_settings
from coach.vision.address_kind import address_kind, completed_source, download_error
from coach.vision.source_kind import PERFORMER, is_film, source_kind
from coach.workout.plan import Plan

_STOP = "--stop-at-velocity-loss"


def run(
    *,
    name: str | None,
    source: str | None,
    sets: int | None,
    reps: int | None,
    hold: float | None,
    rest: float | None,
    tempo: options.Tempo,
    stop_at_velocity_loss: float | None,
    weight: options.Load,
    voice: Literal["all", "cues", "counts", "off"] | None,
    flash: bool | None,
    wait: bool | None,
    signs: bool | None,
    picture: bool | None,
    resume: bool,
    events: str | None,
    realtime: bool,
    profile: options.Profile,
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
    as_json: options.Json,
) -> int:
    """Run the command."""
    warn_of_visible_password()
    exercise = None if name is None else _exercise(name)
    settings = read_settings()
    preferred = None if settings.source is None else completed_source(settings.source)
    realtime = realtime or (source is None and preferred is not None and is_film(preferred))
    source = preferred if source is None else completed_source(source)
    from_film = source is not None and is_film(source)
    check_options(
        None if source is None else source_kind(source),
        {
            "--sets": sets is not None,
            "--reps": reps is not None,
            "--hold": hold is not None,
            "--rest": rest is not None,
            "--tempo": tempo is not None,
            _STOP: stop_at_velocity_loss is not None,
            "--voice": voice is not None,
            "--flash": flash is not None,
            "--wait": wait is not None,
            "--signs": signs is not None,
            "--picture": picture is not None,
            "--continue": resume,
            "--events": events is not None,
            "--no-cache": no_cache,
            "--person": person is not None,
            "--speed": speed is not None,
            "--date": date is not None,
        },
        realtime=realtime,
    )
    if source is not None and from_film and not realtime:
        return analyze.run(
            films=[Path(source)],
            exercise=exercise.name if exercise else None,
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
            people=None,
            speed=speed,
            date=date,
            as_training=as_training,
            no_save=no_save,
            no_cache=no_cache,
            recording=None,
            drawn=NOTHING_DRAWN,
            why=False,
            as_json=as_json,
        )
    grade, model_path = model_choice(model)
    _check_target(exercise, reps, hold)
    _check_pace(exercise, {"--tempo": tempo is not None, _STOP: stop_at_velocity_loss is not None})
    request = AnalysisRequest(
        exercise=exercise,
        kind="film" if from_film else "demo" if source == PERFORMER else "live",
        grade=grade,
        model_path=model_path,
        landmarker=landmarker_options(
            min_detection=min_detection,
            min_presence=min_presence,
            min_tracking=min_tracking,
            delegate=delegate,
        ),
        range_used=range_used,
        standards=standards(exercise, standard, settings),
        profile=profile,
        weight_kg=weight_in_kg(weight, units_of(settings, profile)),
        units=units_of(settings, profile),
        height_m=height_m(settings, profile),
        save=not no_save,
        keep_recording=settings.recordings,
        as_training=as_training,
        as_json=as_json,
        database=database_file("demo") if source == PERFORMER else None,
        plan=_hands_free(
            Plan(
                sets=sets,
                reps=reps,
                hold_s=None if hold is None else int(hold),
                rest_s=settings.rest_s if rest is None else rest,
                tempo=tempo,
                velocity_loss=stop_at_velocity_loss,
            ),
            settings,
            from_film,
            wait,
            signs,
        ),
        date=date,
        picture=picture_options(source, settings, rotate=rotate, mirror=mirror, person=person, speed=speed),
    )
    session = LiveSession(
        source=source,
        spoken=voice or settings.voice,
        flash=settings.flash if flash is None else flash,
        picture=settings.picture if picture is None else picture,
        events=events,
        resume=resume,
        settings=settings,
    )
    return run_session(session, request)


def _exercise(name: str) -> Exercise:
    """The exercise of this name.

    Raises:
        typer.BadParameter: The name is a film or an address.
        FilmMissing: The name is the address of a web page with a film.
        ExerciseError: There is no such exercise, or its file can't be read.
    """
    try:
        return load_exercise(name)
    except UnknownExercise:
        source = completed_source(name)
        if not (is_film(source) or is_address(source)):
            raise
        if is_address(source) and address_kind(source) == "film page":
            raise download_error(Path(name)) or UnknownExercise(name, ()) from None
        what = "a film" if is_film(source) else "an address"
        typed = f"coach start --source {shlex.quote(source)}"
        raise typer.BadParameter(
            f"that is {what}, not an exercise. Type: {typed}", param_hint="EXERCISE"
        ) from None


def _check_target(exercise: Exercise | None, reps: int | None, hold: float | None) -> None:
    """Check that the target fits the named exercise; any target fits if the exercise is recognised.

    Raises:
        typer.BadParameter: --reps for a held exercise, or --hold for a counted one.
    """
    if exercise is None:
        return
    held = exercise.hold is not None
    if held and reps is not None:
        raise typer.BadParameter(f"{exercise.title} is held: use --hold SECONDS.", param_hint="--reps")
    if not held and hold is not None:
        raise typer.BadParameter(
            f"{exercise.title} is counted in reps: use --reps NUMBER.", param_hint="--hold"
        )


def _check_pace(exercise: Exercise | None, typed: Mapping[str, bool]) -> None:
    """Check that the named exercise has a lowering and an effort, if an option needs them.

    Raises:
        typer.BadParameter: It is held, or has a rhythm.
    """
    needing = [name for name, is_typed in typed.items() if is_typed]
    if exercise is None or not needing:
        return
    if exercise.reps is None or exercise.is_anything or exercise.reps.pace == "rhythm":
        raise typer.BadParameter(
            f"{exercise.title} has no lowering and no effort to time; leave this option out.",
            param_hint=needing[0],
        )


def _hands_free(
    plan: Plan, settings: Settings, from_film: bool, wait: bool | None, signs: bool | None
) -> Plan:
    """The plan with the typed options, else the settings; for a film, hands-free is off by default."""
    default = settings.hands_free
    return replace(
        plan,
        waits=(default.waits and not from_film) if wait is None else wait,
        steps_out=(default.steps_out and not from_film) if signs is None else signs,
        gesture=(default.gesture and not from_film) if signs is None else signs,
    )
