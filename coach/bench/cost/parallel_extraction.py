"""How much sooner films are seen by two workers than by one."""

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
    """How long seeing the same films took.

    Attributes:
        films: How many.
        one_s: With one worker, in each round.
        several_s: With several, in each round.
        workers: With how many.
    """

    films: int
    one_s: tuple[float, ...]
    several_s: tuple[float, ...]
    workers: int

    @property
    def speed_up(self) -> float:
        """How many times as fast several are: the median of the rounds."""
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
    """See the same films anew with one worker and with several, in turn.

    The workers are started beforehand, and shown the smallest films: in a training they start once.

    Args:
        films: Of like length, or the last one is waited for.
        model_path: The pose model.
        workers: How many are compared with one.
        rounds: How often both are timed.
        on_progress: Told after each timing.

    Raises:
        BenchError: A film can't be seen.
    """
    smallest = sorted(films, key=lambda film: film.stat().st_size)[:workers]
    _timed(smallest, model_path, workers)
    one, several = [], []
    for number in range(rounds):
        one.append(_timed(films, model_path, 1))
        _tell(on_progress, 2 * number + 1, 2 * rounds)
        several.append(_timed(films, model_path, workers))
        _tell(on_progress, 2 * number + 2, 2 * rounds)
    return ExtractionSpeed(len(films), tuple(one), tuple(several), workers)


def _timed(films: Sequence[Path], model_path: Path, workers: int) -> float:
    clips = [Clip(str(number), film, "none", "none", "") for number, film in enumerate(films)]
    began = time.perf_counter()
    seen = list(analyse_clips(clips, model_path=model_path, use_cache=False, workers=workers))
    took_s = time.perf_counter() - began
    for looked in seen:
        if looked.unreadable:
            raise BenchError(f"{looked.clip.path.name} can't be seen: {looked.why}")
    return took_s


def _tell(on_progress: OnProgress | None, done: int, total: int) -> None:
    if on_progress is not None:
        on_progress(Progress(done, total))
