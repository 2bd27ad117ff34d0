"""Runs the real command line in a pseudo terminal, and reads its screen."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

_CHUNK = 65536


@dataclass
class Terminal:
    """A pseudo terminal with a running program.

    Attributes:
        typed: What is typed after the program's name.
        cwd: Where.
        size: Columns and rows.
        environment: Variables besides those of the test.
        program: The module that is run.
        shown: Everything that was written to it so far.
    """

    typed: tuple[object, ...]
    cwd: Path
    size: tuple[int, int] = (80, 24)
    environment: dict[str, str] = field(default_factory=dict)
    program: str = "coach"
    shown: str = ""

    def __enter__(self) -> Self:
        self._own, end = pty.openpty()
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self.resize(*self.size)
        self._before = termios.tcgetattr(end)
        environment = {
            name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", self.program, *map(str, self.typed)],
            cwd=self.cwd,
            env={**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor", **self.environment},
            stdin=end,
            stdout=end,
            stderr=end,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(end, termios.TIOCSCTTY, 0),
        )
        self._end = end
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
        /,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self._own)
        os.close(self._end)

    def resize(self, columns: int, rows: int) -> None:
        """Resize the window."""
        fcntl.ioctl(self._own, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def press(self, key: str) -> None:
        """Press a key."""
        os.write(self._own, key.encode())

    def wait_for(self, text: str, *, seconds: float = 90.0) -> None:
        """Read until a text is shown."""
        self.wait_until(lambda: text in self.shown, f"{text!r} never came", seconds=seconds)

    def wait_until(
        self, condition: Callable[[], bool], missed: str = "it never came to it", *, seconds: float = 90.0
    ) -> None:
        """Read until a condition on the output is met."""
        until = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < until, f"{missed}:\n{self.shown[-3000:]}"
            assert self._read(0.2) or self.process.poll() is None, self.shown[-3000:]

    def end(self, *, seconds: float = 90.0) -> int:
        """Read to the end and return the exit code."""
        until = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < until, self.shown[-3000:]
            self._read(0.2)
        while self._read(0.1):
            pass
        return self.process.returncode

    def interrupt(self) -> None:
        """Press Ctrl-C."""
        os.killpg(self.process.pid, signal.SIGINT)

    @property
    def restored(self) -> bool:
        """Whether keyboard, cursor and screen are restored."""
        keyboard = termios.tcgetattr(self._end) == self._before
        cursor = self.shown.rfind("\x1b[?25h") >= self.shown.rfind("\x1b[?25l")
        screen = self.shown.rfind("\x1b[?1049l") >= self.shown.rfind("\x1b[?1049h")
        return keyboard and cursor and screen

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._own], [], [], seconds)
        if not ready:
            return False
        self.shown += self._decoder.decode(os.read(self._own, _CHUNK))
        return True


def rows_of(written: str) -> list[str]:
    """The rows of the screen after all output, with their colours."""
    rows: dict[int, str] = {}
    place = 0
    for part in re.split(r"(\x1b\[2J|\x1b\[\d+;1H)", written):
        if part == "\x1b[2J":
            rows.clear()
        elif placed := re.fullmatch(r"\x1b\[(\d+);1H", part):
            place = int(placed[1])
        elif place and (text := re.sub(r"\x1b\[\?\d+[hl]|\x1b\[H", "", part)):
            rows[place] = text
    return [rows[number] for number in sorted(rows)]
