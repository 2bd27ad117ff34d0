"""The program that speaks: found on this machine, and run once for each phrase."""

from __future__ import annotations

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

_WHERE = "{phrase}"
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
_LAST_WORD_S = 0.4
_TO_OBEY_S = 0.2
_READ = 2000
"""So much of what it complained of is looked at, in bytes."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """A program that says a phrase and ends.

    Attributes:
        command: Its words. The phrase takes the place of ``{phrase}``, or comes last; a command that names
            the environment variable COACH_PHRASE finds it there instead.
    """

    command: tuple[str, ...]

    @property
    def name(self) -> str:
        """The program."""
        return self.command[0]

    def saying(self, text: str) -> list[str]:
        """The command for a phrase."""
        if any(_WHERE in word for word in self.command[1:]):
            return [self.name, *(word.replace(_WHERE, text) for word in self.command[1:])]
        if any(_VARIABLE in word for word in self.command[1:]):
            return [*self.command]
        return [*self.command, text]


def speaker(wished: Sequence[str] | None = None) -> Speaker | None:
    """What speaks here.

    Args:
        wished: The command from the settings; it goes before whatever is found.

    Returns:
        The wished one as it is, else the first known one that is found; None where there is none.
    """
    if wished:
        return Speaker(tuple(wished))
    return next((Speaker(command) for command in _KNOWN if shutil.which(command[0])), None)


class SpeechQueue:
    """Says phrases one after another, on a thread of its own.

    Of each kind only the newest waits, and only while it is fresh: a speaker that is slower than what happens
    leaves out, and never lags behind.

    Attributes:
        trouble: Why something could not be said, or None.
    """

    def __init__(self, by: Speaker, *, patience_s: float = _PATIENCE_S) -> None:
        """Prepare to speak.

        Args:
            by: The program.
            patience_s: How long one phrase may take before the program is taken to hang.
        """
        self._by = by
        self._patience_s = patience_s
        self._changed = threading.Condition()
        self._waiting: dict[Kind, tuple[str, float]] = {}  # the words, and until when they are worth saying
        self._child: subprocess.Popen[bytes] | None = None
        self._speaking = self._cut = self._closing = False
        self._failures = 0
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self.trouble: str | None = None

    def open(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def say(self, phrase: Phrase) -> None:
        """Have a phrase said when the one before has ended; an older one of its kind is left out."""
        text = _sayable(phrase.text)
        with self._changed:
            self._waiting.pop(phrase.kind, None)
            if text and self._failures < _MOST_FAILURES:
                self._waiting[phrase.kind] = (text, time.monotonic() + phrase.fresh_s)
            self._changed.notify_all()

    def hush(self) -> None:
        """Break off, and forget what waits."""
        with self._changed:
            self._waiting.clear()
            self._cut = self._speaking
            self._end(signal.SIGTERM)

    def finish(self, seconds: float) -> None:
        """Wait until everything is said, but so many seconds at most."""
        with self._changed:
            self._changed.wait_for(lambda: not (self._waiting or self._speaking), seconds)

    def close(self) -> None:
        """Let the word that is being said be ended, for less than a second; leave no process behind."""
        with self._changed:
            self._closing = True
            self._waiting.clear()
            self._changed.notify_all()
        if self._thread.ident is None:
            return
        self._thread.join(_LAST_WORD_S)
        for sign in (signal.SIGTERM, _KILL):
            if self._thread.is_alive():
                with self._changed:
                    self._cut = self._speaking
                    self._end(sign)
                self._thread.join(_TO_OBEY_S)

    def _work(self) -> None:
        while (text := self._next()) is not None:
            self._say(text)

    def _next(self) -> str | None:
        """What to say now, in the order it came; waits until there is something. None at the end."""
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
        try:
            with tempfile.TemporaryFile() as complaints:
                child = _started(self._by.saying(text), text, complaints)
                code = self._awaited(child)
                why = _why_not(code, _last_line(complaints))
        except (OSError, ValueError) as error:
            self._fail(_why_never(error), for_good=True)
            return
        if self._cut or self._closing:
            return
        if code is None:
            why = f"it took longer than {self._patience_s:g} s"
        if why:
            self._fail(why)
        else:
            self._failures = 0

    def _awaited(self, child: subprocess.Popen[bytes]) -> int | None:
        """What the child left with; None where it had to be ended because it hangs."""
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
        """End the child with all it has started."""
        child = self._child
        if child is None or child.poll() is not None:
            return
        if sys.platform == "win32":
            child.kill()
        else:
            os.killpg(child.pid, sign)

    def _fail(self, reason: str, *, for_good: bool = False) -> None:
        """Remember why; after a few failures in a row it is not tried again."""
        self._failures = _MOST_FAILURES if for_good else self._failures + 1
        self.trouble = f"The voice program {self._by.name} failed: {reason}."
        if self._failures >= _MOST_FAILURES:
            with self._changed:
                self._waiting.clear()


def _started(command: Sequence[str], text: str, complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    """A child apart from the terminal: Ctrl-C is for coach, which then ends it."""
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=complaints,
        env={**os.environ, _VARIABLE: text},
        start_new_session=True,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _sayable(text: str) -> str:
    """Words alone: nothing that can't be said, and nothing that a program would take for an option."""
    printable = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(printable.split()).lstrip("-– ")


def _last_line(complaints: IO[bytes]) -> str:
    """The last thing that a program complained of; where it failed, that says why."""
    length = complaints.seek(0, os.SEEK_END)
    complaints.seek(max(length - _READ, 0))
    lines = complaints.read(_READ).decode(errors="replace").split("\n")
    return next((line for each in reversed(lines) if (line := _sayable(each))), "")


def _why_not(code: int | None, complaint: str) -> str:
    """Why nothing was heard; empty where something was."""
    if code:
        return f"it exited with code {code}" + (f" ('{complaint}')" if complaint else "")
    # Without a sound card espeak-ng tells an error and leaves as if all were well.
    return f"it reported '{complaint}'" if complaint.lower().startswith("error") else ""


def _why_never(error: OSError | ValueError) -> str:
    if isinstance(error, FileNotFoundError):
        return "it was not found"
    return error.strerror or str(error) if isinstance(error, OSError) else str(error)
