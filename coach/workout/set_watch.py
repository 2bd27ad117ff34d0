"""Watches the effort of a set: ends it when velocity drops, and reviews it in the rest."""

from __future__ import annotations

from collections.abc import Sequence

from coach.catalogue.definition import Exercise
from coach.judging.effort.set_figures import set_figures
from coach.judging.effort.workout_review import review_sets
from coach.judging.events import Event, Fault, FaultNoticed, RepCompleted, SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts, facts_of
from coach.judging.figures.effort_events import Reviewed, VelocityLimitReached
from coach.judging.figures.fault_mended import FaultMended

_FAULT, _TITLE = "rushed-lowering", "lowering too fast"
_PRAISE = "Good tempo."


class SetWatch:
    """Watches one set after the other."""

    def __init__(self, tempo: str | None, velocity_loss: float | None) -> None:
        """Create a watch.

        Args:
            tempo: The tempo that the user chose; None for the exercise's own.
            velocity_loss: Per cent at which a set ends; None without such an end.
        """
        self._tempo, self._limit = tempo, velocity_loss

    def limit_reached(
        self, events: Sequence[Event], summary: SetSummary, exercise: Exercise | None, time: float
    ) -> list[VelocityLimitReached]:
        """Whether the rep just completed was slower than the fastest by the limit.

        Args:
            events: The events of the moment.
            summary: The open set.
            exercise: Its exercise.
            time: In the source's time.
        """
        if self._limit is None or not any(isinstance(event, RepCompleted) for event in events):
            return []
        figures = set_figures(summary, self._facts(summary, exercise))
        loss = figures.velocity_loss
        newest = figures.velocities[-1].rep if figures.velocities else None
        if loss is None or loss.value < self._limit or newest != summary.reps[-1].number:
            return []
        return [VelocityLimitReached(time, summary.number, loss.value, self._limit)]

    def tempo_faults(
        self, events: Sequence[Event], exercise: Exercise | None
    ) -> list[FaultNoticed | FaultMended]:
        """Rushed lowerings for the cues alone, if the user chose a tempo: they are no faults of form.

        Args:
            events: The events of the moment.
            exercise: The current exercise.
        """
        if self._tempo is None or exercise is None:
            return []
        facts = facts_of(exercise, self._tempo)
        reps = [each for each in events if isinstance(each, RepCompleted)]
        timed = [each for each in reps if not (each.rep.slowed or each.rep.is_doubtful)]
        return [_tempo_fault(each, facts) for each in timed if facts.times_lowering]

    def review(self, sets: Sequence[SetSummary], exercise: Exercise | None, time: float) -> list[Reviewed]:
        """The review of the last set, or of all if there are several; empty if it says nothing.

        Args:
            sets: The sets to review; the last one alone for a rest.
            exercise: The exercise of the last set.
            time: In the source's time.
        """
        review = review_sets([(each, self._facts(each, exercise), None) for each in sets])
        if not review.lead:
            return []
        number = sets[-1].number if len(sets) == 1 else None
        return [Reviewed(time, number, review.lead, "" if review.work_on is None else review.work_on.drill)]

    def _facts(self, summary: SetSummary, exercise: Exercise | None) -> CoachingFacts:
        if exercise is None or exercise.name != summary.exercise:
            return CoachingFacts(summary.exercise)
        return facts_of(exercise, self._tempo)


def _tempo_fault(completed: RepCompleted, facts: CoachingFacts) -> FaultNoticed | FaultMended:
    """Whether a rep was lowered too fast, or was not."""
    time, number, rep = completed.time, completed.set_number, completed.rep
    if not facts.is_rushed(rep.tempo.eccentric):
        return FaultMended(time, number, _FAULT, _TITLE, _PRAISE, rep.number)
    cue, reason = f"Slower {facts.lowering}.", f"{rep.tempo.eccentric:.1f} s"
    return FaultNoticed(time, number, Fault(_FAULT, _TITLE, cue, reason, rep.number, time, "minor"))
