"""Speed-up of analysing films with several workers."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.body.stream import OnProgress, Progress
from coach.errors import BenchError
from coach.learning.clips import Clip
from coach.learning.dataset import analyse_clips


@dataclass(frozen=True, slots=True)
class ExtractionSpeed:
    """Times to analyse the same films.

    Attributes:
        films: Number of films.
        one_s: Time with one worker in each round.
        several_s: Time with several workers in each round.
        workers: Number of workers.
    """

    films: int
    one_s: tuple[float, ...]
    several_s: tuple[float, ...]
    workers: int

    @property
    def speed_up(self) -> float:
        """Speed-up by several workers, median of the rounds."""
        ratios = sorted(one / several for one, several in zip(self.one_s, self.several_s, strict=True))
        middle = len(ratios) // 2
        return ratios[middle] if len(ratios) % 2 else (ratios[middle - 1] + ratios[middle]) / 2


def measure_extraction(
    films: Sequence[Path],
    *,
    model_path: Path,
    workers: int = 2,
    rounds: int = 3,
    on_progress: OnProgress | None = None,
) -> ExtractionSpeed:
    """Analyse the same films without the cache, with one worker and with several, alternately.

    The workers are started before, with the smallest films, because a training run starts them only once.

    Args:
        films: Films of similar length; otherwise the longest one determines the time.
        model_path: The pose model.
        workers: Number of workers to compare with one.
        rounds: Number of rounds.
        on_progress: Called after each timing.

    Raises:
        BenchError: A film can't be analysed.
    """
    smallest = sorted(films, key=lambda film: film.stat().st_size)[:workers]
    _timed(smallest, model_path, workers)
    one, several = [], []
    for number in range(rounds):
        one.append(_timed(films, model_path, 1))
        _report(on_progress, 2 * number + 1, 2 * rounds)
        several.append(_timed(films, model_path, workers))
        _report(on_progress, 2 * number + 2, 2 * rounds)
    return ExtractionSpeed(len(films), tuple(one), tuple(several), workers)


def _timed(films: Sequence[Path], model_path: Path, workers: int) -> float:
    clips = [Clip(str(number), film, "none", "none", "") for number, film in enumerate(films)]
    began = time.perf_counter()
    clips_done = list(analyse_clips(clips, model_path=model_path, use_cache=False, workers=workers))
    took_s = time.perf_counter() - began
    for each in clips_done:
        if each.unreadable:
            raise BenchError(f"{each.clip.path.name} can't be analysed: {each.why}")
    return took_s


def _report(on_progress: OnProgress | None, done: int, total: int) -> None:
    if on_progress is not None:
        on_progress(Progress(done, total))
