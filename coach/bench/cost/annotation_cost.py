"""Time of annotating a film, compared with its analysis."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from coach.cli.analysis.film_analysis import analyze_film
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.pictures.drawn_pictures import DrawnPictures
from coach.errors import BenchError

MOST_SHARE = 0.25
"""The time that annotating may take, as a share of the analysis."""


@dataclass(frozen=True, slots=True)
class AnnotationCost:
    """The cost of one run, in seconds.

    Attributes:
        frames: Frames analysed.
        analysis_s: Wall time of the analysis alone.
        annotated_s: Wall time with the annotated film.
        analysis_cpu_s: CPU time of the analysis alone.
        annotated_cpu_s: CPU time with the annotated film.
    """

    frames: int
    analysis_s: float
    annotated_s: float
    analysis_cpu_s: float
    annotated_cpu_s: float

    @property
    def share(self) -> float:
        """The time that annotating adds, as a share of the analysis."""
        return self.annotated_s / self.analysis_s - 1

    @property
    def cpu_share(self) -> float:
        """The CPU time that it adds, as a share; other programs on the machine change it less."""
        return self.annotated_cpu_s / self.analysis_cpu_s - 1


def measure_annotation(film: Path, request: AnalysisRequest, out: Path, rounds: int) -> list[AnnotationCost]:
    """Time the analysis of a film with and without an annotated film, in turn, after a warm-up.

    Args:
        film: The film.
        request: The options, which must not use the cache.
        out: The annotated film; it is replaced in each round.
        rounds: Number of rounds.

    Raises:
        BenchError: The annotated film can't be written.
    """
    annotated = replace(request, drawn=DrawnPictures(annotate=out))
    analyze_film(film, request)
    costs = []
    for _ in range(rounds):
        analysis_s, analysis_cpu_s, _ = _timed(lambda: (analyze_film(film, request).summary.frames, False))
        annotated_s, annotated_cpu_s, (frames, failed) = _timed(lambda: _annotated(film, annotated))
        if failed:
            raise BenchError(f"{out} could not be written.")
        costs.append(AnnotationCost(frames, analysis_s, annotated_s, analysis_cpu_s, annotated_cpu_s))
    return costs


def median_share(costs: list[AnnotationCost], share: Callable[[AnnotationCost], float]) -> float:
    """The median of a share over the rounds."""
    return median(share(each) for each in costs)


def _annotated(film: Path, request: AnalysisRequest) -> tuple[int, bool]:
    analysis = analyze_film(film, request)
    return analysis.summary.frames, analysis.undrawn


def _timed(work: Callable[[], tuple[int, bool]]) -> tuple[float, float, tuple[int, bool]]:
    wall, before = time.perf_counter(), os.times()
    result = work()
    after = os.times()
    cpu = after.user + after.system - before.user - before.system
    return time.perf_counter() - wall, cpu, result
