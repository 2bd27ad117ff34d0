"""One run of the command line, watched: how it ended, what it wrote, and how much time and memory it took."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.campaign.hostile_places import without_privileges
from tests.campaign.hostile_text import escapes

HANG_S = 20.0
"""A run that takes longer is called a hang."""
MOST_MB = 1500
"""A process that is larger is called too large."""
CODES = {0, 1, 2, 3, 130}
"""What the command line may leave with."""
FAULTS = ("traceback", "hung", "too_large", "wordless", "escaped")
"""What may be wrong with a run, by the names of the properties that say so."""


@dataclass(frozen=True, slots=True)
class Run:
    """One case.

    Attributes:
        name: What it is, for the report.
        typed: What is typed after ``coach``.
        folder: Where.
        environment: Variables to set; None takes one away.
        most_file_bytes: Size at which writing a file fails; None where it never does.
    """

    name: str
    typed: tuple[str | bytes, ...]
    folder: Path
    environment: Mapping[str, str | None]
    most_file_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a run came to.

    Attributes:
        name: The case.
        typed: What was typed.
        code: What it left with; None when it was ended for taking too long.
        took_s: Seconds of the wall.
        peak_mb: The largest that it or a child of it was.
        out: Standard output.
        err: Standard error.
    """

    name: str
    typed: tuple[str | bytes, ...]
    code: int | None
    took_s: float
    peak_mb: float
    out: str
    err: str

    @property
    def traceback(self) -> bool:
        """Whether it ended in a fault of ours, in a signal, or with a code that means nothing."""
        told = "Traceback (most recent call last)" in self.err or "This is a bug in coach" in self.err
        return told or (self.code is not None and self.code not in CODES)

    @property
    def hung(self) -> bool:
        """Whether it had to be ended."""
        return self.code is None

    @property
    def too_large(self) -> bool:
        """Whether it took more memory than it may."""
        return self.peak_mb > MOST_MB

    @property
    def wordless(self) -> bool:
        """Whether it failed without a word of why."""
        return self.code not in {None, 0} and not (self.out + self.err).strip()

    @property
    def escaped(self) -> bool:
        """Whether something foreign reached the terminal that a terminal obeys."""
        return bool(escapes(self.out, plain=True) or escapes(self.err, plain=True))

    @property
    def faults(self) -> tuple[str, ...]:
        """The names of all that is wrong with it."""
        return tuple(kind for kind in FAULTS if getattr(self, kind))


def watch(run: Run, scratch: Path) -> Outcome:
    """Run ``coach`` in a process of its own, for which permissions hold even if it is root's, and watch it.

    The process is forked from this one, in which the command line is imported already: half a second sooner
    than a new one, and it is ended by the system like any other.

    Args:
        run: The case.
        scratch: A folder for what it writes.
    """
    out, err = scratch / "out", scratch / "err"
    began = time.monotonic()
    child = os.fork()
    if child == 0:
        _be_the_program(run, out, err)
    code: int | None = None
    while True:
        ended, status, usage = os.wait4(child, os.WNOHANG)
        if ended:
            code = os.waitstatus_to_exitcode(status)
            break
        if time.monotonic() - began > HANG_S:
            os.killpg(child, signal.SIGKILL)
            _, _, usage = os.wait4(child, 0)
            break
        time.sleep(0.005)
    took_s = time.monotonic() - began
    return Outcome(run.name, run.typed, code, took_s, usage.ru_maxrss / 1024, _read(out), _read(err))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace") if path.exists() else ""


def _be_the_program(run: Run, out: Path, err: Path) -> None:
    """Become ``coach``; never returns."""
    code = 70
    try:
        os.setsid()
        warnings.simplefilter("default")  # as it is for a user, not as pytest has it
        _lead(os.devnull, os.O_RDONLY, 0)
        _lead(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 1)
        _lead(err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 2)
        sys.stdin, sys.stdout, sys.stderr = (
            os.fdopen(0, encoding="utf-8"),
            os.fdopen(1, "w", encoding="utf-8"),
            os.fdopen(2, "w", encoding="utf-8", errors="backslashreplace"),
        )
        sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr  # type: ignore[misc]
        os.chdir(run.folder)
        for name, value in run.environment.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
        if run.most_file_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (run.most_file_bytes, run.most_file_bytes))
        with without_privileges():
            code = _left_by(run.typed)
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                code = code or 1
        os._exit(code)


def _lead(place: str | Path, flags: int, number: int) -> None:
    handle = os.open(place, flags, 0o666)
    os.dup2(handle, number)
    if handle != number:
        os.close(handle)


def _left_by(typed: Sequence[str | bytes]) -> int:
    from coach.cli import main

    sys.argv = ["coach", *map(os.fsdecode, typed)]
    try:
        main()
    except SystemExit as left:
        return left.code if isinstance(left.code, int) else int(left.code is not None)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    return 0
