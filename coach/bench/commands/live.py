"""``coach bench live``: measures the latency from picture to verdict."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from coach import __version__
from coach.bench.commands.null_terminal import NONE, NullTerminal, Size, null_screen
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
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Perform and judge this exercise.",
        ),
    ] = "squat",
    seconds: Annotated[int, typer.Option(min=5, help="Run for this many seconds.")] = 30,
    model: options.Model = "full",
    screen: Size = "80x24",
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> int:
    """Measure the latency from picture to verdict, at 30 pictures per second.

    A separate process streams a rendered athlete's film, as a phone would. The pictures are analysed, judged,
    saved in a temporary database and drawn on a null terminal. The latency from a picture's arrival to its
    verdict is compared with bare detection of the same pictures in the same run. The exit code is 1 if a
    target is missed.
    """
    chosen = load_exercise(exercise)
    pose_model = find_model(*model_choice(model))
    null_terminal = NullTerminal()
    with tempfile.TemporaryDirectory() as folder, ProgressBar("Bench", silent=as_json, unit="s") as bar:

        def open_sinks(facts: SourceFacts, stack: ExitStack) -> Sequence[Sink]:
            logbook = stack.enter_context(_logbook(facts, chosen, Path(folder)))
            if screen == NONE:
                return [logbook]
            return [logbook, stack.enter_context(null_screen(chosen, screen, null_terminal))]

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
        print(json_line(_json(measured, null_terminal.drawn / seconds)))
    else:
        _print(measured, null_terminal.drawn / seconds)
    return _SHORT if measured.shortcomings else 0


def _logbook(source: SourceFacts, exercise: Exercise, folder: Path) -> Logbook:
    facts = WorkoutFacts(
        kind="live",
        source=source,
        exercise=exercise.name,
        exercise_hashes={exercise.name: exercise.sha256},
        coach_version=__version__,
        profile=DEFAULT_PROFILE,
        weight_kg=None,
        as_training=False,
        range_used="minimum",
    )
    return Logbook(facts, folder / "live.sqlite3")


def _json(measured: LiveLatency, redraws_per_s: float) -> dict[str, Any]:
    percentiles = (50, 95) if measured.latencies_s else ()
    return {
        "format": 1,
        "figures": asdict(measured.figures),
        "skipped_share": measured.skipped_share,
        "counted": measured.counted,
        "redraws_per_s": redraws_per_s,
        "bare_ms": 1000 * measured.bare_frame_s,
        "latency_ms": {f"p{share}": 1000 * measured.latency_s(share) for share in percentiles},
        "times_bare": {f"p{share}": measured.times_bare(share) for share in percentiles},
        "falls_short": measured.shortcomings,
    }


def _print(measured: LiveLatency, redraws_per_s: float) -> None:
    out, frames = screen(), measured.figures
    rows = [
        ["pictures captured", str(frames.captured), "", ""],
        ["processed", str(frames.seen), "", ""],
        ["dropped", str(frames.skipped), f"{measured.skipped_share:.1%}", f"{SKIPPED_BAR:.0%}"],
    ]
    out.print(figures(["", "number", "share", "target"], rows), "")
    bare_ms = 1000 * measured.bare_frame_s
    rows = [["one bare detection, median", f"{bare_ms:.1f}", "1.00", ""]]
    if measured.latencies_s:
        rows += [_latency(measured, 50, ""), _latency(measured, 95, f"{LATENCY_BAR:.2f}")]
    out.print(figures(["", "ms", "times bare", "target"], rows), "")
    out.print(f"{measured.counted} reps counted, {redraws_per_s:.0f} redraws per second")
    for sentence in measured.shortcomings:
        out.print(f"Target missed: {sentence}", style="bold")


def _latency(measured: LiveLatency, percentile: float, bar: str) -> list[str]:
    name = f"picture to verdict, {percentile:g}th percentile"
    return [
        name,
        f"{1000 * measured.latency_s(percentile):.1f}",
        f"{measured.times_bare(percentile):.2f}",
        bar,
    ]
