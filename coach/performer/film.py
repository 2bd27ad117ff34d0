"""Performances rendered to films, which are cached."""

from __future__ import annotations

import errno
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from coach import resources
from coach.atomic_file import make_folder, replacing
from coach.body.stream import OnProgress, Progress
from coach.errors import FilmUnwritable
from coach.opencv import cv2
from coach.performer.motion.act import Act
from coach.performer.render import renderer
from coach.performer.sources import Rendered
from coach.pyav import av
from coach.regular_file import open_regular

_BOX_HEAD = 8
_LARGE_BOX_HEAD = 16
_ROOM = 1_000_000
"""Bytes that must be free on the disk while a film is rendered."""
_DAY_S = 86_400
_EVERY = 25
"""Frames between checks of the free space: the mp4 writer does not report a full disk."""


def rendered_film(
    performance: Act, *, folder: Path | None = None, on_progress: OnProgress | None = None
) -> Path:
    """The film of a performance, rendered now or cached.

    Args:
        performance: The performance.
        folder: Folder of the films; by default in the user's cache.
        on_progress: Called after each rendered frame; not called for a cached film.

    Raises:
        FilmUnwritable: The film can't be written.
    """
    folder = folder or resources.cache_folder() / "performances"
    path = folder / f"{performance.name}-{performance.digest[:16]}-v{renderer.VERSION}.mp4"
    if not is_whole(path, len(performance.times)):
        _remove_unfinished(folder)
        write_film(performance, path, on_progress=on_progress)
    return path


def write_film(performance: Act, path: Path, *, on_progress: OnProgress | None = None) -> None:
    """Render a performance to an mp4, atomically.

    Raises:
        FilmUnwritable: The film can't be written.
    """
    try:
        make_folder(path.parent)
        with replacing(path) as unfinished:
            _render(performance, unfinished, on_progress)
            if not is_whole(unfinished, len(performance.times)):
                raise OSError(None, "the disk may be full")
    except OSError as error:
        raise FilmUnwritable(path, str(error.strerror or error)) from error


def _remove_unfinished(folder: Path) -> None:
    """Remove unfinished films that coach 0.1 left when it was killed."""
    for unfinished in folder.glob("tmp????????.mp4"):
        with suppress(OSError):
            if unfinished.stat().st_mtime < time.time() - _DAY_S:
                unfinished.unlink()


def is_whole(path: Path, frames: int) -> bool:
    """Whether an mp4 is complete: all boxes, including the index, and the expected number of frames.

    A film that was cut off by a full disk does not open, or is too short.
    """
    try:
        if b"moov" not in set(_boxes(path)):
            return False
    except OSError:
        return False
    try:
        with open_regular(path) as file, av.open(file, "r") as film:
            return [stream.frames for stream in film.streams.video] == [frames]
    except (av.error.FFmpegError, OSError):
        return False


def _boxes(path: Path) -> Iterator[bytes]:
    """Yield the names of an mp4's boxes.

    Raises:
        OSError: The file can't be read, or the last box is cut off.
    """
    with open_regular(path) as file:
        size, at = os.fstat(file.fileno()).st_size, 0
        while at < size:
            file.seek(at)
            head = file.read(_LARGE_BOX_HEAD)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:], "big")
            if length < _BOX_HEAD or at + length > size:
                raise OSError(errno.EIO, "it is cut off", str(path))
            yield head[4:8]
            at += length


def _render(performance: Act, path: Path, on_progress: OnProgress | None) -> None:
    fourcc = cv2.VideoWriter.fourcc(*"mp4v")
    writer = cv2.VideoWriter(str(path), fourcc, performance.frame_rate, performance.camera.size)
    if not writer.isOpened():
        raise OSError(None, "the mp4 writer does not open")
    try:
        for done, frame in enumerate(Rendered(performance), start=1):
            if done % _EVERY == 1 and shutil.disk_usage(path.parent).free < _ROOM:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            writer.write(frame.picture)
            if on_progress:
                on_progress(Progress(done, len(performance.times)))
    finally:
        writer.release()
