"""The ``coach bench`` commands."""

from __future__ import annotations

from typing import ClassVar

import typer

from coach.cli.lazy_commands import LazyCommand, LazyGroup


def _command(module: str, name: str, text: str) -> LazyCommand:
    return LazyCommand(f"coach.bench.commands.{module}", name, text)


class _Bench(LazyGroup):
    table: ClassVar = {
        "films": _command("films", "films", "Count films with known counts, and compare."),
        "wild": _command("wild", "wild", "Count sets recorded as landmarks, and compare."),
        "perturbed": _command("perturbed", "perturbed", "Count mirrored, cropped, noisy sets, and compare."),
        "negatives": _command("negatives", "negatives", "Count phantom reps in films without an exercise."),
        "performer": _command("performer", "performer", "Count rendered sets, and compare."),
        "photos": _command("pictures.photos", "photos", "Find people and key poses in photos."),
        "posture": _command("pictures.posture", "posture", "Measure rendered postures, and compare."),
        "people": _command("pictures.people", "people", "Follow and count two people at once."),
        "annotate": _command("pictures.annotate", "annotate", "Draw into films, and compare with the truth."),
        "teach": _command("lessons.teach", "teach", "Teach exercises, and count other people with them."),
        "velocity": _command("velocity", "velocity", "Time rendered efforts, and compare."),
        "compare": _command("comparing.compare", "compare", "Compare acted sets, and check what is told."),
        "measure": _command("comparing.measure", "measure", "Measure acted ranges of joints, and compare."),
        "form": _command("form", "form", "Judge labelled push-ups, and compare."),
        "workouts": _command("workouts", "workouts", "Split workouts of several exercises, and compare."),
        "same": _command("same", "same", "Count films live and offline, and compare."),
        "speed": _command("speed", "speed", "Time an analysis against bare detection."),
        "live": _command("live", "live", "Time the live path from picture to verdict."),
        "decoding": _command("decoding", "decoding", "Time film decoding with OpenCV and PyAV."),
        "extract": _command("extract", "extract", "Time several workers against one."),
        "recognition": _command("recognition", "recognition", "Time the recognition of an exercise."),
        "history": _command("history", "history", "Time the history of ten thousand workouts."),
        "soak": _command("soak", "soak", "Run a long workout and look for leaks."),
    }


app = typer.Typer(cls=_Bench, no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def bench() -> None:
    """Measure how accurate and how fast coach is."""
