"""Keeps the landmarker's usage metrics on this machine.

MediaPipe's library sends usage metrics from a background thread. Its HTTP client reads the proxy settings
from the process's native environment, so these are pointed at a closed port of this machine before the
library starts: nothing is looked up, nothing leaves. ``os.environ``, which Python's own downloads read, stays
as the user set it.

A child process inherits the native environment and so the lock, unless it is started with
``env=dict(os.environ)``: every child of ours is. A program that uses coach as a library has to do the
same for a child of its own that is to reach the network after a landmarker was made.
"""

from __future__ import annotations

import ctypes
import functools
import os
import sys
from typing import Any

CLOSED_PORT = "http://127.0.0.1:9"
"""The discard port: on a machine of today nothing listens there, and if something does it is here."""

_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY")
_EXCEPTIONS = ("no_proxy", "NO_PROXY")


@functools.cache
def lock_metrics() -> None:
    """Shut the way out for the rest of the process's life; to be called before MediaPipe is started."""
    for name in _PROXIES:
        os.putenv(name, CLOSED_PORT)
    for name in _EXCEPTIONS:
        os.unsetenv(name)


def metrics_locked() -> bool:
    """Whether the way out is shut, read where native code reads it."""
    native = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    native.getenv.restype = ctypes.c_char_p
    shut = all(native.getenv(name.encode()) == CLOSED_PORT.encode() for name in _PROXIES)
    return shut and not any(native.getenv(name.encode()) for name in _EXCEPTIONS)


def distrusting(base_options: Any) -> Any:
    """MediaPipe's class ``BaseOptions`` with a second lock: it trusts no certificate."""

    class Distrusting(base_options):  # type: ignore[misc]  # the library brings no types
        def to_ctypes(self) -> Any:
            options = super().to_ctypes()
            options.ca_bundle_path = os.devnull.encode()
            return options

    return Distrusting
