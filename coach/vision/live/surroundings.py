"""Detects environments in which the computer's camera may be unavailable: WSL, containers and SSH."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Surroundings = Literal["WSL", "container", "SSH"]

_CAMERA_HINTS: dict[Surroundings, str] = {
    "WSL": (
        "WSL has no access to Windows cameras by default. Attach a USB camera with usbipd-win (in Windows: "
        "'usbipd attach --wsl --busid ID'); the WSL kernel also needs the driver uvcvideo, which it doesn't "
        "include. Simpler: film yourself and run 'coach analyze film.mp4'."
    ),
    "container": (
        "This container has no access to a camera: start it with '--device /dev/video0 --group-add video'."
    ),
    "SSH": (
        "You are logged in over SSH: the camera must be plugged into this machine, "
        "not the one in front of you."
    ),
}
"""What to do without a camera."""


def surroundings(root: Path = Path("/"), environment: Mapping[str, str] = os.environ) -> Surroundings | None:
    """The environment of this program, if it makes cameras unavailable; otherwise None.

    Args:
        root: Root of the file system.
        environment: Environment variables.
    """
    for place in ("proc/sys/kernel/osrelease", "proc/version"):
        if "microsoft" in _text(root / place).casefold():
            return "WSL"
    if (
        (root / ".dockerenv").exists()
        or (root / "run" / ".containerenv").exists()
        or environment.get("container")
    ):
        return "container"
    return "SSH" if environment.get("SSH_CONNECTION") else None


def surroundings_hint(here: Surroundings | None) -> str:
    """What to do without a camera, with a trailing space; empty outside these environments."""
    return "" if here is None else f"{_CAMERA_HINTS[here]} "


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
