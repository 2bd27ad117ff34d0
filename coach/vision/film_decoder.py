"""Opens a film's decoder: the one place where FFmpeg is given a path."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.opencv import cv2
from coach.vision.quiet import hush_opencv

_TIME_OUT_MS = 10_000


def open_decoder(path: Path) -> cv2.VideoCapture:
    """The decoder of a film, which may have opened nothing: ask it.

    FFmpeg takes a path that begins with «http:», «concat:» or «pipe:» for an address, and «%03d» for a row of
    pictures; a name that is not Unicode crashes OpenCV. So it gets an absolute path, and a link where that
    would not do.
    """
    hush_opencv()
    with _plain(path.absolute()) as plain:
        return cv2.VideoCapture(
            plain,
            cv2.CAP_FFMPEG,
            [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _TIME_OUT_MS, cv2.CAP_PROP_READ_TIMEOUT_MSEC, _TIME_OUT_MS],
        )


def unicode_name(name: str) -> str:
    """A name without the bytes that are no Unicode, fit for a screen and a database."""
    return name.encode("utf-8", "replace").decode()


@contextmanager
def _plain(path: Path) -> Iterator[str]:
    name = str(path)
    if unicode_name(name) == name and "%" not in name:
        yield name
        return
    with TemporaryDirectory() as folder:
        link = Path(folder, "film")
        link.symlink_to(path.resolve())
        yield str(link)
