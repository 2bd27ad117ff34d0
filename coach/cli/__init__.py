"""The command line: one file per command, and here the one mouth for errors."""

from __future__ import annotations

import errno
import os
import platform
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper
from types import TracebackType
from typing import Annotated, ClassVar

import typer
from typer.main import get_command

from coach import __version__
from coach.addresses import without_passwords
from coach.cli.completion import after_installing
from coach.cli.lazy_commands import LazyCommand, LazyGroup
from coach.cli.welcome import welcome
from coach.errors import CoachError
from coach.quantities import units_joined
from coach.terminal_text import gate_output, json_line

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF}
"""What the system says when there is no room, or no way, to write on."""


class _Coach(LazyGroup):
    table: ClassVar = {
        "start": LazyCommand("coach.cli.start", "start", "Train live, in front of a camera or a phone."),
        "analyze": LazyCommand("coach.cli.analyze", "analyze", "Count and judge the reps in films."),
        "demo": LazyCommand("coach.cli.demo", "demo", "Watch a rendered athlete train; needs no camera."),
        "history": LazyCommand("coach.cli.history", "app", "Show your workouts, and correct or delete them."),
        "exercises": LazyCommand(
            "coach.cli.exercises", "app", "List exercises, show one, or check your own."
        ),
        "train": LazyCommand("coach.cli.train", "train", "Teach the classifier from labelled clips."),
        "models": LazyCommand("coach.cli.models", "app", "List, download and verify the models."),
        "settings": LazyCommand("coach.cli.settings", "app", "Show the settings and where each comes from."),
        "doctor": LazyCommand("coach.cli.doctor", "doctor", "Check that this machine and room are ready."),
        "bench": LazyCommand("coach.bench.commands", "app", "Measure how accurate and how fast coach is."),
    }


app = typer.Typer(
    cls=_Coach,
    help="Counts, judges and remembers your repetitions, live or from films, on your own machine.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        import importlib.metadata

        parts = (
            f"coach {__version__}",
            f"mediapipe {importlib.metadata.version('mediapipe')}",
            f"Python {platform.python_version()}",
            f"{platform.system()} {platform.machine()}",
        )
        print(" · ".join(parts))
        raise typer.Exit


@app.callback(invoke_without_command=True)
def start_here(
    context: typer.Context,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_tell_version, is_eager=True, help="Say which version this is, and leave."
        ),
    ] = False,
) -> None:
    """Counts, judges and remembers your repetitions, live or from films, on your own machine."""
    if context.invoked_subcommand is None:
        print(welcome())


def main() -> None:
    """Run what was typed and leave with its exit code.

    0 done, 1 a :class:`CoachError`, 2 wrong usage, 3 some of several films failed, 130 Ctrl-C. Anything
    else is a fault of ours: a traceback and where to report it, with 1 too.
    """
    typed = sys.argv[1:]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    gate_output()
    sys.excepthook = _own_up
    if typed[:1] == ["help"]:
        typed = [*typed[1:], "--help"]
    after_installing(typed)
    try:
        code = _run(units_joined(typed))
        if sys.stdout is not None:
            sys.stdout.flush()  # or it would fail after the last word could be said
    except OSError as error:
        code = _unheard(error)
    except KeyboardInterrupt as stopped:
        if "_COACH_COMPLETE" not in os.environ:  # a shell asks what to offer: its line is no place to talk
            kept = getattr(stopped, "__notes__", ())
            print(*(kept or ("Stopped before there was anything to keep.",)), sep="\n", file=sys.stderr)
        code = 130
    sys.exit(code)


def _run(typed: Sequence[str]) -> int:
    commands = get_command(app)
    try:
        outcome = commands.main(list(typed), prog_name="coach", standalone_mode=False)
    except CoachError as error:
        _say(str(error), error.hint)
        return 1
    except typer.TyperException as error:
        from coach.cli.usage_errors import in_plain_words  # typed rightly, nothing has to load it

        _say(*in_plain_words(error, commands, typed))
        return error.exit_code
    except typer.Abort:
        return 130
    return outcome if isinstance(outcome, int) else 0


def _unheard(error: OSError) -> int:
    """What could not be written to standard output is a fault of its reader's, not of ours."""
    if error.filename is not None or error.errno not in {errno.EPIPE, *_FULL}:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what waits has somewhere to go
    if error.errno != errno.EPIPE:
        _say(
            f"What there is to say could not be written: {error.strerror}.",
            "Make room, or send it elsewhere.",
        )
    return 1


def _say(sentence: str, hint: str) -> None:
    """Put an error where people and programs look for it."""
    sentence, hint = without_passwords(sentence), without_passwords(hint)
    print("\n".join(part for part in (sentence, hint) if part), file=sys.stderr)
    options = sys.argv[: sys.argv.index("--")] if "--" in sys.argv else sys.argv
    if "--json" in options:
        print(json_line({"error": sentence, "hint": hint}))


def _own_up(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    lines = "".join(traceback.format_exception(kind, error, trace))
    print(without_passwords(lines), end="", file=sys.stderr)
    _say(
        f"This is a fault in coach, not in what you typed: {kind.__name__}.",
        "Please report it where you got coach from, with the lines above and what 'coach --version' says.",
    )
