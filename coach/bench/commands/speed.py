"""``coach bench speed``: times an analysis against bare detection."""

from __future__ import annotations

import tempfile
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from coach.bench.cost.analysis_speed import measure_memory, measure_speed
from coach.catalogue.library import load_exercise
from coach.cli.analysis.film_analysis import analyze_film
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.progress import ProgressBar
from coach.errors import BenchError
from coach.ui.bench_tables import figures
from coach.ui.theme import screen
from coach.vision.film.film_file import check_file, is_recording
from coach.vision.pose_model.pose_model import find_model


def speed(
    film: Annotated[
        Path, typer.Argument(metavar="FILM", help="Analyse this film, of half a minute or more.")
    ],
    exercise: Annotated[str, typer.Option(help="Count this exercise.")] = "squats",
    model: Annotated[
        str, typer.Option("--model", metavar="GRADE", help="Choose lite, full or heavy.")
    ] = "full",
    rounds: Annotated[int, typer.Option(min=1, help="Repeat both this often.")] = 5,
    memory: Annotated[
        bool, typer.Option("--memory/--no-memory", help="Compare peak memory with a film four times as long.")
    ] = True,
) -> None:
    """Time an analysis against bare detection.

    The bare loop is 'decode, convert, detect' with the same film and model. Both run in turn; the last line
    is the median ratio of the rounds.
    """
    check_file(film)
    if is_recording(film):
        raise BenchError(
            f"{film.name} is a recording, which has no pictures to analyse.",
            hint="Use the film itself.",
        )
    chosen, pose_model = load_exercise(exercise), find_model(model)
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "speed.sqlite3"
        request = AnalysisRequest(
            exercise=chosen, model_path=pose_model.path, use_cache=False, as_json=True, database=database
        )
        with ProgressBar("Bench", silent=False, unit="rounds") as bar:
            bar.expect(rounds)
            measured = measure_speed(
                film,
                pose_model,
                chosen,
                partial(analyze_film, film, request),
                rounds=rounds,
                on_progress=lambda progress: bar.count(progress.done),
            )
    out = screen()
    rows = [
        [str(number), f"{bare:.2f}", f"{whole:.2f}", f"{whole / bare:.3f}"]
        for number, (bare, whole) in enumerate(zip(measured.bare_s, measured.whole_s, strict=True), start=1)
    ]
    out.print(figures(["round", "bare loop, s", "whole analysis, s", "ratio"], rows))
    frame_ms, judging_ms = 1000 * measured.bare_frame_s, 1000 * measured.judging_s
    out.print(f"\n{measured.frames} frames, {frame_ms:.1f} ms each in the bare loop")
    out.print(f"judging: {judging_ms:.2f} ms per frame, {measured.judging_share:.1%} of one bare detection")
    if memory:
        used = measure_memory(film, pose_model, chosen, times=4)
        out.print(
            f"peak memory: {used.once:.0f} MB; for a film {used.times} times as long, {used.longer:.0f} MB"
        )
    out.print(f"ratio {measured.ratio:.2f}")
