"""Notices on where an analysis is saved, and on earlier analyses of the same film."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coach.cli.analysis.request import AnalysisRequest
from coach.judging.observation import Summary
from coach.quantities import weight_text
from coach.sinks.logbook import Logbook
from coach.store.reanalysis import EarlierAnalysis
from coach.ui.formatting import correction_note
from coach.ui.report import results_text


def saved_notice(logbook: Logbook | None, request: AnalysisRequest, summary: Summary) -> str:
    """Where the analysis is saved, or why not."""
    if logbook is None:
        return "Not saved."
    if logbook.unsaved is not None:
        return _unsaved_text(logbook)
    if logbook.better_earlier is not None and logbook.is_rearranged:
        return (
            f"Not saved: the sets of this film in workout {logbook.better_earlier.id} were merged or split.\n"
            "To save this analysis, undo that first: 'coach history changes' lists it."
        )
    if logbook.better_earlier is not None:
        return f"{_earlier_is_better(logbook.better_earlier, summary)}, so the history keeps that one."
    if logbook.workout_id is None:
        return "Nothing was counted, so nothing is saved."
    show = f"'coach history show {logbook.workout_id}{' --demo' if request.kind == 'demo' else ''}'"
    if logbook.replaced is not None:
        updated = f"workout {logbook.workout_id} is updated{_unchanged(logbook, request)}"
        sentence = f"This film was analysed before: {updated}, see {show}."
        return "\n".join((sentence, *_corrected(logbook, request)))
    return f"Saved as workout {logbook.workout_id}: {show}."


def unsaved(logbook: Logbook | None) -> str | None:
    """Why it could not be saved, or None."""
    return str(logbook.unsaved) if logbook is not None and logbook.unsaved is not None else None


def _unsaved_text(logbook: Logbook) -> str:
    error = logbook.unsaved
    hint = error.hint if error else ""
    if logbook.spool_file is not None:
        aside = f"Nothing is lost: it is stored in {logbook.spool_file.name} in the same folder"
        return f"The workout could not be saved: {error}\n{aside}, and is added at the next start."
    if logbook.workout_id is None:
        return f"The workout could not be saved: {error}\n{hint}"
    return f"Workout {logbook.workout_id} could not be saved completely: {error}\n{hint}"


def _corrected(logbook: Logbook, request: AnalysisRequest) -> Iterator[str]:
    """Which of the user's corrections still apply, and how to undo them."""
    for record in logbook.corrected or ():
        if not record.is_corrected:
            continue
        each = record.summary
        why = f" ({correction_note(each)})" if each.added else ""
        yield (
            f"Your correction of set {each.number} still applies: {results_text([each], ())}{why}.\n"
            f"'coach history edit {logbook.workout_id} --set {each.number} --as-counted"
            f"{' --demo' if request.kind == 'demo' else ''}' undoes it."
        )


def _earlier_is_better(earlier: EarlierAnalysis, summary: Summary) -> str:
    """Why an earlier analysis is better than this one."""
    if earlier.counted and not summary.sets:
        return f"Nothing was counted this time, unlike in workout {earlier.id}"
    if earlier.state == "finished":
        return f"Workout {earlier.id} covers this film to its end"
    return f"Workout {earlier.id} covers more of this film"


def _unchanged(logbook: Logbook, request: AnalysisRequest) -> str:
    """The earlier options that still apply, such as ' (keeps its 20 kg as before)'."""
    weight = ""
    if request.weight_kg is None and logbook.weight_kg is not None:
        weight = weight_text(logbook.weight_kg, units=request.units)
    training = logbook.as_training and not request.as_training
    parts = (f"keeps its {weight}" if weight else "", "counts as training" if training else "")
    unchanged = " and ".join(filter(None, parts))
    return f" ({unchanged} as before)" if unchanged else ""


@contextmanager
def stop_notice(workout: Callable[[], int | None]) -> Iterator[None]:
    """If Ctrl-C interrupts the block, add a note on the workout that is already saved.

    Args:
        workout: Gives the number of the saved workout, or None.
    """
    try:
        yield
    except KeyboardInterrupt as stopped:
        number = workout()
        if number is not None and not hasattr(stopped, "__notes__"):
            stopped.add_note(f"Stopped. The count so far is saved as workout {number}.")
        raise
