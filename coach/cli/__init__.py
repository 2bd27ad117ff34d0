"""The command line: the list of commands, and the one place where errors are printed."""

from __future__ import annotations

import errno
import logging
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
"""System errors that mean standard output can't be written."""
_VERBOSE = "--verbose"


class _Coach(LazyGroup):
    table: ClassVar = {
        "start": LazyCommand("coach.cli.start", "start", "Start a workout in front of a camera or phone."),
        "analyze": LazyCommand("coach.cli.analyze", "analyze", "Count and judge the reps in films."),
        "pose": LazyCommand("coach.cli.photos.pose", "pose", "Measure the people in photos."),
        "posture": LazyCommand("coach.cli.photos.posture", "posture", "Measure how you stand in a photo."),
        "measure": LazyCommand("coach.cli.measuring.measure", "measure", "Measure the range of a joint."),
        "compare": LazyCommand("coach.cli.comparing.compare", "compare", "Compare two sets of an exercise."),
        "record": LazyCommand(
            "coach.cli.viewing.record", "record", "Save the landmarks of a film or a camera."
        ),
        "view": LazyCommand("coach.cli.viewing.view", "view", "Show a skeleton in the terminal."),
        "demo": LazyCommand("coach.cli.demo", "demo", "See how coach works; needs no camera."),
        "history": LazyCommand(
            "coach.cli.history.group",
            "app",
            "See your workouts, progress and records; correct or delete them.",
        ),
        "goal": LazyCommand("coach.cli.planning.goal", "app", "Set goals, and see how far you are."),
        "routine": LazyCommand(
            "coach.cli.planning.routine", "app", "Make and start workouts of several exercises."
        ),
        "profile": LazyCommand(
            "coach.cli.planning.profile", "app", "Say who trains: height, body weight, units."
        ),
        "exercises": LazyCommand(
            "coach.cli.exercises", "app", "List exercises, show one, or check your own file."
        ),
        "train": LazyCommand("coach.cli.train", "train", "Train the exercise classifier on your own clips."),
        "models": LazyCommand("coach.cli.models", "app", "List, download and verify models."),
        "report": LazyCommand(
            "coach.cli.storage.report", "report", "Write workouts as a page to print or to share."
        ),
        "export": LazyCommand(
            "coach.cli.sharing.export", "export", "Write your history as JSON, CSV or FIT files."
        ),
        "import": LazyCommand(
            "coach.cli.sharing.import_file",
            "import_command",
            "Add another machine's history, or a log of Strong, Hevy or FitNotes.",
        ),
        "recordings": LazyCommand(
            "coach.cli.storage.recordings", "app", "List or remove the landmark recordings of your workouts."
        ),
        "rescore": LazyCommand(
            "coach.cli.storage.rescore", "rescore", "Judge saved workouts again with today's rules."
        ),
        "forget": LazyCommand(
            "coach.cli.storage.forget", "forget", "Erase a person, with recordings and backups."
        ),
        "db": LazyCommand("coach.cli.storage.db", "app", "Check, back up or restore the database."),
        "settings": LazyCommand("coach.cli.settings", "app", "Show the settings and where each comes from."),
        "doctor": LazyCommand("coach.cli.doctor", "doctor", "Check that this machine and room are ready."),
        "bench": LazyCommand("coach.bench.commands", "app", "Measure how accurate and how fast coach is."),
    }


app = typer.Typer(
    cls=_Coach,
    help="Count and judge your reps, live or from films, on your own machine.",
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def _print_version(wanted: bool) -> None:
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
        typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and exit."),
    ] = False,
    verbose: Annotated[
        bool, typer.Option("--verbose", help="Log background activity to standard error.")
    ] = False,
) -> None:
    """Count and judge your reps, live or from films, on your own machine."""
    if context.invoked_subcommand is None:
        print(welcome())


def main() -> None:
    """Run the command line and exit with its code.

    0: done; 1: a :class:`CoachError`; 2: wrong usage; 3: some of several films failed; 130: Ctrl-C. Any other
    exception is a bug: it prints a traceback and asks for a report, and exits with 1.
    """
    typed = _prepared_arguments(sys.argv[1:])
    try:
        code = _run(units_joined(typed))
        if sys.stdout is not None:
            sys.stdout.flush()  # here, while an error can still be reported
    except OSError as error:
        code = _output_failed(error)
    except KeyboardInterrupt as stopped:
        if "_COACH_COMPLETE" not in os.environ:  # a shell asks for completions: print nothing
            notes = getattr(stopped, "__notes__", ())
            print(*(notes or ("Stopped before anything was counted.",)), sep="\n", file=sys.stderr)
        code = 130
    sys.exit(code)


def _prepared_arguments(typed: list[str]) -> list[str]:
    """Set up the output streams; returns the arguments without --verbose, and with 'help' as --help."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")
    gate_output()
    sys.excepthook = _report_crash
    if typed[:1] == ["help"]:
        typed = [*typed[1:], "--help"]
    after_installing(typed)
    if _VERBOSE in _before_dashes(typed):
        typed.remove(_VERBOSE)
        _log_to_stderr()
    return typed


def _before_dashes(typed: Sequence[str]) -> Sequence[str]:
    return typed[: typed.index("--")] if "--" in typed else typed


def _log_to_stderr() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(_LogFormatter("%(relativeCreated)7.0f ms %(threadName)s %(name)s: %(message)s"))
    log = logging.getLogger("coach")
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)


class _LogFormatter(logging.Formatter):
    """Hides the passwords of addresses, as error messages do."""

    def format(self, record: logging.LogRecord) -> str:
        return without_passwords(super().format(record))


def _run(typed: Sequence[str]) -> int:
    commands = get_command(app)
    try:
        outcome = commands.main(list(typed), prog_name="coach", standalone_mode=False)
    except CoachError as error:
        _print_error(str(error), error.hint)
        return 1
    except typer.TyperException as error:
        from coach.cli.usage_errors import sentence_and_hint  # only loaded for errors

        _print_error(*sentence_and_hint(error, commands, typed))
        return error.exit_code
    except typer.Abort:
        return 130
    return outcome if isinstance(outcome, int) else 0


def _output_failed(error: OSError) -> int:
    """Report that standard output can't be written, and return the exit code."""
    if error.filename is not None or error.errno not in {errno.EPIPE, *_FULL}:
        raise error
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # flushing the buffer must not fail again
    if error.errno != errno.EPIPE:
        _print_error(
            f"The output could not be written: {error.strerror}.",
            "Free some space, or write it somewhere else.",
        )
    return 1


def _print_error(sentence: str, hint: str) -> None:
    """Print an error to standard error, and with ``--json`` to standard output too."""
    sentence, hint = without_passwords(sentence), without_passwords(hint)
    print("\n".join(part for part in (sentence, hint) if part), file=sys.stderr)
    if "--json" in _before_dashes(sys.argv):
        print(json_line({"error": sentence, "hint": hint}))


def _report_crash(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    lines = "".join(traceback.format_exception(kind, error, trace))
    print(without_passwords(lines), end="", file=sys.stderr)
    _print_error(
        f"This is a bug in coach, not a mistake of yours: {kind.__name__}.",
        "Please report it where you got coach from, with the lines above and what 'coach --version' prints.",
    )
