"""What benches recognise with: models that never saw the people they are asked about, or the one in use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coach.bench.accuracy.leave_group_out import ForAll, UnseenPeople, unseen_people
from coach.cli.progress import ProgressBar
from coach.learning.artefact import load
from coach.learning.clips import Clip, check_enough
from coach.learning.dataset import AnalysedClip, analyse_clips, table_of


@dataclass(frozen=True, slots=True)
class DetectionSettings:
    """How films are seen.

    Attributes:
        grade: Grade of the pose model.
        use_cache: Whether to take what was seen before, and to keep what is seen now.
        workers: Films at once.
        silent: Whether a program reads along.
    """

    grade: str
    use_cache: bool
    workers: int
    silent: bool


def look(clips: Sequence[Clip], seeing: DetectionSettings) -> list[AnalysedClip]:
    """See every film; what was seen before is taken from where it is kept."""
    looked: list[AnalysedClip] = []
    with ProgressBar("Seeing films", silent=seeing.silent, unit="clips") as bar:
        bar.expect(len(clips))
        for each in analyse_clips(
            clips, grade=seeing.grade, use_cache=seeing.use_cache, workers=seeing.workers
        ):
            looked.append(each)
            bar.count(len(looked))
    return looked


def learn(looked: Sequence[AnalysedClip], seeing: DetectionSettings) -> UnseenPeople:
    """Learn from the films, for each part of the people from those of the others.

    Raises:
        TrainingError: There is too little to learn from.
    """
    check_enough([each.clip for each in looked if each.windows is not None])
    with ProgressBar("Learning", silent=seeing.silent, unit="fits") as bar:
        bar.expect(None)
        return unseen_people(
            table_of(looked), workers=seeing.workers, on_progress=lambda progress: bar.count(progress.done)
        )


def in_use() -> ForAll:
    """The model that is in use, for everybody.

    Raises:
        ModelError: There is none, or it can't be used.
    """
    return ForAll(load())
