"""Whether a long workout leaves everything as it was: memory, threads, files, processes and the database.

The real command runs in a terminal of its own before the rendered athlete; Linux's /proc says how it is.
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
"""The minute from which nothing may grow any more."""
_SIZE = struct.pack("HHHH", 24, 80, 0, 0)
_GLANCES, _GLANCE_S = 3, 0.5
_TO_END_S = 60.0
_SLACK_S = 0.5
"""A repetition is complete a little before or after its true end."""


@dataclass(frozen=True, slots=True)
class Vitals:
    """How the process is at one moment.

    Attributes:
        minute: Since it was started.
        memory_mb: Resident memory.
        threads: Threads.
        files: Open files.
        children: Child processes, those of a phrase that is just being said left out.
        counted: Repetitions counted so far.
    """

    minute: int
    memory_mb: float
    threads: int
    files: int
    children: int
    counted: int


@dataclass(frozen=True, slots=True)
class SoakResult:
    """What a long workout came to.

    Attributes:
        vitals: One for every minute.
        code: The exit code.
        integrity: What the database says of itself, "ok" where all is well.
        performed: Repetitions that the athlete had completed when the last one was counted.
        counted: Repetitions that were told as events.
        remembered: Repetitions in the database.
    """

    vitals: tuple[Vitals, ...]
    code: int
    integrity: str
    performed: int
    counted: int
    remembered: int

    @property
    def settled(self) -> Vitals:
        """The minute that the last one is held against: the third, or the first of a shorter run."""
        return next((each for each in self.vitals if each.minute == SETTLED), self.vitals[0])

    @property
    def grown_mb(self) -> float:
        """The most that memory grew by after that."""
        later = [each for each in self.vitals if each.minute >= self.settled.minute]
        return max(each.memory_mb for each in later) - self.settled.memory_mb

    @property
    def shortcomings(self) -> tuple[str, ...]:
        """What is not as it should be, a sentence each."""
        return tuple(self._shortcomings())

    def _shortcomings(self) -> Iterator[str]:
        first, last = self.settled, self.vitals[-1]
        if self.grown_mb >= MEMORY_BAR_MB:
            yield f"Memory grew by {self.grown_mb:.1f} MB, the limit is {MEMORY_BAR_MB:.0f}."
        for name in ("threads", "files", "children"):
            before, after = getattr(first, name), getattr(last, name)
            if before != after:
                minutes = f"in minute {first.minute} and {after} in minute {last.minute}"
                yield f"There were {before} {name} {minutes}."
        if self.code != 0:
            yield f"It ended with code {self.code}."
        if self.integrity != "ok":
            yield f"The database says of itself: {self.integrity}."
        if self.remembered != self.counted:
            yield f"{self.counted} repetitions were counted and {self.remembered} are remembered."
        if self.counted != self.performed:
            yield f"{self.performed} repetitions were performed and {self.counted} counted."


def soak(
    exercise: Exercise,
    model: PoseModel,
    *,
    minutes: int,
    minute_s: float = 60.0,
    on_minute: Callable[[Vitals], None],
) -> SoakResult:
    """Let the rendered athlete train for a long time before the whole of 'coach start'.

    Args:
        exercise: What is trained; one that is counted.
        model: The pose model.
        minutes: How long.
        minute_s: How long a minute is taken to be, for the impatient.
        on_minute: Told every minute.

    Raises:
        BenchError: It can't be measured here, or 'coach start' came to an end by itself.
    """
    if not Path("/proc/self/status").exists():
        raise BenchError("This needs Linux: its /proc says how a process is.")
    if exercise.hold is not None:
        raise BenchError(f"{exercise.name} is held, not counted.", hint="Choose an exercise that is counted.")
    with tempfile.TemporaryDirectory() as folder:
        home, events = Path(folder), Path(folder) / "events.jsonl"
        (home / settings_file().name).write_text(_settings(), encoding="utf-8")
        vitals = []
        with _training(exercise, model, home, events) as (process, terminal):
            began = time.monotonic()
            for minute in range(1, minutes + 1):
                _watch(process, terminal, began + minute * minute_s)
                vitals.append(_vitals(process, terminal, minute, _counted(events)))
                on_minute(vitals[-1])
            os.write(terminal, b"q")
            code = _end(process, terminal)
        times = _ends(events)
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
    """A voice that says nothing, as a child process for every phrase."""
    silent = shutil.which("true")
    return f'voice = "all"\nspeaker = ["{silent}"]\n' if silent else 'voice = "off"\n'


@contextmanager
def _training(
    exercise: Exercise, model: PoseModel, home: Path, events: Path
) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """'coach start' in a terminal of its own, and that terminal's other side."""
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


def _watch(process: subprocess.Popen[bytes], terminal: int, until: float) -> bytes:
    """Take what is drawn, as a terminal does, until then; gives the last of it."""
    shown = b""
    while (left_s := until - time.monotonic()) > 0:
        if select.select([terminal], [], [], min(left_s, 0.2))[0]:
            with suppress(OSError):  # the other side hung up
                shown = (shown + os.read(terminal, 65536))[-2000:]
        if process.poll() is not None:
            raise BenchError(f"'coach start' ended by itself: {shown.decode(errors='replace')}")
    return shown


def _end(process: subprocess.Popen[bytes], terminal: int) -> int:
    """Wait for its end and give its exit code."""
    until = time.monotonic() + _TO_END_S
    while process.poll() is None and time.monotonic() < until:
        if select.select([terminal], [], [], 0.2)[0]:
            with suppress(OSError):
                os.read(terminal, 65536)
    if process.poll() is None:
        raise BenchError(f"'coach start' did not end within {_TO_END_S:.0f} s of q.")
    return int(process.returncode)


def _vitals(process: subprocess.Popen[bytes], terminal: int, minute: int, counted: int) -> Vitals:
    """The least of a few glances: a phrase that is being said is a child process, with files of its own."""
    glances = []
    for _ in range(_GLANCES):
        glances.append(_glance(process.pid))
        _watch(process, terminal, time.monotonic() + _GLANCE_S)
    memory, threads, files, children = (min(column) for column in zip(*glances, strict=True))
    return Vitals(minute, memory, int(threads), int(files), int(children), counted)


def _glance(process: int) -> tuple[float, int, int, int]:
    """Resident megabytes, threads, open files and children of a process."""
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


def _ends(events: Path) -> list[float]:
    """When each full repetition that was told ended, in seconds since the source began."""
    if not events.exists():
        return []
    told = [json.loads(line) for line in events.read_text(encoding="utf-8").splitlines()]
    reps = [each["rep"] for each in told if each["event"] == "rep_completed"]
    return [rep["end_s"] for rep in reps]


def _counted(events: Path) -> int:
    return len(_ends(events))


def _performed(exercise: Exercise, until_s: float) -> int:
    """How many repetitions the athlete completes until then, round after round."""
    performance = endless_set(exercise)
    whole, rest_s = divmod(until_s + _SLACK_S, len(performance.times) / performance.frame_rate)
    ended = sum(rep.end_s <= rest_s for rep in performance.reps)
    return int(whole) * len(performance.reps) + ended


def _remembered(database: Path) -> tuple[str, int]:
    """What the database says of itself, and how many repetitions are in it."""
    with closing(sqlite3.connect(database)) as connection:
        integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
        reps = int(connection.execute("SELECT count(*) FROM rep").fetchone()[0])
    return integrity, reps
