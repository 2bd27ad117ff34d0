"""The exercise classifiers for benches: cross-validated by person, or the current one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.bench.accuracy.leave_group_out import ForAll, UnseenPeople, unseen_people
from coach.cli.progress import ProgressBar
from coach.learning.artefact import load
from coach.learning.clips import Clip, check_enough, read_clips
from coach.learning.dataset import AnalysedClip, analyse_clips, table_of


@dataclass(frozen=True, slots=True)
class DetectionSettings:
    """The settings for detection.

    Attributes:
        grade: Grade of the pose model.
        use_cache: Whether to read and write the cache.
        workers: Films analysed at once.
        silent: Whether to print nothing but JSON.
    """

    grade: str
    use_cache: bool
    workers: int
    silent: bool


def analyse(clips: Sequence[Clip], detection: DetectionSettings) -> list[AnalysedClip]:
    """Analyse every film, or take it from the cache."""
    analysed: list[AnalysedClip] = []
    with ProgressBar("Analysing films", silent=detection.silent, unit="clips") as bar:
        bar.expect(len(clips))
        for each in analyse_clips(
            clips, grade=detection.grade, use_cache=detection.use_cache, workers=detection.workers
        ):
            analysed.append(each)
            bar.count(len(analysed))
    return analysed


def train(
    analysed: Sequence[AnalysedClip], detection: DetectionSettings, *, rebuilt: Path | None = None
) -> UnseenPeople:
    """Train one model per fold of people, on the films of the other people.

    Args:
        analysed: The films.
        detection: The settings for detection.
        rebuilt: A list of rebuilt recordings to train on as well.

    Raises:
        TrainingError: There are too few films.
    """
    check_enough([each.clip for each in analysed if each.windows is not None])
    further = [] if rebuilt is None else analyse(read_clips(rebuilt).clips, detection)
    with ProgressBar("Training", silent=detection.silent, unit="fits") as bar:
        bar.expect(None)
        return unseen_people(
            table_of(analysed, further),
            workers=detection.workers,
            on_progress=lambda progress: bar.count(progress.done),
        )


def current_model() -> ForAll:
    """The current model, for all people.

    Raises:
        ModelError: There is no model, or it can't be used.
    """
    return ForAll(load())
