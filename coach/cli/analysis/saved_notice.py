"""Where an analysis is remembered, and what became of an earlier one of its film, in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from coach.cli.analysis.request import AnalysisRequest
from coach.judging.observation import Summary
from coach.quantities import weight_text
from coach.sinks.logbook import Logbook
from coach.store.reanalysis import EarlierAnalysis
from coach.ui.formatting import corrected
from coach.ui.report import came_to


def where_kept(logbook: Logbook | None, request: AnalysisRequest, summary: Summary) -> str:
    """Where it is remembered, or why not; empty where there was nothing to remember."""
    if logbook is None:
        return "Not remembered."
    if logbook.unsaved is not None:
        return _unsaved(logbook)
    if logbook.stands is not None:
        return f"{_outdone(logbook.stands, summary)}, so that one is kept."
    if logbook.workout_id is None:
        return "Nothing was counted, so there is nothing to remember."
    show = f"'coach history show {logbook.workout_id}{' --demo' if request.kind == 'demo' else ''}'"
    if logbook.replaced is not None:
        updated = f"workout {logbook.workout_id} is updated{_as_before(logbook, request)}"
        told = f"It was analysed before: {updated}, see {show}."
        return "\n".join((told, *_corrected(logbook, request)))
    return f"Remembered as workout {logbook.workout_id}: {show}."


def unsaved(logbook: Logbook | None) -> str | None:
    """Why it could not be remembered, or None."""
    return str(logbook.unsaved) if logbook is not None and logbook.unsaved is not None else None


def _unsaved(logbook: Logbook) -> str:
    error = logbook.unsaved
    hint = error.hint if error else ""
    if logbook.put_aside is not None:
        aside = f"Nothing is lost: it waits in {logbook.put_aside.name} beside it"
        return f"It could not be saved: {error}\n{aside}, and goes into the history at the next start."
    if logbook.workout_id is None:
        return f"It could not be remembered: {error}\n{hint}"
    return f"It could not be remembered to its end, see workout {logbook.workout_id}: {error}\n{hint}"


def _corrected(logbook: Logbook, request: AnalysisRequest) -> Iterator[str]:
    """Where a person's earlier correction stays, and how to take it back."""
    for past in logbook.corrected or ():
        if not past.is_corrected:
            continue
        each = past.summary
        why = f" ({corrected(each)})" if each.added else ""
        yield (
            f"Your correction of set {each.number} stays: {came_to([each], ())}{why}.\n"
            f"'coach history edit {logbook.workout_id} --set {each.number} --as-counted"
            f"{' --demo' if request.kind == 'demo' else ''}' takes it back."
        )


def _outdone(earlier: EarlierAnalysis, summary: Summary) -> str:
    """What an earlier analysis has over this one."""
    if earlier.counted and not summary.sets:
        return f"Nothing was counted this time, but in workout {earlier.id} there was"
    if earlier.state == "finished":
        return f"Workout {earlier.id} saw this film to its end"
    return f"Workout {earlier.id} counted more of this film before it was stopped"


def _as_before(logbook: Logbook, request: AnalysisRequest) -> str:
    """What was said of the film before and not this time."""
    weight = ""
    if request.weight_kg is None and logbook.weight_kg is not None:
        weight = weight_text(logbook.weight_kg, units=request.units)
    training = logbook.as_training and not request.as_training
    parts = (f"keeps its {weight}" if weight else "", "counts as training" if training else "")
    kept = " and ".join(filter(None, parts))
    return f" ({kept} as before)" if kept else ""


@contextmanager
def told_when_stopped(workout: Callable[[], int | None]) -> Iterator[None]:
    """Give Ctrl-C, where it comes while something is finished, a note on what is remembered all the same.

    Args:
        workout: The number of the workout that is remembered by then, or None.
    """
    try:
        yield
    except KeyboardInterrupt as stopped:
        number = workout()
        if number is not None and not hasattr(stopped, "__notes__"):
            stopped.add_note(f"Stopped. What was counted is remembered as workout {number}.")
        raise
