"""Speech programs for tests: they log what they are to say, and when."""

from __future__ import annotations

import json
import os
import sys
import textwrap
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from coach.sinks.speech_queue import Speaker

LONG_S = 60.0
"""Longer than any test waits."""
_SCRIPT = """
    import json, os, signal, sys, time
    log, seconds, code, manner, *words = sys.argv[1:]

    def tell(what):
        line = json.dumps({"what": what, "words": words, "pid": os.getpid(), "time": time.time()})
        file = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(file, line.encode() + b"\\n")
        os.close(file)

    if manner == "stubborn":
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
    tell("began")
    time.sleep(float(seconds))
    tell("ended")
    sys.exit(int(code))
"""


@dataclass(frozen=True)
class Logged:
    """An entry in the log of a speaker."""

    what: str
    words: list[str]
    pid: int
    time: float


@dataclass(frozen=True)
class Loudspeaker:
    """A program of ours that takes its time over each phrase.

    Attributes:
        folder: Where its script and what it writes down are.
        seconds: How long it takes over a phrase.
        code: What it leaves with.
        stubborn: Whether it goes on when it is asked to end.
    """

    folder: Path
    seconds: float = 0.0
    code: int = 0
    stubborn: bool = False

    @property
    def speaker(self) -> Speaker:
        script = self.folder / "speaker.py"
        script.write_text(textwrap.dedent(_SCRIPT))
        manner = "stubborn" if self.stubborn else "meek"
        words = (sys.executable, "-I", "-S", script, self._log, self.seconds, self.code, manner)
        return Speaker(tuple(map(str, words)))

    @property
    def logged(self) -> list[Logged]:
        if not self._log.exists():
            return []
        return [Logged(**json.loads(line)) for line in self._log.read_text().splitlines()]

    @property
    def spoken(self) -> list[str]:
        """The phrases it began, each its last argument."""
        return [each.words[-1] for each in self.logged if each.what == "began"]

    def wait_for(self, *phrases: str, seconds: float = 20.0) -> None:
        """Wait until it has begun all of these."""
        until = time.monotonic() + seconds
        while not set(phrases) <= set(self.spoken):
            assert time.monotonic() < until, f"{phrases} were never all spoken, only {self.spoken}"
            time.sleep(0.02)

    @property
    def alive(self) -> list[int]:
        """Its processes that still exist, including zombies."""
        return [pid for pid in {each.pid for each in self.logged} if _exists(pid)]

    @property
    def _log(self) -> Path:
        return self.folder / "spoken.jsonl"


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def settled(condition: Callable[[], bool], seconds: float = 20.0) -> None:
    """Wait until a condition holds."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def read(path: Path) -> str:
    """The content of a file; empty if it does not exist."""
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""
