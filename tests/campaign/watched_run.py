"""Runs the command line and records its exit, output, time and memory."""

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
"""A longer run is a hang."""
MOST_MB = 1500
"""A larger process is too large."""
CODES = {0, 1, 2, 3, 130}
"""Valid exit codes."""
FAULTS = ("traceback", "hung", "too_large", "wordless", "escaped")
"""Possible problems of a run, by the names of their properties."""


@dataclass(frozen=True, slots=True)
class Run:
    """One case.

    Attributes:
        name: Its name in the report.
        typed: Arguments of ``coach``.
        folder: Working directory.
        environment: Variables to set; None removes one.
        most_file_bytes: File size at which writing fails; None for no limit.
    """

    name: str
    typed: tuple[str | bytes, ...]
    folder: Path
    environment: Mapping[str, str | None]
    most_file_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a run.

    Attributes:
        name: The case.
        typed: Arguments of ``coach``.
        code: Exit code; None if it was killed for hanging.
        took_s: Duration in seconds.
        peak_mb: Peak memory of the process or a child.
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
        """Whether it ended with a bug in coach, a signal or an invalid exit code."""
        is_bug = "Traceback (most recent call last)" in self.err or "This is a bug in coach" in self.err
        return is_bug or (self.code is not None and self.code not in CODES)

    @property
    def hung(self) -> bool:
        """Whether it had to be killed."""
        return self.code is None

    @property
    def too_large(self) -> bool:
        """Whether it took too much memory."""
        return self.peak_mb > MOST_MB

    @property
    def wordless(self) -> bool:
        """Whether it failed without a message."""
        return self.code not in {None, 0} and not (self.out + self.err).strip()

    @property
    def escaped(self) -> bool:
        """Whether foreign control characters reached the terminal."""
        return bool(escapes(self.out, plain=True) or escapes(self.err, plain=True))

    @property
    def faults(self) -> tuple[str, ...]:
        """The names of its problems."""
        return tuple(kind for kind in FAULTS if getattr(self, kind))


def watch(run: Run, scratch: Path) -> Outcome:
    """Run ``coach`` in its own process, for which permissions apply even to root, and record the result.

    The process is forked from this one, which has already imported the command line to save half a second.

    Args:
        run: The case.
        scratch: A folder for its output.
    """
    out, err = scratch / "out", scratch / "err"
    began = time.monotonic()
    inherited_mb = _resident_mb()
    child = os.fork()
    if child == 0:
        _become_coach(run, out, err)
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
    return Outcome(
        run.name, run.typed, code, took_s, usage.ru_maxrss / 1024 - inherited_mb, _read(out), _read(err)
    )


def _resident_mb() -> float:
    """Memory of this process, which a fork starts with: under pytest it has run many other tests."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace") if path.exists() else ""


def _become_coach(run: Run, out: Path, err: Path) -> None:
    """Become ``coach``; never returns."""
    code = 70
    try:
        os.setsid()
        warnings.simplefilter("default")  # as for a user, not as under pytest
        _redirect(os.devnull, os.O_RDONLY, 0)
        _redirect(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 1)
        _redirect(err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 2)
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
            code = _exit_code(run.typed)
    except BaseException:
        traceback.print_exc()
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except OSError:
                code = code or 1
        os._exit(code)


def _redirect(place: str | Path, flags: int, number: int) -> None:
    handle = os.open(place, flags, 0o666)
    os.dup2(handle, number)
    if handle != number:
        os.close(handle)


def _exit_code(typed: Sequence[str | bytes]) -> int:
    from coach.cli import main

    sys.argv = ["coach", *map(os.fsdecode, typed)]
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException as error:
        sys.excepthook(type(error), error, error.__traceback__)
        return 1
    return 0
