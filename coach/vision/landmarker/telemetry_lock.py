"""Blocks MediaPipe's telemetry.

MediaPipe's library sends telemetry from a background thread. Its HTTP client reads the proxy settings from
the native environment of the process, so these are set to a closed port of this machine before the library
starts: no name is looked up and no data leaves. ``os.environ``, which Python's downloads use, is unchanged.

A child process inherits the native environment, and with it the block, unless it is started with
``env=dict(os.environ)``, as all of coach's are. A program that uses coach as a library must do the same for
children that need the network once a landmarker exists.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any

CLOSED_PORT = "http://127.0.0.1:9"
"""The discard port: nothing listens there today, and a listener would be on this machine."""

_PROXIES = ("https_proxy", "HTTPS_PROXY", "http_proxy", "all_proxy", "ALL_PROXY")
_EXCEPTIONS = ("no_proxy", "NO_PROXY")


def block_telemetry() -> None:
    """Block telemetry; call this before MediaPipe starts, and again if ``os.environ`` got a proxy since."""
    if telemetry_blocked():
        return
    for name in _PROXIES:
        os.putenv(name, CLOSED_PORT)
    for name in _EXCEPTIONS:
        os.unsetenv(name)


def telemetry_blocked() -> bool:
    """Whether telemetry is blocked, according to the native environment."""
    native = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
    native.getenv.restype = ctypes.c_char_p
    proxied = all(native.getenv(name.encode()) == CLOSED_PORT.encode() for name in _PROXIES)
    return proxied and not any(native.getenv(name.encode()) for name in _EXCEPTIONS)


def without_certificates(base_options: Any) -> Any:
    """MediaPipe's class ``BaseOptions`` as a second block: it trusts no certificate."""

    class WithoutCertificates(base_options):  # type: ignore[misc]  # the library has no type hints
        def to_ctypes(self) -> Any:
            options = super().to_ctypes()
            options.ca_bundle_path = os.devnull.encode()
            return options

    return WithoutCertificates
