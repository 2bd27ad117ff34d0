"""Import of a file: coach's own JSON, or the log of another program."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from coach.errors import ImportUnreadable
from coach.export.app_logs.app_log import read_app_log
from coach.export.history_json import read_history_json
from coach.quantities import WeightUnit
from coach.regular_file import open_regular
from coach.store.exchange.history_merge import HistoryDocument, MergeReport, merge_history
from coach.store.exchange.row_values import InvalidValue
from coach.store.planning.active_profile import active_profile

_PEEKED = 64


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do.

    Attributes:
        program: The program whose log it is; None for coach's own JSON.
        report: What became of each workout.
        exercises: The names of a log's exercises, and which exercise of coach each is; None for none.
        left_out: Why rows were left out that hold nothing that coach stores, and how many.
        bad: Rows that could not be read and were left out.
    """

    program: str | None
    report: MergeReport
    exercises: dict[str, str | None] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)


def import_history(
    file: Path,
    database: Path | None = None,
    *,
    profile: str | None = None,
    units: WeightUnit = "kg",
    skip_bad: bool = False,
    dry_run: bool = False,
) -> ImportResult:
    """Merge a file into the history: all of it or nothing, and nothing twice.

    Args:
        file: JSON that ``export_json`` wrote, or a CSV export of Strong, Hevy or FitNotes.
        database: The database; the user's own by default.
        profile: Whose log it is, by default the profile in use; of coach's own JSON, import only this
            person's workouts.
        units: The unit of weights where a log names none.
        skip_bad: Whether to leave out rows of a log that can't be read.
        dry_run: Whether to change nothing, and only say what would change.

    Raises:
        ImportUnreadable: The file is of no known kind, or holds a value that the history can't.
        InvalidRows: Some rows of a log can't be read.
        HistoryError: The database can't be read or written.
    """
    if not _is_json(file):
        log = read_app_log(file, profile or active_profile(), units, skip_bad=skip_bad)
        report = _merged(log.document, file, database, dry_run=dry_run)
        return ImportResult(log.program, report, log.exercises, log.left_out, log.bad)
    document = read_history_json(file)
    if profile is not None:
        document = _only(document, profile)
    return ImportResult(None, _merged(document, file, database, dry_run=dry_run))


def _merged(document: HistoryDocument, file: Path, database: Path | None, *, dry_run: bool) -> MergeReport:
    try:
        return merge_history(document, database, dry_run=dry_run, what=f"Import of {file.name}")
    except InvalidValue as error:
        hint = "Nothing was imported. Export it again, or correct this value."
        raise ImportUnreadable(file, str(error), hint) from error


def _is_json(file: Path) -> bool:
    try:
        with open_regular(file) as opened:
            return opened.read(_PEEKED).removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"[")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ImportUnreadable(file, f"{reason}.", "Check the path.") from error


def _only(document: HistoryDocument, profile: str) -> HistoryDocument:
    """The part of a document that belongs to a person."""
    profiles = [
        each for each in document.profiles if not isinstance(each, dict) or each.get("name") == profile
    ]
    workouts = [
        each for each in document.workouts if not isinstance(each, dict) or each.get("profile") == profile
    ]
    return HistoryDocument(profiles, workouts)
