"""``coach bench live``: how soon after a picture there is a verdict."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from coach import __version__
from coach.bench.commands.null_terminal import NONE, NullTerminal, Size, unseen_screen
from coach.bench.cost.live_latency import LATENCY_BAR, SKIPPED_BAR, LiveLatency, measure_live
from coach.body.stream import SourceFacts
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.performer.film import rendered_film
from coach.performer.movement_loop import endless_set
from coach.sinks import Sink
from coach.sinks.logbook import Logbook
from coach.store.kinds import DEFAULT_PROFILE
from coach.store.writer import WorkoutFacts
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model

_SHORT = 1


def live(
    exercise: Annotated[
        str,
        typer.Option(
            "--exercise",
            "-e",
            metavar="NAME",
            autocompletion=exercise_names,
            help="What is performed and judged.",
        ),
    ] = "squat",
    seconds: Annotated[int, typer.Option(min=5, help="How long the stream is watched.")] = 30,
    model: options.Model = "full",
    screen: Size = "80x24",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> int:
    """Measure how soon after a picture there is a verdict, before a stream of 30 pictures a second.

    A rendered athlete's film is sent by a process of its own, as a phone would. It goes the whole way: seen,
    judged, remembered in a database of its own and drawn on a terminal nobody sees. The latency from a
    picture's arrival to its verdict is held against bare detection of the same pictures in the same run. The
    exit code is 1 when it falls short of what is claimed.
    """
    chosen = load_exercise(exercise)
    pose_model = find_model(*model_choice(model))
    nowhere = NullTerminal()
    with tempfile.TemporaryDirectory() as folder, ProgressBar("Bench", silent=as_json, unit="s") as bar:

        def open_sinks(facts: SourceFacts, stack: ExitStack) -> Sequence[Sink]:
            logbook = stack.enter_context(_logbook(facts, chosen, Path(folder)))
            if screen == NONE:
                return [logbook]
            return [logbook, stack.enter_context(unseen_screen(chosen, screen, nowhere))]

        film = rendered_film(endless_set(chosen), on_progress=bar.step)
        bar.expect(seconds)
        measured = measure_live(
            film,
            pose_model,
            chosen,
            open_sinks,
            seconds=seconds,
            on_progress=lambda progress: bar.count(progress.done),
        )
    if as_json:
        print(json_line(_facts(measured, nowhere.drawn / seconds)))
    else:
        _print(measured, nowhere.drawn / seconds)
    return _SHORT if measured.shortcomings else 0


def _logbook(facts: SourceFacts, exercise: Exercise, folder: Path) -> Logbook:
    told = WorkoutFacts(
        kind="live",
        source=facts,
        exercise=exercise.name,
        exercise_hashes={exercise.name: exercise.sha256},
        coach_version=__version__,
        profile=DEFAULT_PROFILE,
        weight_kg=None,
        as_training=False,
        range_used="minimum",
    )
    return Logbook(told, folder / "live.sqlite3")


def _facts(measured: LiveLatency, redraws_per_s: float) -> dict[str, Any]:
    seen = (50, 95) if measured.latencies_s else ()
    return {
        "format": 1,
        "figures": asdict(measured.figures),
        "skipped_share": measured.skipped_share,
        "counted": measured.counted,
        "redraws_per_s": redraws_per_s,
        "bare_ms": 1000 * measured.bare_frame_s,
        "latency_ms": {f"p{share}": 1000 * measured.latency_s(share) for share in seen},
        "times_bare": {f"p{share}": measured.times_bare(share) for share in seen},
        "falls_short": measured.shortcomings,
    }


def _print(measured: LiveLatency, redraws_per_s: float) -> None:
    out, told = screen(), measured.figures
    rows = [
        ["pictures captured", str(told.captured), "", ""],
        ["processed", str(told.seen), "", ""],
        ["skipped", str(told.skipped), f"{measured.skipped_share:.1%}", f"{SKIPPED_BAR:.0%}"],
    ]
    out.print(figures(["", "number", "share", "bar"], rows), "")
    bare_ms = 1000 * measured.bare_frame_s
    rows = [["one bare detection, median", f"{bare_ms:.1f}", "1.00", ""]]
    if measured.latencies_s:
        rows += [_latency(measured, 50, ""), _latency(measured, 95, f"{LATENCY_BAR:.2f}")]
    out.print(figures(["", "ms", "times bare", "bar"], rows), "")
    out.print(f"{measured.counted} repetitions counted, {redraws_per_s:.0f} redraws a second")
    for sentence in measured.shortcomings:
        out.print(f"Falls short: {sentence}", style="bold")


def _latency(measured: LiveLatency, percentile: float, bar: str) -> list[str]:
    name = f"picture to verdict, {percentile:g} of 100 within"
    return [
        name,
        f"{1000 * measured.latency_s(percentile):.1f}",
        f"{measured.times_bare(percentile):.2f}",
        bar,
    ]
