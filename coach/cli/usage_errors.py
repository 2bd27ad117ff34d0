"""Plain sentences for typing mistakes, with hints on what was probably meant."""

from __future__ import annotations

import re
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from typer import TyperException

from coach.addresses import is_address, without_password
from coach.catalogue.library import Faulty, load_exercise
from coach.errors import CoachError
from coach.regular_file import path_exists
from coach.vision.address_kind import address_kind, completed_source, download_error
from coach.vision.source_kind import source_kind

_PLAIN = (
    (r"^No such command (.*?)\.", r"There is no command \1."),
    (r"^No such option: (\S+)", r"There is no option \1."),
    (r" \(Possible options: (.*)\)$", r" Did you mean \1?"),
    (r"^Got unexpected extra argument\(s\) \((.*)\)$", r"Unexpected arguments: '\1'."),
    (r"^Missing argument '(.*)'\.$", r"\1 is missing."),
    (r"^Missing option (.*)\.$", r"\1 is missing."),
    (r"^Option (.*) requires an argument\.$", r"\1 needs a value after it."),
    (r"^Option (.*) requires (\d+) arguments\.$", r"\1 needs \2 values after it."),
    (r"^Option (.*) does not take a value\.$", r"\1 takes no value."),
    (r"^Invalid value(?: for |: )", ""),
    (r"Value error, ", ""),
    (r": Input should be a valid integer.*$", " must be a whole number."),
    (r": Input should be a valid number.*$", " must be a number."),
    (r": Input should be a finite number.*$", " must be a finite number."),
    (r": Input should be greater than or equal to (\S+)$", r" must be at least \1."),
    (r": Input should be less than or equal to (\S+)$", r" must be at most \1."),
    (r": Input should be greater than (\S+)$", r" must be above \1."),
    (r": Input should be less than (\S+)$", r" must be below \1."),
    (r" does not match the formats '%Y-%m-%d'\.", " is not a date like 2026-01-31."),
    (r"is not one of (.*), (\S+?)\.$", r"is not one of \1 or \2."),
    (r"^('--\S+'): it must ", r"\1 must "),
)
_TOO_LONG = re.compile(r"([^\s]{80})[^\s']{20,}")
_LISTING = {"list", "ls", "all"}


def sentence_and_hint(error: TyperException, commands: object, typed: Sequence[str]) -> tuple[str, str]:
    """A sentence for a typing mistake, and a hint on what to type instead.

    Args:
        error: The mistake.
        commands: The program's commands, as typer has them.
        typed: What was typed after the program's name.
    """
    sentence = _TOO_LONG.sub(r"\1…", error.format_message())
    context = getattr(error, "ctx", None)
    path = context.command_path if context else _command_path(commands, typed)
    if sentence.startswith("Usage:"):  # a command group without a command
        return sentence, ""
    unknown = re.match(r"No such command '(.*?)'\.", sentence)
    extra = re.match(r"Got unexpected extra argument\(s\) \((.*)\)", sentence)
    hint = ""
    if unknown:
        hint = _command_hint(path, unknown[1])
    elif extra:
        hint = _extra_words_hint(path, typed, extra[1])
    for pattern, plain in _PLAIN:
        sentence = re.sub(pattern, plain, sentence)
    return sentence, hint or f"'{path} --help' explains the command."


def _command_path(commands: object, typed: Sequence[str]) -> str:
    """The typed command; Typer doesn't give it if an option has no value."""
    path = ["coach"]
    for word in typed:
        below = getattr(commands, "commands", {})
        if word in below:
            commands = below[word]
            path.append(word)
    return " ".join(path)


def warn_of_faulty(faulty: Faulty) -> None:
    """Print on stderr that one of the user's exercise files is left out."""
    print(faulty.note, file=sys.stderr)


def warn_of_visible_password() -> None:
    """Print on stderr that a password in a typed address is visible in the list of processes."""
    typed = [completed_source(word.removeprefix("--source=")) for word in sys.argv[1:]]
    addresses = [word for word in typed if is_address(word) and address_kind(word) != "film page"]
    if any(without_password(word) != word for word in addresses):
        print(
            "While this runs, other users of this machine can see the password in --source.\n"
            "Put the address into 'source' in your settings or into COACH_SOURCE instead.",
            file=sys.stderr,
        )


def exercise_name(typed: str) -> str:
    """The canonical name of a typed exercise.

    Raises:
        ExerciseError: There is no such exercise, or its file can't be read.
    """
    return load_exercise(typed, warn_of_faulty).name


def canonical_exercise(name: str) -> str | None:
    """The canonical name of an exercise; None if there is none."""
    try:
        return load_exercise(name).name
    except CoachError:
        return None


def _extra_words_hint(path: str, typed: Sequence[str], extra: str) -> str:
    """A hint for extra words: an exercise name of several words, or a source; else empty."""
    if path not in ("coach start", "coach demo", "coach doctor", "coach exercises show"):
        return ""
    first = extra.split()[0]
    before = list(typed)[: list(typed).index(first)] if first in typed else []
    is_name = len(before) > 1 and before[-1] != path.split()[-1] and not before[-2].startswith("-")
    words = f"{before[-1]} {extra}" if is_name else extra
    if exercise := canonical_exercise(words):
        return f"Type the exercise as one word: {path} {exercise}"
    if path in ("coach start", "coach doctor") and (source := _source_kind_text(extra)):
        return f"{source} goes after --source: {path} EXERCISE --source {shlex.quote(extra)}"
    return f"Put a name of several words in quotes: {path} {shlex.quote(words)}" if is_name else ""


def _source_kind_text(word: str) -> str:
    """The kind of a source that is recognisable by its name; else empty."""
    kinds = {"film": "A film", "recording": "A film", "address": "An address", "performer": "The athlete"}
    return kinds.get(kind := source_kind(completed_source(word)), "" if kind == "name" else "A camera")


def _command_hint(path: str, word: str) -> str:
    """A hint on what an unknown command probably means; else empty."""
    if word in _LISTING and path != "coach":
        return f"To list them: {path}"
    if path == "coach history" and (word == "last" or word.isdecimal()):
        return f"To show that workout: coach history show {word}"
    if path == "coach" and path_exists(Path(word)):
        return f"To count the reps in it: coach analyze {shlex.quote(word)}"
    if path == "coach" and (address := _address_hint(word)):
        return address
    if path in ("coach", "coach exercises") and (exercise := canonical_exercise(word)):
        return f"To count it in a film: coach analyze FILM --exercise {exercise}"
    return ""


def _address_hint(word: str) -> str:
    """A hint for an address; empty if it isn't one."""
    error = download_error(Path(word))
    return "" if error is None else f"{error} {error.hint}"
