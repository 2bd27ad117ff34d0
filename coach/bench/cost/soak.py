"""Soak test: a long workout must not leak memory, threads, files or processes, nor damage the database.

The real command runs in its own terminal with the rendered athlete; its figures come from Linux's /proc.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from coach.catalogue.definition import Exercise
from coach.errors import BenchError
from coach.performer.movement_loop import endless_set
from coach.resources import database_file, settings_file
from coach.vision.pose_model.pose_model import PoseModel

if sys.platform != "win32":
    import fcntl
    import pty
    import termios

MEMORY_BAR_MB = 20.0
SETTLED = 3
"""The minute after which nothing may grow."""
_SIZE = struct.pack("HHHH", 24, 80, 0, 0)
_SAMPLES, _SAMPLE_INTERVAL_S = 3, 0.5
_TO_END_S = 60.0
_SLACK_S = 0.5
"""Tolerance for the end of a rep."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """The state of the process at one time.

    Attributes:
        minute: Minutes since its start.
        memory_mb: Resident memory in MB.
        threads: Number of threads.
        files: Number of open files.
        children: Number of child processes, without those that speak a phrase.
        counted: Reps counted so far.
    """

    minute: int
    memory_mb: float
    threads: int
    files: int
    children: int
    counted: int


@dataclass(frozen=True, slots=True)
class SoakResult:
    """The result of a soak test.

    Attributes:
        vitals: The state after each minute.
        code: The exit code.
        integrity: Result of the database's integrity check, "ok" if it is intact.
        performed: Reps that the athlete had completed when the last one was counted.
        counted: Reps in the event stream.
        remembered: Reps in the database.
    """

    vitals: tuple[Vitals, ...]
    code: int
    integrity: str
    performed: int
    counted: int
    remembered: int

    @property
    def settled(self) -> Vitals:
        """The state to compare the last one with: after the third minute, or the first in a shorter run."""
        return next((each for each in self.vitals if each.minute == SETTLED), self.vitals[0])

    @property
    def grown_mb(self) -> float:
        """The largest growth of memory after that, in MB."""
        later = [each for each in self.vitals if each.minute >= self.settled.minute]
        return max(each.memory_mb for each in later) - self.settled.memory_mb

    @property
    def shortcomings(self) -> tuple[str, ...]:
        """The problems found, a sentence each."""
        return tuple(self._shortcomings())

    def _shortcomings(self) -> Iterator[str]:
        first, last = self.settled, self.vitals[-1]
        if self.grown_mb >= MEMORY_BAR_MB:
            yield f"Memory grew by {self.grown_mb:.1f} MB; the limit is {MEMORY_BAR_MB:.0f}."
        for name in ("threads", "files", "children"):
            before, after = getattr(first, name), getattr(last, name)
            if before != after:
                minutes = f"in minute {first.minute} and {after} in minute {last.minute}"
                yield f"There were {before} {name} {minutes}."
        if self.code != 0:
            yield f"'coach start' ended with code {self.code}."
        if self.integrity != "ok":
            yield f"The integrity check of the database failed: {self.integrity}."
        if self.remembered != self.counted:
            yield f"{self.counted} reps were counted, but {self.remembered} were saved."
        if self.counted != self.performed:
            yield f"{self.performed} reps were performed, but {self.counted} were counted."


def soak(
    exercise: Exercise,
    model: PoseModel,
    *,
    minutes: int,
    minute_s: float = 60.0,
    on_minute: Callable[[Vitals], None],
) -> SoakResult:
    """Run 'coach start' for a long time with the rendered athlete.

    Args:
        exercise: The exercise, one with reps.
        model: The pose model.
        minutes: Duration.
        minute_s: Length of a minute in seconds; shorter in tests.
        on_minute: Called every minute.

    Raises:
        BenchError: The system is not Linux, or 'coach start' ended by itself.
    """
    if not Path("/proc/self/status").exists():
        raise BenchError("The soak test needs Linux, because it reads /proc.")
    if exercise.hold is not None:
        raise BenchError(f"{exercise.name} is a hold.", hint="Choose an exercise with reps.")
    with tempfile.TemporaryDirectory() as folder:
        home, events = Path(folder), Path(folder) / "events.jsonl"
        (home / settings_file().name).write_text(_settings(), encoding="utf-8")
        vitals = []
        with _training(exercise, model, home, events) as (process, terminal):
            began = time.monotonic()
            for minute in range(1, minutes + 1):
                _read_screen(process, terminal, began + minute * minute_s)
                vitals.append(_vitals(process, terminal, minute, _counted(events)))
                on_minute(vitals[-1])
            os.write(terminal, b"q")
            code = _end(process, terminal)
        times = _rep_ends_s(events)
        integrity, remembered = _remembered(home / database_file("demo").name)
    return SoakResult(
        vitals=tuple(vitals),
        code=code,
        integrity=integrity,
        performed=_performed(exercise, times[-1]) if times else 0,
        counted=len(times),
        remembered=remembered,
    )


def _settings() -> str:
    """Settings with a silent voice that starts a child process for each phrase."""
    silent = shutil.which("true")
    return f'voice = "all"\nspeaker = ["{silent}"]\n' if silent else 'voice = "off"\n'


@contextmanager
def _training(
    exercise: Exercise, model: PoseModel, home: Path, events: Path
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Run 'coach start' in its own terminal; yields the process and the other side of the terminal."""
    own, end = pty.openpty()
    fcntl.ioctl(own, termios.TIOCSWINSZ, _SIZE)
    command = [sys.executable, "-m", "coach", "start", exercise.name, "--source", "performer", "--no-wait"]
    command += ["--no-signs", "--model", str(model.path), "--events", str(events)]
    settings = {"COACH_HOME": str(home), "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    process = subprocess.Popen(
        command, env={**os.environ, **settings}, stdin=end, stdout=end, stderr=end, start_new_session=True
    )
    os.close(end)
    try:
        yield process, own
    finally:
        process.kill()
        process.wait()
        os.close(own)


def _read_screen(process: subprocess.Popen[bytes], terminal: int, until: float) -> bytes:
    """Read the screen's output until a time; return the end of it."""
    output = b""
    while (left_s := until - time.monotonic()) > 0:
        if select.select([terminal], [], [], min(left_s, 0.2))[0]:
            with suppress(OSError):  # the other side hung up
                output = (output + os.read(terminal, 65536))[-2000:]
        if process.poll() is not None:
            raise BenchError(f"'coach start' ended by itself: {output.decode(errors='replace')}")
    return output


def _end(process: subprocess.Popen[bytes], terminal: int) -> int:
    """Wait for the process to end, and return its exit code."""
    until = time.monotonic() + _TO_END_S
    while process.poll() is None and time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            with suppress(OSError):
                os.read(terminal, 65536)
    if process.poll() is None:
        raise BenchError(f"'coach start' did not end within {_TO_END_S:.0f} s of pressing q.")
    return int(process.returncode)


def _vitals(process: subprocess.Popen[bytes], terminal: int, minute: int, counted: int) -> Vitals:
    """The minimum of a few samples, because a spoken phrase is a child process with its own files."""
    samples = []
    for _ in range(_SAMPLES):
        samples.append(_sample(process.pid))
        _read_screen(process, terminal, time.monotonic() + _SAMPLE_INTERVAL_S)
    memory, threads, files, children = (min(column) for column in zip(*samples, strict=True))
    return Vitals(minute, memory, int(threads), int(files), int(children), counted)


def _sample(process: int) -> tuple[float, int, int, int]:
    """Resident memory in MB, threads, open files and children of a process."""
    proc = Path(f"/proc/{process}")
    facts = dict(line.split(":", 1) for line in (proc / "status").read_text().splitlines())
    memory_mb = int(facts["VmRSS"].split()[0]) / 1024
    tasks = list((proc / "task").iterdir())
    children = sum(len(_text(task / "children").split()) for task in tasks)
    return memory_mb, len(tasks), len(list((proc / "fd").iterdir())), children


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:  # a thread that ended meanwhile
        return ""


def _rep_ends_s(events: Path) -> list[float]:
    """End of each full rep in the event stream, in seconds since the source's start."""
    if not events.exists():
        return []
    lines = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    reps = [each["rep"] for each in lines if each["event"] == "rep_completed"]
    return [rep["end_s"] for rep in reps]


def _counted(events: Path) -> int:
    return len(_rep_ends_s(events))


def _performed(exercise: Exercise, until_s: float) -> int:
    """Number of reps that the athlete completes until a time, loop after loop."""
    performance = endless_set(exercise)
    whole, rest_s = divmod(until_s + _SLACK_S, len(performance.times) / performance.frame_rate)
    ended = sum(rep.end_s <= rest_s for rep in performance.reps)
    return int(whole) * len(performance.reps) + ended


def _remembered(database: Path) -> tuple[str, int]:
    """Result of the database's integrity check, and the number of reps in it."""
    with closing(sqlite3.connect(database)) as connection:
        integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        reps = int(connection.execute("SELECT count(*) FROM rep").fetchone()[0])
    return integrity, reps
