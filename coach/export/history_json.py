"""The history as one JSON document: everything that is stored, for another machine or program.

The keys are described in docs/programs.md. ``FORMAT`` changes when the meaning of a key does.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.errors import ImportUnreadable
from coach.export.file_output import Output, write_text
from coach.regular_file import read_regular
from coach.store.exchange.history_document import profile_documents, workout_documents
from coach.store.exchange.history_merge import HistoryDocument
from coach.store.history import History
from coach.store.queries import WorkoutFilter
from coach.terminal_text import json_line

FORMAT = 1
_FORMAT_KEY = "coach_history"


def export_json(history: History, output: Output, choice: WorkoutFilter | None = None) -> int:
    """Write the history as JSON, one workout a line; two histories with the same content give the same bytes.

    Args:
        history: The history.
        output: A file, or an open text stream.
        choice: Which workouts; all by default. Running ones are left out.

    Returns:
        The number of workouts.

    Raises:
        ExportUnwritable: The file can't be written.
    """
    count = 0

    def pieces() -> Iterator[str]:
        nonlocal count
        names = None if choice is None or choice.profile is None else {choice.profile}
        yield f'{{"{_FORMAT_KEY}": {FORMAT},\n"profiles": ['
        yield ",\n".join(map(json_line, profile_documents(history, names)))
        yield '],\n"workouts": [\n'
        for facts in workout_documents(history, choice):
            yield (",\n" if count else "") + json_line(facts)
            count += 1
        yield "\n]}\n"

    write_text(output, pieces())
    return count


def read_history_json(path: Path) -> HistoryDocument:
    """Read a document that ``export_json`` wrote.

    Raises:
        ImportUnreadable: It is no such document, or of a newer version.
    """
    try:
        document = json.loads(read_regular(path))
    except OSError as error:
        raise ImportUnreadable(path, f"{(error.strerror or str(error)).lower()}.") from error
    except (ValueError, RecursionError) as error:
        raise ImportUnreadable(path, f"it is not valid JSON ({error}).") from error
    return _checked(document, path)


def _checked(document: Any, path: Path) -> HistoryDocument:
    version = document.get(_FORMAT_KEY) if isinstance(document, dict) else None
    if not isinstance(version, int):
        raise ImportUnreadable(path, "it is JSON, but not a history that coach exported.")
    if version > FORMAT:
        raise ImportUnreadable(path, "it was exported by a newer version of coach.", "Update coach.")
    profiles, workouts = document.get("profiles", []), document.get("workouts", [])
    if not isinstance(profiles, list) or not isinstance(workouts, list):
        raise ImportUnreadable(path, "its profiles and workouts must be lists.")
    return HistoryDocument(profiles, workouts)
