"""Device files of cameras: their index, permissions and current users.

Only Linux reveals why a camera can't be opened; elsewhere the driver just fails.
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
from coach.vision.live.surroundings import Surroundings, surroundings, surroundings_hint

if sys.platform != "win32":
    import grp

WITHOUT_CAMERA = "To use a phone as a camera, add '--source http://…'. 'coach demo' needs no camera."
DOCTOR_HINT = f"Run 'coach doctor' for details. {WITHOUT_CAMERA}"
_PROCESSES = Path("/proc")
_NODE = re.compile(r"/dev/video(\d+)")
_ALLOW = {
    "darwin": "Allow the terminal to use it: System Settings > Privacy & Security > Camera. ",
    "win32": "Allow apps to use it: Settings > Privacy > Camera. ",
}


def index_of(wish: str) -> int | None:
    """The index of a device file or a link to one; None if it is not a path.

    Raises:
        CameraMissing: There is no such file.
        CameraRefused: The file is not a camera.
    """
    if "/" not in wish and not path_exists(Path(wish)):
        return None
    node = _NODE.fullmatch(wish) or _NODE.fullmatch(os.path.realpath(wish))
    if node is not None:
        return int(node[1])
    if not path_exists(Path(wish)):
        raise CameraMissing(f"{wish} does not exist.", hint=DOCTOR_HINT)
    raise CameraRefused(f"{wish} is not a camera.", hint=DOCTOR_HINT)


def check_device(device: Path, index: int) -> None:
    """Check a device file, as the driver gives no reasons.

    Raises:
        CameraMissing: It does not exist.
        CameraRefused: It is not a device, or you have no permission to use it.
    """
    if sys.platform != "linux":
        return
    if not path_exists(device):
        hint = DOCTOR_HINT if any(device.parent.glob("video*")) else no_camera_hint()
        raise CameraMissing(f"There is no camera {index} ({device} does not exist).", hint=hint)
    if not stat.S_ISCHR(device.stat().st_mode):
        raise CameraRefused(f"{device} is not a camera.", hint=DOCTOR_HINT)
    if not os.access(device, os.R_OK | os.W_OK):
        raise CameraRefused(f"You don't have permission to use {device}.", hint=permission_hint(device))


def no_camera_hint(here: Surroundings | None = None) -> str:
    """What to do if there is no camera at all.

    Args:
        here: Where this program runs; detected if None.
    """
    return f"{surroundings_hint(here or surroundings())}{DOCTOR_HINT}"


def permission_hint(device: Path) -> str:
    """How to get permission to use a device file."""
    status = device.stat()
    if status.st_gid == 0 or not status.st_mode & stat.S_IWGRP:  # WSL assigns devices to no group
        return f"Run 'sudo chmod a+rw {device}' to give all users access until it is unplugged."
    try:
        group = grp.getgrgid(status.st_gid)
        is_member = getpass.getuser() in group.gr_mem
    except (KeyError, OSError):
        return f"Add your user to the group {status.st_gid}, which owns the device."
    if is_member:
        return f"You are in the group {group.gr_name}: log in again for this to take effect."
    return f"Run 'sudo usermod -aG {group.gr_name} $USER', then log in again."


def refusal(device: Path, index: int, sentence: str) -> CameraRefused:
    """The error for a camera that sends no frames, with the programs that use it.

    Args:
        device: Its file on Linux.
        index: Its index.
        sentence: The message if no program is found that uses it.
    """
    users = list(users_of(device))
    if users:
        return CameraRefused(
            f"Camera {index} is in use by {', '.join(users)}.",
            hint=f"Close it and try again. {WITHOUT_CAMERA}",
        )
    allow = _ALLOW.get(sys.platform, "")
    return CameraRefused(sentence, hint=f"{allow}Close other programs that use it. {DOCTOR_HINT}")


def users_of(device: Path, processes: Path = _PROCESSES) -> Iterator[str]:
    """Name and process number of other programs that have a device file open, as far as visible."""
    for process in processes.glob("[0-9]*"):
        if process.name != str(os.getpid()) and _holds(process, device):
            name = (process / "comm").read_text(encoding="utf-8", errors="replace").strip()
            yield f"{name} (process {process.name})"


def _holds(process: Path, device: Path) -> bool:
    try:
        return any(os.path.realpath(file) == str(device) for file in (process / "fd").iterdir())
    except OSError:  # another user's process, or one that has ended
        return False
