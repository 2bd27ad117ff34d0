"""What was typed wrongly, said in plain words, with what was probably meant."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from typer import TyperException

from coach.regular_file import is_there

if TYPE_CHECKING:
    from coach.catalogue.library import Faulty

_PLAINER = (
    (r"^No such command (.*?)\.", r"There is no command \1."),
    (r"^No such option: (\S+)", r"There is no option \1."),
    (r" \(Possible options: (.*)\)$", r" Did you mean \1?"),
    (r"^Got unexpected extra argument\(s\) \((.*)\)$", r"Too many words: '\1'."),
    (r"^Missing argument '(.*)'\.$", r"\1 is missing."),
    (r"^Option (.*) requires an argument\.$", r"\1 wants something after it."),
    (r"^Invalid value for ", ""),
    (r"Value error, ", ""),
    (r"Input should be a valid (\w+).*$", r"it has to be a \1."),
    (r"Input should be (.*?)\.?$", r"it has to be \1."),
    (r" does not match the formats '%Y-%m-%d'", " is no day like 2026-01-31"),
    (r"is not one of (.*), (\S+?)\.$", r"is neither \1 nor \2."),
    (r"'([^' ]+|[^']+)'", r"«\1»"),
)
_LISTING = {"list", "ls", "all"}


def in_plain_words(error: TyperException) -> tuple[str, str]:
    """A sentence for a typing mistake, and what to type instead."""
    sentence = error.format_message()
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "coach"
    if sentence.startswith("Usage:"):  # a group of commands, of which none was typed
        return sentence, ""
    unknown = re.match(r"No such command '(.*?)'\.", sentence)
    extra = re.match(r"Got unexpected extra argument\(s\) \((.*)\)", sentence)
    hint = ""
    if unknown:
        hint = _meant(path, unknown[1])
    elif extra and path == "coach start":
        hint = f"A film is named so: «coach start NAME --source {shlex.quote(extra[1])}»."
    for pattern, plainer in _PLAINER:
        sentence = re.sub(pattern, plainer, sentence)
    return sentence, hint or f"«{path} --help» shows how it is used."


def tell_faulty(faulty: Faulty) -> None:
    """Say on stderr that an exercise file of the user's is left out."""
    print(faulty.note, file=sys.stderr)


def exercise_called(name: str) -> str | None:
    """The canonical name of an exercise, or None when nothing is called so."""
    from coach.catalogue.library import load_exercise
    from coach.errors import CoachError

    try:
        return load_exercise(name).name
    except CoachError:
        return None


def _meant(path: str, word: str) -> str:
    """What was probably meant by a command that is none; empty when nobody can say."""
    if word in _LISTING and path != "coach":
        return f"«{path}» alone lists them."
    if path == "coach history" and (word == "last" or word.isdecimal()):
        return f"«coach history show {word}» shows that workout."
    if path == "coach" and is_there(Path(word)):
        return f"«coach analyze {shlex.quote(word)}» counts what is trained in it."
    if path in ("coach", "coach exercises") and (exercise := exercise_called(word)):
        return f"«coach analyze FILM --exercise {exercise}» counts them in a film of yours."
    return ""
