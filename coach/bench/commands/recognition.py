"""``coach bench recognition``: measures the cost of recognising the exercise."""

from __future__ import annotations

from dataclasses import asdict
from statistics import median
from typing import Annotated, Any

import typer

from coach.bench.cost.recognition_cost import (
    LOADING_BAR,
    PICTURES_PER_S,
    WINDOW_BAR,
    RecognitionCost,
    measure_loading,
    measure_windows,
)
from coach.catalogue.library import load_exercise
from coach.cli import options
from coach.cli.completion import exercise_names
from coach.cli.progress import ProgressBar
from coach.cli.runs.typed_values import model_choice
from coach.learning.artefact import load
from coach.performer.repertoire import perform
from coach.recognition.windows import HOP_S
from coach.terminal_text import json_line
from coach.ui.bench_tables import figures
from coach.ui.theme import screen
from coach.vision.pose_model.pose_model import find_model

_SHORT = 1


def recognition(
    exercise: Annotated[
        str,
        typer.Option(
            "--exercise",
            "-e",
            metavar="EXERCISE",
            autocompletion=exercise_names,
            help="Perform and recognise this exercise.",
        ),
    ] = "squat",
    model: options.Model = "full",
    rounds: Annotated[int, typer.Option(min=1, help="Repeat this often.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> int:
    """Measure the cost of recognising the exercise, against bare detection and a bare import.

    A window of three seconds is classified twice per second: its features and prediction are timed against
    one bare detection of a rendered picture, in CPU time. Loading the model in a fresh process is timed
    against 'import sklearn.ensemble' in another, which any scikit-learn model needs. All run in turn; the
    figures are medians. The exit code is 1 if a target is missed.
    """
    chosen, trained = load_exercise(exercise), load()
    pose_model = find_model(*model_choice(model))
    with ProgressBar("Bench", silent=as_json, unit="rounds") as bar:
        bar.expect(2 * rounds)
        window = measure_windows(
            perform(chosen),
            pose_model,
            trained,
            rounds=rounds,
            on_progress=lambda progress: bar.count(progress.done),
        )
        loading = measure_loading(
            rounds=rounds, on_progress=lambda progress: bar.count(rounds + progress.done)
        )
    measured = RecognitionCost(window, loading)
    if as_json:
        print(json_line(_json(measured)))
    else:
        _print(measured)
    return _SHORT if measured.shortcomings else 0


def _json(measured: RecognitionCost) -> dict[str, Any]:
    window, loading = measured.window, measured.loading
    return {
        "format": 1,
        "bars": {"window_share": WINDOW_BAR, "times_import": LOADING_BAR},
        "window_share": window.share,
        "live_share": window.live_share,
        "times_import": loading.times_import,
        "times_package": loading.times_package,
        "window": asdict(window),
        "loading": asdict(loading),
        "falls_short": measured.shortcomings,
    }


def _print(measured: RecognitionCost) -> None:
    out, window, loading = screen(), measured.window, measured.loading
    rows = [
        ["one bare detection", _ms(window.detected_s), "1.000", ""],
        ["one window, features and prediction", _ms(window.window_s), f"{window.share:.3f}", f"{WINDOW_BAR}"],
    ]
    out.print(figures(["", "ms", "of a detection", "target"], rows), "")
    rows = [
        ["import sklearn", _ms(loading.package_s), f"{loading.times_package:.2f}", ""],
        ["import sklearn.ensemble", _ms(loading.import_s), f"{loading.times_import:.2f}", f"{LOADING_BAR}"],
        ["loading the model", _ms(loading.load_s), "", ""],
    ]
    out.print(figures(["", "ms", "loading, as a multiple", "target"], rows), "")
    live = f"{1 / HOP_S:g} windows and {PICTURES_PER_S} detections per second"
    out.print(f"live: {live}; the windows take {window.live_share:.1%} of the detection time")
    for sentence in measured.shortcomings:
        out.print(f"Target missed: {sentence}", style="bold")


def _ms(rounds_s: tuple[float, ...]) -> str:
    """The median of the rounds, in milliseconds."""
    return f"{1000 * median(rounds_s):.1f}"
