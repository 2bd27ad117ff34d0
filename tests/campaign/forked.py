"""Runs the command line in a forked child: a process of its own, without a second start-up."""

from __future__ import annotations

import os
import resource
import signal
import sys
import time
import traceback
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

import alembic.command
import cv2

import coach.cli.analysis
import coach.sinks.logbook
import coach.store.schema
import coach.training.artefact
import coach.ui.report
from coach.cli import main
from tests.campaign.hostile_places import Environment, without_privileges

_SIGNAL = 128
_LOADED = (alembic.command, cv2, coach)
"""What commands load; a child inherits it, and needn't load it anew."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command.

    Attributes:
        code: What it left with; over 128 the signal that killed it.
        out: Its standard output.
        err: Its standard error.
        hung: Whether it had to be killed.
        peak: Most bytes of memory it had.
    """

    code: int
    out: str
    err: str
    hung: bool
    peak: int

    @property
    def faults(self) -> list[str]:
        """What a user should never see; empty where all is well."""
        told = self.out + self.err
        found = {
            "hung": self.hung,
            "traceback": "Traceback" in told or "fault in coach" in told,
            "killed": self.code > _SIGNAL,
            "without a word": self.code != 0 and not told.strip(),
        }
        return [name for name, there in found.items() if there]


def run(
    typed: tuple[str, ...],
    folder: Path,
    environment: Environment | None = None,
    *,
    patience_s: float = 20.0,
    privileged: bool = False,
    most_file_bytes: int | None = None,
) -> Outcome:
    """Run a command.

    Args:
        typed: What stands after «coach».
        folder: Where it runs, and where what it says is put.
        environment: Variables to set or take away.
        patience_s: When it is killed.
        privileged: Whether root may do everything.
        most_file_bytes: Size at which writing a file fails.
    """
    out, err = folder / ".out", folder / ".err"
    child = os.fork()
    if child == 0:
        _become(typed, folder, environment or {}, (out, err), privileged, most_file_bytes)
    deadline, hung = time.monotonic() + patience_s, False
    while True:
        gone, status, usage = os.wait4(child, os.WNOHANG)
        if gone:
            break
        if time.monotonic() > deadline and not hung:
            hung = True
            os.kill(child, signal.SIGKILL)
        time.sleep(0.005)
    code = os.waitstatus_to_exitcode(status)
    code = code if code >= 0 else _SIGNAL - code
    peak = usage.ru_maxrss * 1024
    return Outcome(code, out.read_text(errors="replace"), err.read_text(errors="replace"), hung, peak)


def _become(
    typed: tuple[str, ...],
    folder: Path,
    environment: Environment,
    streams: tuple[Path, Path],
    privileged: bool,
    most_file_bytes: int | None,
) -> None:
    """Be the command, and never come back."""
    code = 70
    try:
        os.chdir(folder)
        for number, path in zip((1, 2), streams, strict=True):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        sys.stdin, sys.stdout, sys.stderr = (
            open(number, mode, encoding="utf-8", closefd=False)  # noqa: SIM115
            for number, mode in enumerate("rww")
        )
        for name, value in environment.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value
        if most_file_bytes is not None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most_file_bytes, most_file_bytes))
        sys.argv = ["coach", *typed]
        with nullcontext() if privileged else without_privileges():
            main()
    except SystemExit as left:
        code = left.code if isinstance(left.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter would
        traceback.print_exc()
        code = 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
