"""Opens whatever a person names as a source of poses: a film, or a recording of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from coach.body.recording import read_recording
from coach.body.stream import OnProgress, PoseSource, Sighting, SourceFacts
from coach.vision.film import open_film
from coach.vision.film_file import check_file, is_recording
from coach.vision.grades import DEFAULT_GRADE
from coach.vision.landmarker import DEFAULT_OPTIONS, LandmarkerOptions
from coach.vision.pose_model import find_model
from coach.vision.recordings_cache import Remembering, cache_path, remembered
from coach.vision.watching import FilmPoses

OnNote = Callable[[str], None]


def open_source(
    path: Path,
    *,
    grade: str = DEFAULT_GRADE,
    model_path: Path | None = None,
    options: LandmarkerOptions = DEFAULT_OPTIONS,
    use_cache: bool = True,
    keep_frames: bool = False,
    on_progress: OnProgress | None = None,
    on_note: OnNote | None = None,
) -> PoseSource:
    """Open a film or a recording.

    Args:
        path: The film, or a recording (.npz).
        grade: Grade of the pose model for a film.
        model_path: A pose model of the user's own.
        options: How to look for bodies.
        use_cache: Whether to take what was seen in this film before, and to keep what is seen now.
        keep_frames: Whether each sighting carries its picture; then the film is always decoded and seen anew.
        on_progress: Told about a download of the pose model.
        on_note: Told, in a sentence, what the user may want to know.

    Raises:
        SourceError: There is no such film, or nothing can be seen in it.
        ModelError: The pose model can't be had.
    """
    check_file(path)
    if is_recording(path):
        return read_recording(path)
    with ExitStack() as closing:
        film = closing.enter_context(open_film(path))
        model = find_model(grade, model_path, on_progress)
        kept = cache_path(film.facts.sha256 or "", model.sha256, options.signature) if use_cache else None
        if kept is not None and not keep_frames and (recording := remembered(kept)) is not None:
            if on_note is not None:
                on_note(f"{path.name} was seen before: its landmarks come from the cache.")
            return recording
        poses = FilmPoses(film, model, options, keep_frames=keep_frames)
        closing.pop_all()
    return poses if kept is None else RememberedPoses(poses, kept)


class RememberedPoses:
    """Passes on what a film shows and, once it was gone through to its end, keeps a recording of it."""

    def __init__(self, poses: FilmPoses, path: Path) -> None:
        self._poses = poses
        self._path = path

    @property
    def facts(self) -> SourceFacts:
        """The film's facts and the model's."""
        return self._poses.facts

    @property
    def trouble(self) -> str | None:
        """After the last sighting: what cut the film short, or None."""
        return self._poses.trouble

    def __iter__(self) -> Iterator[Sighting]:
        with Remembering(self._path) as memory:
            for sighting in self._poses:
                memory.add(sighting)
                yield sighting
            memory.finish(self.facts, self.trouble)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        self._poses.close()
