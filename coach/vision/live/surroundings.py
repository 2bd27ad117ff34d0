"""Where a program may have no camera though the computer has one: WSL, a container, a remote login."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

Surroundings = Literal["WSL", "container", "SSH"]

WITHOUT_CAMERA: dict[Surroundings, str] = {
    "WSL": (
        "This is WSL, which sees no camera of Windows by itself. Attach a USB camera with usbipd-win "
        "(in Windows: 'usbipd attach --wsl --busid ID'); WSL's kernel needs the camera driver uvcvideo too, "
        "which it lacks as shipped. Simpler: film yourself, and type 'coach analyze film.mp4'."
    ),
    "container": (
        "This is a container, which sees no camera unless it is given one: start it with "
        "'--device /dev/video0 --group-add video'."
    ),
    "SSH": (
        "You are logged in over SSH: the camera must be plugged into this machine, "
        "not into the one in front of you."
    ),
}
"""What to do where there is no camera."""


def surroundings(root: Path = Path("/"), environment: Mapping[str, str] = os.environ) -> Surroundings | None:
    """Where this program runs, if a camera is hard to get there.

    Args:
        root: The root of the file system.
        environment: The variables of the process.
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


def without_camera(here: Surroundings | None) -> str:
    """What to do where there is no camera, with a blank after it; empty where nothing is special."""
    return "" if here is None else f"{WITHOUT_CAMERA[here]} "


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
