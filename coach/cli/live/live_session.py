"""A live workout, from opening the camera to the report."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

from coach.body.live_figures import LiveFigures
from coach.body.stream import PoseSource
from coach.cli.analysis.film_analysis import print_analysis, run_analysis
from coach.cli.analysis.goal_notices import goals_before, print_goals
from coach.cli.analysis.judge_choice import own_model_notice, recognition
from coach.cli.analysis.request import Analysis, AnalysisRequest
from coach.cli.analysis.spooled_workouts import save_spooled
from coach.cli.analysis.training_notices import last_time
from coach.cli.keys import key_bindings
from coach.cli.live.live_source import SourceOpener
from coach.cli.live.resume import (
    resumable_workout,
    resume_notice,
    resume_time_s,
    resumed_workout,
    total_notice,
)
from coach.cli.progress import ProgressBar, spinner
from coach.judging.judge import Judge
from coach.quantities import WeightUnit, weight_text
from coach.recognition.auto_judge import AutoJudge
from coach.resources import database_file
from coach.settings import Settings
from coach.sinks import Sink
from coach.sinks.event_stream import EventStream
from coach.sinks.plain_log import PlainLog
from coach.sinks.screen import Screen
from coach.sinks.speech_queue import speaker
from coach.sinks.voice import Voice
from coach.store.history import open_history
from coach.store.planning.active_profile import active_profile
from coach.store.records import WorkoutRecord
from coach.store.run_lock import running
from coach.ui.progress.day_text import spoken_text
from coach.ui.theme import screen
from coach.workout.commands import Command, Correct, FinishSet, Pause, Pin, Quit, SkipRest, Undo
from coach.workout.cues import Cues, SpeechLevel
from coach.workout.protocols import WorkoutJudge
from coach.workout.workout import Workout

KEYS = (
    ("space", "pause and resume"),
    ("enter", "finish the set, or the workout between sets"),
    ("u", "undo the last rep"),
    ("+ -", "add or remove a rep"),
    ("s", "skip the rest or the wait"),
    ("p", "pin or unpin the exercise"),
    ("m", "mute or unmute the voice"),
    ("v", "show or hide the picture"),
    ("?", "show or hide this help"),
    ("q", "end the workout"),
)
PIN = "p"
"""Only has an effect if the exercise is recognised."""
_FOOT = "space pause · enter finish set · u undo · + - correct · ? keys · q end"
_FOOT_UNNAMED = "space pause · enter finish set · u undo · + - correct · p pin · ? keys · q end"
_ANY = (
    "coach recognises your exercise.\n"
    "Stand 2 to 3 m away, whole body in the picture, turned halfway or fully to the side."
)
STANDARD_OUTPUT = "-"
_LOADING = "Loading the exercise classifier"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSession:
    """The options of a live session.

    Attributes:
        source: Camera, address, film or 'performer'; None for the first camera that works.
        spoken: What the voice says.
        flash: Whether the screen flashes at every rep.
        picture: Whether the picture is shown.
        events: Where events are written: a file, "-" for standard output, or None.
        resume: Whether the interrupted workout is resumed.
        settings: The user's settings.
    """

    source: str | None
    spoken: SpeechLevel
    flash: bool
    picture: bool
    events: str | None
    resume: bool
    settings: Settings


class _SessionPart(NamedTuple):
    """Where a session stands in a workout: the only exercise, or one of several.

    Attributes:
        before: The workout that is resumed or goes on, or None.
        is_first: Whether it begins a workout.
        of_routine: Whether it is one exercise of a routine.
    """

    before: WorkoutRecord | None
    is_first: bool = True
    of_routine: bool = False


def run_session(session: LiveSession, request: AnalysisRequest) -> int:
    """Run a live workout and print the report.

    Returns:
        The exit code: 0; 1 if it could not be saved; 130 after Ctrl-C.
    """
    if request.save:
        save_spooled(request.database or database_file())
    with resumed_workout(request) if session.resume else nullcontext() as before:
        resumed = replace(request, resumed_id=before.id if before else None)
        return _run(session, resumed, _SessionPart(before)).exit_code


def run_step(
    session: LiveSession, request: AnalysisRequest, workout_id: int | None, *, is_first: bool
) -> Analysis:
    """Run one exercise of a routine, as a new workout or as the next part of one.

    Args:
        session: The options of the session.
        request: The options of this exercise.
        workout_id: The workout that goes on; None for a new one.
        is_first: Whether it is the first exercise since the command was typed.

    Raises:
        CoachError: The workout can't be continued, or the source can't be opened.
    """
    if workout_id is None:
        return _run(session, request, _SessionPart(None, of_routine=True))
    database = request.database or database_file()
    with running(database, workout_id):
        with open_history(database) as history:
            before = history.workout(workout_id)
        plan = replace(request.plan, sets_before=_next_set(before) - 1)
        part = _SessionPart(before, is_first=is_first, of_routine=True)
        return _run(session, replace(request, resumed_id=workout_id, plan=plan), part)


def _run(session: LiveSession, request: AnalysisRequest, part: _SessionPart) -> Analysis:
    """Run a new workout, or a part of one."""
    before = part.before
    silent = request.as_json or session.events == STANDARD_OUTPUT
    with spinner("Getting ready" if request.exercise else _LOADING, silent=request.as_json):
        before_that = last_time(request, date.today()) if part.of_routine or not before else ""
        voice = _voice(session, before_that)
        notices = () if silent else tuple(_notices(session, request, part, has_voice=voice is not None))
        notices += (before_that,) if before_that and not silent else ()
        judge = _judge(request, _next_set(before))
    workout = Workout(judge, request.plan, cues=Cues(session.settings.cue_policy))
    opener = SourceOpener(session.source, request, offset_s=resume_time_s(before) if before else 0.0)
    opener.draw()
    journal = _journal(session)
    screen = None if silent else _screen(session, request, opener, before_that)
    shown = None if silent else screen or _lines(opener)
    sinks: list[Sink] = [sink for sink in (journal, voice, shown) if sink is not None]

    def opened(bar: ProgressBar) -> PoseSource:
        bar.show_step(f"Loading the pose model, opening {opener.name}")
        source = opener.open(bar)
        bar.stop()
        print(*notices, sep="\n", end="\n" if notices else "", flush=True)
        return source

    with _signals_as_ctrl_c(), _keys(workout, voice, screen):
        analysis = run_analysis(opened, request, title=opener.name, sinks=sinks, judge=workout)
    troubles = [sink.trouble for sink in (voice, journal) if sink is not None]
    total = total_notice(before, analysis.summary.sets) if before and not part.of_routine else ""
    analysis = replace(analysis, notes=(*analysis.notes, *filter(None, (total, *troubles))))
    if session.events != STANDARD_OUTPUT:
        print_analysis(opener.name, analysis, as_json=request.as_json)
    shows_goals = request.kind != "film" and not part.of_routine  # a routine shows them at its own end
    if not silent and analysis.workout_id is not None and shows_goals:
        print_goals(*_goal_facts(request))
    if not silent and opener.live is not None:
        print(_frames_text(opener.live.figures))
    return analysis


def _judge(request: AnalysisRequest, first_set: int) -> WorkoutJudge:
    """The judge of the named exercise, or one that recognises the exercise first.

    Raises:
        ModelError: The exercise classifier can't be used.
    """
    if request.exercise is None:
        return AutoJudge(
            recognition(), range_used=request.range_used, standards=request.standards, first_set=first_set
        )
    standard = request.standards.get(request.exercise.name)
    return Judge(request.exercise, range_used=request.range_used, standard=standard, first_set=first_set)


def _next_set(before: WorkoutRecord | None) -> int:
    """The number of the next set; 1 in a new workout."""
    return 1 + max((each.summary.number for each in before.sets), default=0) if before else 1


def _notices(
    session: LiveSession, request: AnalysisRequest, part: _SessionPart, *, has_voice: bool
) -> Iterator[str]:
    """Notices before the start: the classifier, an interrupted workout, the camera, and a missing voice.

    The next exercise of a routine only has that on the camera.
    """
    exercise = request.exercise
    if part.is_first:
        yield from _first_notices(session, request, part)
    if request.kind == "live":
        yield f"{exercise.title}. {exercise.camera.advice}" if exercise else _ANY
        if part.is_first and not has_voice and session.spoken != "off":
            yield "No speech program found: install espeak-ng, or set 'speaker' in your settings."


def _first_notices(session: LiveSession, request: AnalysisRequest, part: _SessionPart) -> Iterator[str]:
    if own := own_model_notice(request):
        yield own
    resumes = part.before is not None
    earlier = part.before if resumes or part.of_routine else resumable_workout(request)
    if earlier is not None:
        name = request.exercise.name if request.exercise else None
        yield resume_notice(earlier, name, resume=resumes)
    if request.save and request.kind != "film":
        yield from goals_before(*_goal_facts(request))


def _goal_facts(request: AnalysisRequest) -> tuple[Path, str, WeightUnit]:
    """Where the goals of the person are, whose they are, and the unit of loads."""
    return request.database or database_file(), request.profile or active_profile(), request.units


def _voice(session: LiveSession, opening: str) -> Voice | None:
    """The voice, which speaks an opening; None if it is off or no speech program is found."""
    program = speaker(session.settings.speaker)
    if session.spoken == "off" or program is None:
        return None
    return Voice(program, session.spoken, spoken_text(opening))


def _journal(session: LiveSession) -> EventStream | None:
    return EventStream(session.events) if session.events is not None else None


def _screen(
    session: LiveSession, request: AnalysisRequest, opener: SourceOpener, opening: str
) -> Screen | None:
    """The full-screen view; None without a terminal that can show it."""
    console = screen()
    if not sys.stdout.isatty() or console.is_dumb_terminal:
        return None

    named = request.exercise is not None
    load = "" if request.weight_kg is None else weight_text(request.weight_kg, units=request.units)
    shown = Screen(
        request.exercise,
        console,
        heading=" · ".join(filter(None, (load, opener.name))),
        foot=_FOOT if named else _FOOT_UNNAMED,
        box=opener.box,
        mirrored=opener.is_mirror,
        figures=opener.figures,
        keys=[each for each in KEYS if each[0] != PIN or not named],
        flashing=session.flash,
        opening=opening,
    )
    if not session.picture:
        shown.toggle_picture()
    return shown


def _lines(opener: SourceOpener) -> Sink:
    return PlainLog(lambda line: print(line, flush=True), figures=opener.figures)


@contextmanager
def _keys(workout: Workout, voice: Voice | None, screen: Screen | None) -> Iterator[None]:
    """Handle the keys of :data:`KEYS`."""

    def sender(command: Command) -> Callable[[], None]:
        return lambda: workout.commands.put(command)

    def mute() -> None:
        muted = voice.toggle() if voice is not None else True
        if screen is not None:
            screen.show_muted(muted)

    keys: dict[str, Callable[[], None]] = {
        " ": sender(Pause()),
        "\n": sender(FinishSet()),
        "\r": sender(FinishSet()),
        "u": sender(Undo()),
        "+": sender(Correct(1)),
        "=": sender(Correct(1)),
        "-": sender(Correct(-1)),
        "s": sender(SkipRest()),
        PIN: sender(Pin()),
        "q": sender(Quit()),
        "m": mute,
    }
    if screen is not None:
        keys |= {"v": screen.toggle_picture, "?": screen.toggle_help, "h": screen.toggle_help}
    with key_bindings(keys):
        yield


@contextmanager
def _signals_as_ctrl_c() -> Iterator[None]:
    """Make SIGTERM and SIGHUP (shutdown, closed terminal) end the workout as Ctrl-C does."""
    signals = [each for name in ("SIGTERM", "SIGHUP") if (each := getattr(signal, name, None)) is not None]
    before = {each: signal.signal(each, signal.default_int_handler) for each in signals}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _frames_text(figures: LiveFigures) -> str:
    again = f", reconnected {figures.reconnected} times" if figures.reconnected else ""
    return f"{figures.seen} frames analysed, {figures.skipped} dropped{again}."
