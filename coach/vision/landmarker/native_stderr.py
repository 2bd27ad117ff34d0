"""Keeps the noise of native libraries off the user's screen."""

from __future__ import annotations

import functools
import io
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from coach.terminal_text import Gate, ungated

_STDERR = 2
_WAY_ROUND = "<stderr, past native code>"
_lock = threading.Lock()
_holders = 0
_kept: int | None = None


@functools.cache
def hush_opencv() -> None:
    """Turn off what OpenCV writes about cameras and films, and all protocols of its decoders but plain files.

    To be called before OpenCV opens anything.
    """
    os.putenv("OPENCV_FFMPEG_CAPTURE_OPTIONS", "protocol_whitelist;file")
    os.putenv("OPENCV_FFMPEG_LOGLEVEL", "-8")  # AV_LOG_QUIET; read when the first film is opened
    from coach.opencv import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


@contextmanager
def native_stderr_off() -> Iterator[None]:
    """Drop what native code writes to file descriptor 2 meanwhile; Python's own ``sys.stderr`` still speaks.

    May be nested and used from several threads: the last to leave turns it on again.
    """
    global _holders
    with _lock:
        if _holders == 0:
            _turn_off()
        _holders += 1
    try:
        yield
    finally:
        with _lock:
            _holders -= 1
            if _holders == 0:
                _turn_on()


def _turn_off() -> None:
    global _kept
    try:
        _kept = os.dup(_STDERR)
    except OSError:  # There is no such descriptor: nothing to keep quiet.
        _kept = None
        return
    if _python_writes_there():
        sys.stderr.flush()
        if isinstance(sys.stderr, Gate):
            sys.stderr.ungated = _way_round()
        else:
            sys.stderr = _way_round()
    os.dup2(_nowhere(), _STDERR)


def _turn_on() -> None:
    if _kept is None:
        return
    os.dup2(_kept, _STDERR)
    os.close(_kept)
    if sys.__stderr__ is None or getattr(sys.stderr, "name", "") != _WAY_ROUND:
        return
    if isinstance(sys.stderr, Gate):
        sys.stderr.ungated = sys.__stderr__
    else:
        sys.stderr = sys.__stderr__


def _python_writes_there() -> bool:
    """Whether Python's messages go to descriptor 2, rather than where a program or a test sent them."""
    own = sys.__stderr__
    if own is None or ungated(sys.stderr) is not own:
        return False
    try:
        return own.fileno() == _STDERR
    except (OSError, ValueError):
        return False


@functools.cache
def _way_round() -> TextIO:
    """Python's own way to where descriptor 2 leads; never closed, as whoever took it may keep it."""
    raw = io.FileIO(os.dup(_STDERR), "wb")
    raw.name = _WAY_ROUND
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", write_through=True)


@functools.cache
def _nowhere() -> int:
    return os.open(os.devnull, os.O_WRONLY)
