"""A workout before a camera, from the first picture to the report."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace

from coach.body.stream import PoseSource
from coach.cli.analysis.film_analysis import follow, tell
from coach.cli.analysis.judge_choice import own_model, recognition
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.analysis.spooled_workouts import tell_taken_in
from coach.cli.keys import bound
from coach.cli.live.live_source import SourceOpener
from coach.cli.live.resume import goes_on_at_s, gone_on_with, left_behind, told_before, told_in_all
from coach.cli.progress import ProgressBar, waiting
from coach.judging.judge import Judge
from coach.quantities import weight_text
from coach.recognition.auto_judge import AutoJudge
from coach.resources import database_file
from coach.settings import Settings
from coach.sinks import Sink
from coach.sinks.event_stream import EventStream
from coach.sinks.plain_log import PlainLog
from coach.sinks.screen import Screen
from coach.sinks.speech_queue import speaker
from coach.sinks.voice import Voice
from coach.store.records import WorkoutRecord
from coach.ui.theme import screen
from coach.vision.live.live_poses import LiveFigures
from coach.workout.commands import Command, Correct, FinishSet, Pause, Pin, Quit, SkipRest, Undo
from coach.workout.cues import Cues, Said
from coach.workout.protocols import WorkoutJudge
from coach.workout.workout import Workout

KEYS = (
    ("space", "pause, and go on"),
    ("enter", "finish the set; without one, the workout"),
    ("u", "undo the last repetition"),
    ("+ -", "one repetition more, one less"),
    ("s", "skip the rest, or the waiting"),
    ("p", "pin the exercise, or recognise it again"),
    ("m", "mute the voice, or let it speak"),
    ("v", "show the picture, or leave it out"),
    ("?", "show this, or leave it out"),
    ("q", "end the workout"),
)
PIN = "p"
"""Means something only where the exercise is recognised."""
_FOOT = "space pause · enter finish set · u undo · + - correct · ? keys · q end"
_FOOT_UNNAMED = "space pause · enter finish set · u undo · + - correct · p pin · ? keys · q end"
_ANY = (
    "What you do is recognised.\n"
    "Two to three metres away, the whole body in the picture, turned half or fully to the side."
)
STANDARD_OUTPUT = "-"
_LOADING = "Loading the model that recognises exercises"


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveSession:
    """How somebody wants to train.

    Attributes:
        source: Camera, address, film or 'performer'; None for the first camera that works.
        said: What is said aloud.
        flash: Whether the screen flashes with every repetition.
        picture: Whether the picture is shown.
        events: Where every event is written to, a file or "-", or None.
        go_on: Whether the workout that was interrupted goes on.
        settings: What holds besides.
    """

    source: str | None
    said: Said
    flash: bool
    picture: bool
    events: str | None
    go_on: bool
    settings: Settings


def train(training: LiveSession, request: AnalysisRequest) -> int:
    """Lead somebody through a workout and say what it came to.

    Returns:
        The exit code: 0, 1 when it could not be remembered, 130 after Ctrl-C.
    """
    if request.save:
        tell_taken_in(request.database or database_file())
    with gone_on_with(request) if training.go_on else nullcontext() as before:
        return _train(training, replace(request, goes_on=before.id if before else None), before)


def _train(training: LiveSession, request: AnalysisRequest, before: WorkoutRecord | None) -> int:
    """Train, going on with what was interrupted ``before`` or anew."""
    silent = request.as_json or training.events == STANDARD_OUTPUT
    with waiting("Getting ready" if request.exercise else _LOADING, silent=request.as_json):
        voice = _voice(training)
        left = before or (None if silent else left_behind(request))
        announced = () if silent else tuple(_announced(training, request, left, heard=voice is not None))
        judge = _judge(request, _next_set(before))
    workout = Workout(judge, request.plan, cues=Cues(training.settings.cue_policy))
    eyes = SourceOpener(training.source, request, later_s=goes_on_at_s(before) if before else 0.0)
    eyes.draw()
    journal = _journal(training)
    screen = None if silent else _screen(training, request, eyes)
    shown = None if silent else screen or _lines(eyes)
    sinks: list[Sink] = [sink for sink in (journal, voice, shown) if sink is not None]

    def opened(bar: ProgressBar) -> PoseSource:
        bar.doing(f"Loading the pose model, opening {eyes.called}")
        source = eyes.open(bar)
        bar.stop()
        print(*announced, sep="\n", end="\n" if announced else "", flush=True)
        return source

    with _ended_politely(), _keys(workout, voice, screen):
        analysis = follow(opened, request, title=eyes.called, sinks=sinks, judge=workout)
    troubles = [sink.trouble for sink in (voice, journal) if sink is not None]
    in_all = told_in_all(before, analysis.summary.sets) if before else ""
    analysis = replace(analysis, notes=(*analysis.notes, *filter(None, (in_all, *troubles))))
    if training.events != STANDARD_OUTPUT:
        tell(eyes.called, analysis, as_json=request.as_json)
    if not silent and eyes.live is not None:
        print(_told(eyes.live.figures))
    return analysis.exit_code


def _judge(request: AnalysisRequest, first_set: int) -> WorkoutJudge:
    """Who judges what is trained, or recognises it first.

    Raises:
        ModelError: What recognises can't be used.
    """
    if request.exercise is None:
        return AutoJudge(recognition(), range_used=request.range_used, first_set=first_set)
    return Judge(request.exercise, range_used=request.range_used, first_set=first_set)


def _next_set(before: WorkoutRecord | None) -> int:
    """The number of the next set, where a workout goes on."""
    return 1 + max((each.summary.number for each in before.sets), default=0) if before else 1


def _announced(
    training: LiveSession, request: AnalysisRequest, before: WorkoutRecord | None, *, heard: bool
) -> Iterator[str]:
    """Where the laptop goes, what was left of the last time, and why nothing will be heard."""
    exercise = request.exercise
    if own := own_model(request):
        yield own
    if before is not None:
        yield told_before(before, exercise.name if exercise else None, go_on=training.go_on)
    if request.kind == "live":
        yield f"{exercise.title}. {exercise.camera.advice}" if exercise else _ANY
        if not heard and training.said != "off":
            yield "There is no voice here: install espeak-ng, or name a speaker ('coach settings')."


def _voice(training: LiveSession) -> Voice | None:
    """Who speaks; None where nobody is to, or nothing is found that can."""
    by = speaker(training.settings.speaker)
    if training.said == "off" or by is None:
        return None
    return Voice(by, training.said)


def _journal(training: LiveSession) -> EventStream | None:
    return EventStream(training.events) if training.events is not None else None


def _screen(training: LiveSession, request: AnalysisRequest, eyes: SourceOpener) -> Screen | None:
    """The whole terminal, where there is one that can be drawn on."""
    console = screen()
    if not sys.stdout.isatty() or console.is_dumb_terminal:
        return None

    named = request.exercise is not None
    load = "" if request.weight_kg is None else weight_text(request.weight_kg, units=request.units)
    shown = Screen(
        request.exercise,
        console,
        heading=" · ".join(filter(None, (load, eyes.called))),
        foot=_FOOT if named else _FOOT_UNNAMED,
        box=eyes.box,
        mirrored=eyes.is_mirror,
        figures=eyes.figures,
        keys=[each for each in KEYS if each[0] != PIN or not named],
        flashing=training.flash,
    )
    if not training.picture:
        shown.toggle_picture()
    return shown


def _lines(eyes: SourceOpener) -> Sink:
    return PlainLog(lambda line: print(line, flush=True), figures=eyes.figures)


@contextmanager
def _keys(workout: Workout, voice: Voice | None, screen: Screen | None) -> Iterator[None]:
    """Meanwhile obey the keys of :data:`KEYS`."""

    def order(command: Command) -> Callable[[], None]:
        return lambda: workout.orders.put(command)

    def mute() -> None:
        muted = voice.toggle() if voice is not None else True
        if screen is not None:
            screen.muted(muted)

    keys: dict[str, Callable[[], None]] = {
        " ": order(Pause()),
        "\n": order(FinishSet()),
        "\r": order(FinishSet()),
        "u": order(Undo()),
        "+": order(Correct(1)),
        "=": order(Correct(1)),
        "-": order(Correct(-1)),
        "s": order(SkipRest()),
        PIN: order(Pin()),
        "q": order(Quit()),
        "m": mute,
    }
    if screen is not None:
        keys |= {"v": screen.toggle_picture, "?": screen.toggle_help, "h": screen.toggle_help}
    with bound(keys):
        yield


@contextmanager
def _ended_politely() -> Iterator[None]:
    """Let a closed terminal, or a system that shuts down, end the workout as Ctrl-C does."""
    polite = [each for name in ("SIGTERM", "SIGHUP") if (each := getattr(signal, name, None)) is not None]
    before = {each: signal.signal(each, signal.default_int_handler) for each in polite}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _told(figures: LiveFigures) -> str:
    again = f", {figures.reconnected} times reconnected" if figures.reconnected else ""
    return f"{figures.seen} frames seen, {figures.skipped} left out for newer ones{again}."
