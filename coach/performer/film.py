"""A performance written as a film, once."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from coach import resources
from coach.body.stream import OnProgress, Progress
from coach.errors import FilmUnwritable
from coach.opencv import cv2
from coach.performer import render
from coach.performer.act import Act
from coach.performer.sources import Rendered


def rendered_film(
    performance: Act, *, folder: Path | None = None, on_progress: OnProgress | None = None
) -> Path:
    """The film of a performance: rendered now, or the one that was rendered before.

    Args:
        performance: What is performed; its truth stays with it.
        folder: Where films are kept; by default in the user's cache.
        on_progress: Told of every frame that is rendered; never called for a film that is there.

    Raises:
        FilmUnwritable: The film could not be written there.
    """
    folder = folder or resources.cache_folder() / "performances"
    path = folder / f"{performance.name}-{performance.digest[:16]}-v{render.VERSION}.mp4"
    if not path.exists():
        write_film(performance, path, on_progress=on_progress)
    return path


def write_film(performance: Act, path: Path, *, on_progress: OnProgress | None = None) -> None:
    """Render a performance to an mp4, which appears under its name only when it is whole.

    Raises:
        FilmUnwritable: The film could not be written there.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(suffix=".mp4", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise FilmUnwritable(path, str(error.strerror)) from error
    unfinished = Path(name)
    try:
        _render(performance, unfinished, path, on_progress)
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)


def _render(performance: Act, onto: Path, path: Path, on_progress: OnProgress | None) -> None:
    fourcc = cv2.VideoWriter.fourcc(*"mp4v")
    writer = cv2.VideoWriter(str(onto), fourcc, performance.frame_rate, performance.camera.size)
    if not writer.isOpened():
        raise FilmUnwritable(path, "the mp4 writer does not open")
    try:
        for done, frame in enumerate(Rendered(performance), start=1):
            writer.write(frame.picture)
            if on_progress:
                on_progress(Progress(done, len(performance.times)))
    finally:
        writer.release()
