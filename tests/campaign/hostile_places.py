"""Unusable places for coach's files: homes, files in a home, and output files."""

from __future__ import annotations

import ctypes
import os
import random
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

Environment = dict[str, str | None]
"""Variables to set; None removes one."""

_PERMISSIONS = 1 << 1 | 1 << 2
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH, with which root passes every check."""


@dataclass(frozen=True, slots=True)
class Case:
    """A command in a place.

    Attributes:
        kind: The kind of place, for a table by kind.
        typed: The command.
        environment: Its environment variables.
    """

    kind: str
    typed: tuple[str, ...]
    environment: Environment = field(default_factory=dict)


Spoil = Callable[[Path], object]


def _dangling(path: Path) -> None:
    path.symlink_to(path.with_name("nowhere") / "at all")


def _loop(path: Path) -> None:
    path.symlink_to(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(path.parent)  # the address of a socket has at most 108 bytes
        try:
            listening.bind(path.name)
        finally:
            os.chdir(here)


def _closed_file(path: Path) -> None:
    path.write_bytes(b"")
    path.chmod(0)


def _closed_folder(path: Path) -> None:
    path.mkdir()
    path.chmod(0)


def _read_only_folder(path: Path) -> None:
    path.mkdir()
    path.chmod(0o500)


def _unlisted_folder(path: Path) -> None:
    path.mkdir()
    path.chmod(0o300)


def _below_closed(path: Path) -> None:
    path.mkdir()
    (path / "in").mkdir()
    path.chmod(0)


SPOILS: dict[str, Spoil] = {
    "a file": lambda path: path.write_bytes(b"no"),
    "an empty file": lambda path: path.touch(),
    "a folder": lambda path: path.mkdir(),
    "an unreadable file": _closed_file,
    "a folder that may not be entered": _closed_folder,
    "a folder that may only be read": _read_only_folder,
    "a folder that may not be listed": _unlisted_folder,
    "a dangling link": _dangling,
    "a link loop": _loop,
    "a pipe": lambda path: os.mkfifo(path),
    "a socket": _socket,
    "a full device": lambda path: path.symlink_to("/dev/full"),
    "an endless device": lambda path: path.symlink_to("/dev/zero"),
}
"""Replacements for a file or a folder."""

SPOTS = (
    "cache",
    "cache/recordings",
    "cache/performances",
    "cache/models",
    "models",
    "models/exercise.json",
    "models/trusted.json",
    "exercises",
    "exercises/mine.toml",
    "settings.toml",
    "coach.sqlite3",
    "coach.sqlite3-wal",
    "coach.sqlite3-journal",
    "demo.sqlite3",
)
"""Files and folders in coach's home."""


def homes(folder: Path) -> Iterator[tuple[str, Environment]]:
    """Unusable homes, each in its own empty folder.

    Args:
        folder: Their parent folder.
    """
    for number, (kind, spoil) in enumerate(SPOILS.items()):
        place = folder / f"home {number}"
        spoil(place)
        yield f"home is {kind}", {"COACH_HOME": str(place)}
    below = folder / "below"
    _below_closed(below)
    yield "home is below a closed folder", {"COACH_HOME": str(below / "in")}
    yield "home is below a file", {"COACH_HOME": str(folder / "home 0" / "in")}
    yield "home has a long name", {"COACH_HOME": str(folder / ("n" * 300))}
    yield "home has a long path", {"COACH_HOME": str(folder) + "/deep" * 900}
    yield "home just fits", {"COACH_HOME": f"{folder}/{'d/' * 2000}"[:4080]}
    yield "home of an unknown user", {"COACH_HOME": "~nosuch/x"}
    yield "home is relative", {"COACH_HOME": "a/relative/one"}
    yield "home is empty", {"COACH_HOME": "", "HOME": str(folder / "own")}
    yield "home has no letters", {"COACH_HOME": os.fsdecode(bytes(folder) + b"/\xff\xfe \x1b[31m")}
    yield "home is a system's", {"COACH_HOME": "/proc/self"}
    yield "no HOME", {"COACH_HOME": None, "HOME": "~nosuch", "XDG_CONFIG_HOME": None}
    yield "HOME is no folder", {"COACH_HOME": None, "HOME": str(folder / "home 0")}


def spoilt_homes(folder: Path) -> Iterator[tuple[str, Environment]]:
    """Homes with one unusable file or folder.

    Args:
        folder: Their parent folder.
    """
    for spot in SPOTS:
        for kind, spoil in SPOILS.items():
            home = folder / f"{spot.replace('/', ' ')} {kind}"
            (home / spot).parent.mkdir(parents=True)
            spoil(home / spot)
            yield f"{spot} is {kind}", {"COACH_HOME": str(home)}


def targets(folder: Path, suffix: str) -> Iterator[tuple[str, Path]]:
    """Paths that can't be read or written.

    Args:
        folder: Their parent folder.
        suffix: Suffix of the file.
    """
    for number, (kind, spoil) in enumerate(SPOILS.items()):
        place = folder / f"target {number}{suffix}"
        spoil(place)
        yield f"target is {kind}", place
    closed = folder / "closed"
    _below_closed(closed)
    yield "target is below a closed folder", closed / f"in{suffix}"
    yield "target is below a file", folder / f"target 0{suffix}" / f"in{suffix}"
    yield "target is in no folder", folder / "none" / f"out{suffix}"
    yield "target has a long name", folder / ("n" * 300 + suffix)
    yield "target is a full disk", Path("/dev/full")
    yield "target is a system's", Path(f"/proc/out{suffix}")


READING = (
    ("history",),
    ("history", "show", "1"),
    ("history", "--demo"),
    ("exercises",),
    ("exercises", "--json"),
    ("models",),
    ("settings",),
    ("settings", "--json"),
    (),
)
"""Commands that only read the home."""

WRITING = (("settings", "init"), ("history", "edit", "1", "1", "5"))
"""Quick commands that write to the home."""


def cases(folder: Path, seed: int, *, recording: Path) -> list[Case]:
    """All places with random commands.

    Args:
        folder: Where the places are made; has to be empty.
        seed: Seed for the commands.
        recording: Squats to be analysed.
    """
    draw = random.Random(seed)
    analysing = ("analyze", str(recording), "-e", "squat")
    heavy = (analysing, ("train", str(folder / "clips")), ("exercises", "check", str(folder), "--no-play"))
    commands = [*READING, *WRITING, *heavy]
    made = []
    for places in (homes, spoilt_homes):
        below = folder / places.__name__
        below.mkdir()
        made += [Case(kind, draw.choice(commands), place) for kind, place in places(below)]
    for suffix, typed in (
        (".npz", ("analyze", str(recording), "-e", "squat", "--recording")),
        (".gif", ("exercises", "show", "squat", "--still", "--json", "--gif")),
        (".toml", ("exercises", "check", "--no-play")),
        (".csv", ("train",)),
        (".mp4", ("analyze",)),
        (".joblib", ("models", "import")),
    ):
        below = folder / f"{' '.join(typed[:1])} {typed[-1]}{suffix}".replace("/", " ")
        below.mkdir()
        made += [Case(f"{typed[-1]}: {kind}", (*typed, str(path))) for kind, path in targets(below, suffix)]
    return made


@contextmanager
def without_privileges() -> Iterator[None]:
    """Apply permissions to root, too, in this thread; they apply to other users anyway."""
    header, sets = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)()
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capget(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    before = sets[0]
    sets[0] = before & ~_PERMISSIONS
    libc.capset(header, sets)
    try:
        yield
    finally:
        sets[0] = before
        libc.capset(header, sets)
