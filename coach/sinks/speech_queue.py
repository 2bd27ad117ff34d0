"""Finds the speech program of this machine and runs it once per phrase."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from coach.sinks.phrases import Kind, Phrase

_LOG = logging.getLogger(__name__)

_PLACEHOLDER = "{phrase}"
_VARIABLE = "COACH_PHRASE"
_WINDOWS = (
    "powershell",
    "-NoProfile",
    "-NonInteractive",
    "-Command",
    "Add-Type -AssemblyName System.Speech; "
    f"(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak($env:{_VARIABLE})",
)
_KNOWN = (("espeak-ng",), ("espeak",), ("spd-say", "--wait"), ("say",), _WINDOWS)

_KILL = signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL
_PATIENCE_S = 10.0
_MOST_FAILURES = 3
_CLOSE_WAIT_S = 0.4
_SIGNAL_WAIT_S = 0.2
_ERROR_BYTES = 2000
"""Bytes of the program's error output to read."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A program that speaks a phrase and exits.

    Attributes:
        command: Program and arguments. The phrase replaces ``{phrase}`` or is appended; a command that names
            the environment variable COACH_PHRASE finds it there instead.
    """

    command: tuple[str, ...]

    @property
    def name(self) -> str:
        """The name of the program."""
        return self.command[0]

    def command_for(self, text: str) -> list[str]:
        """The command that speaks a phrase."""
        if any(_PLACEHOLDER in word for word in self.command[1:]):
            return [self.name, *(word.replace(_PLACEHOLDER, text) for word in self.command[1:])]
        if any(_VARIABLE in word for word in self.command[1:]):
            return [*self.command]
        return [*self.command, text]


def speaker(wished: Sequence[str] | None = None) -> Speaker | None:
    """The speech program to use.

    Args:
        wished: The command from the settings, if any.

    Returns:
        The command from the settings, or else the first known program on this machine; None without one.
    """
    if wished:
        return Speaker(tuple(wished))
    return next((Speaker(command) for command in _KNOWN if shutil.which(command[0])), None)


class SpeechQueue:
    """Speaks phrases one after another, on a separate thread.

    Only the newest phrase of each kind waits, and only while it is fresh: a slow program skips phrases
    instead of lagging behind.

    Attributes:
        trouble: Why a phrase could not be spoken, or None.
    """

    def __init__(self, by: Speaker, *, patience_s: float = _PATIENCE_S) -> None:
        """Create a queue.

        Args:
            by: The speech program.
            patience_s: Seconds after which the program counts as hung.
        """
        self._by = by
        self._patience_s = patience_s
        self._changed = threading.Condition()
        self._waiting: dict[Kind, tuple[str, float]] = {}  # the words, and until when they are fresh
        self._child: subprocess.Popen[bytes] | None = None
        self._speaking = self._cut = self._closing = False
        self._failures = 0
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self.trouble: str | None = None

    def open(self) -> None:
        """Start the thread."""
        self._thread.start()

    def say(self, phrase: Phrase) -> None:
        """Queue a phrase; it replaces a waiting one of the same kind."""
        text = _speakable(phrase.text)
        with self._changed:
            self._waiting.pop(phrase.kind, None)
            if text and self._failures < _MOST_FAILURES:
                self._waiting[phrase.kind] = (text, time.monotonic() + phrase.fresh_s)
            self._changed.notify_all()

    def hush(self) -> None:
        """Stop speaking and empty the queue."""
        with self._changed:
            self._waiting.clear()
            self._cut = self._speaking
            self._end(signal.SIGTERM)

    def finish(self, seconds: float) -> None:
        """Wait until the queue is empty, for at most ``seconds``."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._waiting or self._speaking), seconds)

    def close(self) -> None:
        """Let the current phrase end, for less than a second; leaves no process behind."""
        with self._changed:
            self._closing = True
            self._waiting.clear()
            self._changed.notify_all()
        if self._thread.ident is None:
            return
        self._thread.join(_CLOSE_WAIT_S)
        for sign in (signal.SIGTERM, _KILL):
            if self._thread.is_alive():
                with self._changed:
                    self._cut = self._speaking
                    self._end(sign)
                self._thread.join(_SIGNAL_WAIT_S)

    def _work(self) -> None:
        while (text := self._next()) is not None:
            self._say(text)

    def _next(self) -> str | None:
        """The next phrase in order of arrival; waits for one. None at the end."""
        with self._changed:
            self._speaking = self._cut = False
            self._changed.notify_all()
            while not self._closing:
                while self._waiting:
                    text, until_s = self._waiting.pop(next(iter(self._waiting)))
                    if time.monotonic() <= until_s:
                        self._speaking = True
                        return text
                self._changed.notify_all()
                self._changed.wait()
        return None

    def _say(self, text: str) -> None:
        _LOG.debug("says %r", text)
        try:
            with tempfile.TemporaryFile() as error_output:
                child = _start_process(self._by.command_for(text), text, error_output)
                code = self._exit_code(child)
                why = _failure(code, _last_line(error_output))
        except (OSError, ValueError) as error:
            self._fail(_start_failure(error), for_good=True)
            return
        if self._cut or self._closing:
            return
        if code is None:
            why = f"it took longer than {self._patience_s:g} s"
        if why:
            self._fail(why)
        else:
            self._failures = 0

    def _exit_code(self, child: subprocess.Popen[bytes]) -> int | None:
        """The exit code of the child; None if it hung and was killed."""
        with self._changed:
            self._child = child
            if self._cut or self._closing:
                self._end(signal.SIGTERM)
        try:
            return child.wait(self._patience_s)
        except subprocess.TimeoutExpired:
            with self._changed:
                self._end(_KILL)
            child.wait()
            return None
        finally:
            with self._changed:
                self._child = None

    def _end(self, sign: signal.Signals) -> None:
        """End the child and its own children."""
        child = self._child
        if child is None or child.poll() is not None:
            return
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, sign)

    def _fail(self, reason: str, *, for_good: bool = False) -> None:
        """Record the reason; after several failures in a row, stop trying."""
        self._failures = _MOST_FAILURES if for_good else self._failures + 1
        self.trouble = f"The voice program {self._by.name} failed: {reason}."
        _LOG.info("%s", self.trouble)
        if self._failures >= _MOST_FAILURES:
            with self._changed:
                self._waiting.clear()


def _start_process(command: Sequence[str], text: str, error_output: IO[bytes]) -> subprocess.Popen[bytes]:
    """A child in its own session: Ctrl-C reaches only coach, which then ends it."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=error_output,
        env={**os.environ, _VARIABLE: text},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _speakable(text: str) -> str:
    """Printable words only, and nothing that a program could take for an option."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split()).lstrip("-– ")


def _last_line(error_output: IO[bytes]) -> str:
    """The last line of a program's error output."""
    length = error_output.seek(0, os.SEEK_END)
    error_output.seek(max(length - _ERROR_BYTES, 0))
    lines = error_output.read(_ERROR_BYTES).decode(errors="replace").split("\n")
    return next((line for each in reversed(lines) if (line := _speakable(each))), "")


def _failure(code: int | None, last_line: str) -> str:
    """Why the program failed; empty if it succeeded."""
    if code:
        return f"it exited with code {code}" + (f" ('{last_line}')" if last_line else "")
    # Without a sound card, espeak-ng prints an error but exits with code 0.
    return f"it reported '{last_line}'" if last_line.lower().startswith("error") else ""


def _start_failure(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it was not found"
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
