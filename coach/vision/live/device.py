"""Device files of cameras: which is meant, whether it may be used, and who uses it already.

On Linux a refusal can be told apart before and after the driver says no; elsewhere there is only its no.
"""

from __future__ import annotations

import getpass
import os
import re
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from coach.errors import CameraMissing, CameraRefused
from coach.regular_file import path_exists
from coach.vision.live.surroundings import Surroundings, surroundings, without_camera

if sys.platform != "win32":
    import grp

WITHOUT = "'--source http://…' takes the pictures of a phone; 'coach demo' needs no camera."
OTHERWISE = f"'coach doctor' says more. {WITHOUT}"
_PROCESSES = Path("/proc")
_NODE = re.compile(r"/dev/video(\d+)")
_ALLOW = {
    "darwin": "Let the terminal use it: System Settings, Privacy & Security, Camera. ",
    "win32": "Let programs use it: Settings, Privacy, Camera. ",
}


def index_of(wish: str) -> int | None:
    """The index that a device file means, also by one of its other names; None for what is no path.

    Raises:
        CameraMissing: There is no such file.
        CameraRefused: There is one, and it is no camera's.
    """
    if "/" not in wish and not path_exists(Path(wish)):
        return None
    node = _NODE.fullmatch(wish) or _NODE.fullmatch(os.path.realpath(wish))
    if node is not None:
        return int(node[1])
    if not path_exists(Path(wish)):
        raise CameraMissing(f"There is no {wish}.", hint=OTHERWISE)
    raise CameraRefused(f"{wish} is no camera.", hint=OTHERWISE)


def check_device(device: Path, index: int) -> None:
    """Say what is wrong with a device file before the driver only says no.

    Raises:
        CameraMissing: It is not there.
        CameraRefused: It is no device, or may not be used.
    """
    if sys.platform != "linux":
        return
    if not path_exists(device):
        hint = OTHERWISE if any(device.parent.glob("video*")) else where_none_is()
        raise CameraMissing(f"There is no camera {index} ({device} is not there).", hint=hint)
    if not stat.S_ISCHR(device.stat().st_mode):
        raise CameraRefused(f"{device} is no camera.", hint=OTHERWISE)
    if not os.access(device, os.R_OK | os.W_OK):
        raise CameraRefused(f"You may not use {device}.", hint=permission_hint(device))


def where_none_is(here: Surroundings | None = None) -> str:
    """What to do where there is no camera at all; where there are others, what they are is said elsewhere.

    Args:
        here: Where this program runs; found out where it is not told.
    """
    return f"{without_camera(here or surroundings())}{OTHERWISE}"


def permission_hint(device: Path) -> str:
    """How somebody gets to use a device file that is closed to them."""
    status = device.stat()
    if status.st_gid == 0 or not status.st_mode & stat.S_IWGRP:  # under WSL nothing gives devices to a group
        return f"'sudo chmod a+rw {device}' opens it to everybody here, until it is plugged in again."
    try:
        group = grp.getgrgid(status.st_gid)
        waits = getpass.getuser() in group.gr_mem
    except (KeyError, OSError):
        return f"Your user must be in the group {status.st_gid}, to which it belongs."
    if waits:
        return f"You are in the group {group.gr_name}, but only after you log in again."
    return f"'sudo usermod -aG {group.gr_name} $USER', then log in again, lets you use cameras."


def refusal(device: Path, index: int, otherwise: str) -> CameraRefused:
    """Why a camera that is there gives no picture, as far as it can be told.

    Args:
        device: Its file, on Linux.
        index: Its index.
        otherwise: What to say of it where nobody is found who uses it.
    """
    users = list(users_of(device))
    if users:
        return CameraRefused(
            f"Camera {index} is in use by {', '.join(users)}.", hint=f"Close it and try again. {WITHOUT}"
        )
    allow = _ALLOW.get(sys.platform, "")
    return CameraRefused(otherwise, hint=f"{allow}Close what else uses it. {OTHERWISE}")


def users_of(device: Path, processes: Path = _PROCESSES) -> Iterator[str]:
    """The other programs that hold a device file open, by name and number, as far as one may look."""
    for process in processes.glob("[0-9]*"):
        if process.name != str(os.getpid()) and _holds(process, device):
            name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
            yield f"{name} (process {process.name})"


def _holds(process: Path, device: Path) -> bool:
    try:
        return any(os.path.realpath(file) == str(device) for file in (process / "fd").iterdir())
    except OSError:  # somebody else's process, or one that has ended
        return False
