"""Silences messages of native libraries on stderr."""

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
_PYTHON_STDERR = "<stderr of Python>"
_lock = threading.Lock()
_holders = 0
_saved_stderr: int | None = None


@functools.cache
def silence_opencv() -> None:
    """Turn off OpenCV's messages, and all protocols of its decoders except plain files.

    Call this before OpenCV opens anything.
    """
    os.putenv("OPENCV_FFMPEG_CAPTURE_OPTIONS", "protocol_whitelist;file")
    os.putenv("OPENCV_FFMPEG_LOGLEVEL", "-8")  # AV_LOG_QUIET; read when the first film is opened
    from coach.opencv import cv2

    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)


@contextmanager
def native_stderr_off() -> Iterator[None]:
    """Discard native output to file descriptor 2 inside the block; Python's ``sys.stderr`` still works.

    May be nested and used on several threads; the last exit restores it.
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
    global _saved_stderr
    try:
        _saved_stderr = os.dup(_STDERR)
    except OSError:  # no such descriptor, nothing to silence
        _saved_stderr = None
        return
    if _python_writes_there():
        sys.stderr.flush()
        if isinstance(sys.stderr, Gate):
            sys.stderr.ungated = _python_stderr()
        else:
            sys.stderr = _python_stderr()
    os.dup2(_devnull(), _STDERR)


def _turn_on() -> None:
    if _saved_stderr is None:
        return
    os.dup2(_saved_stderr, _STDERR)
    os.close(_saved_stderr)
    if sys.__stderr__ is None or getattr(sys.stderr, "name", "") != _PYTHON_STDERR:
        return
    if isinstance(sys.stderr, Gate):
        sys.stderr.ungated = sys.__stderr__
    else:
        sys.stderr = sys.__stderr__


def _python_writes_there() -> bool:
    """Whether ``sys.stderr`` writes to descriptor 2 and was not redirected by a program or a test."""
    own = sys.__stderr__
    if own is None or ungated(sys.stderr) is not own:
        return False
    try:
        return own.fileno() == _STDERR
    except (OSError, ValueError):
        return False


@functools.cache
def _python_stderr() -> TextIO:
    """A stream to the original descriptor 2; never closed, as others may hold a reference."""
    raw = io.FileIO(os.dup(_STDERR), "wb")
    raw.name = _PYTHON_STDERR
    return io.TextIOWrapper(raw, encoding="utf-8", errors="backslashreplace", write_through=True)


@functools.cache
def _devnull() -> int:
    return os.open(os.devnull, os.O_WRONLY)
