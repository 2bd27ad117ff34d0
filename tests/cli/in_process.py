"""Runs the command line in the test's process, with its own streams and environment."""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, chdir, contextmanager
from dataclasses import dataclass
from functools import _lru_cache_wrapper
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main


@dataclass(frozen=True)
class CommandResult:
    """The output and exit code of a command."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The lines of standard output, parsed as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


Coach = Callable[..., CommandResult]
_REMEMBERING = tuple(
    f"coach.{each}" for each in ("cli", "catalogue", "settings", "training", "vision.privacy")
)


def in_this_process(typed: Sequence[object], folder: Path, environment: Mapping[str, str]) -> CommandResult:
    """Run ``coach`` with these arguments; a bug raises its exception.

    What is read by native code or before Python starts wants a process of its own.
    """
    assert not [name for name in environment if name.lower().endswith("_proxy") or name.startswith("PYTHON")]
    with ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name, value in environment.items():
            patch.setenv(name, value)
        patch.setattr(sys, "argv", ["coach", *map(str, typed)])
        patch.setattr(sys, "excepthook", sys.excepthook)  # restored with the rest
        patch.setattr(sys, "stdin", stack.enter_context(Path(os.devnull).open(encoding="utf-8")))
        out, err = stack.enter_context(_stream()), stack.enter_context(_stream())
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        stack.enter_context(chdir(folder))
        stack.enter_context(_signals())
        _forget()
        try:
            main()
            code = 0
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else int(left.code is not None)
        return CommandResult(code, _written(out), _written(err))


def _forget() -> None:
    """Clear the caches of models, exercises and settings, as in a new process."""
    for name, module in list(sys.modules.items()):
        if name.startswith(_REMEMBERING):
            for each in vars(module).values():
                if isinstance(each, _lru_cache_wrapper):
                    each.cache_clear()


def _stream() -> TextIOWrapper:
    return TextIOWrapper(tempfile.TemporaryFile(), encoding="utf-8", write_through=True)


def _written(stream: TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()


@contextmanager
def _signals() -> Iterator[None]:
    """Restore the handlers that a command changes."""
    handlers = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    try:
        yield
    finally:
        for each, handler in handlers.items():
            signal.signal(each, handler)
