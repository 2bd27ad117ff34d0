"""Counts the reps of a movement that has no exercise file: whatever repeats, except walking."""

from __future__ import annotations

from coach.body.angles import Angles
from coach.body.pose import Pose
from coach.judging.anything.free_pattern import FreePattern, FreeRow
from coach.judging.candidates.attempt_list import repeated
from coach.judging.events import Event, Rep, RepCompleted
from coach.judging.figures.rep_effort import Tempo
from coach.judging.pattern.candidate_row import OTHERS
from coach.judging.pattern.movement_pattern import Repetition
from coach.judging.sets import Sets

_RETURNED, _LAST_RETURNED = 0.65, 0.5
"""Share of the way that a movement must have returned, while the source runs and at its end."""
_SETTLED_S = 0.5
"""A movement counts this long after its end: until then, a later moment may be its end."""
_SAME = 0.5
"""Share of a movement that must be new: the rest may lie within those counted."""
_PLAIN_S = 2.0
"""A set begins once its movements explain this much time. Fidgeting and setting up explain less."""
_PLAIN, _PLAIN_AT_END = 0.5, 0.4
"""And once their mean likeness is this high; at the end of the source, where no more evidence can come."""
_UNASKED, _UNASKED_S, _UNASKED_REPS = 0.7, 5.0, 4
"""The same if nobody asked to count, with the fewest reps. A dance repeats too, but less alike: to 0.68."""
_AGREED = 0.7
"""Share of the counted movements that a row must explain too: else it is another movement."""
_UNMEASURED = "an unnamed movement has no main joint"


class FreeCounter:
    """Counts what repeats. Reps come late: the third brings the first two, with their true times."""

    depth: float | None = None
    own_depth: float | None = None
    level: float | None = None
    full_depth = 1.0
    phase = "start"
    """What is out and what is back is only known later."""

    def __init__(self, sets: Sets, *, asked: bool = True) -> None:
        """Create a counter.

        Args:
            sets: The sets that it fills.
            asked: Whether the user asked to count. If not, a set needs more reps, more alike.
        """
        self._sets = sets
        self._asked = asked
        self._pattern = FreePattern()
        self._counted: list[Repetition] = []
        self._number = 0
        self._looked_s = 0.0

    def observe(self, angles: Angles, time: float, pose: Pose | None = None) -> list[Event]:
        """Take the body at one moment."""
        if pose is not None:
            self._pattern.memory.observe(pose, time)
        if self._pattern.memory.is_due(time, self._looked_s):
            return self._explain(time, time - _SETTLED_S) + self._rest(time)
        return []

    def finish(self, time: float) -> list[Event]:
        """Count a rep that is returning when the source ends."""
        return self._explain(time, time, ended=True)

    def cut(self, time: float) -> list[Event]:
        """Do nothing: what repeats may go on after a cut in the film."""
        return []

    def end_set(self, time: float, *, cut: bool) -> list[Event]:
        """End the set: at its target, or ``cut`` off, when a returning rep still counts."""
        events = self.finish(time) if cut else []
        self._new_set(time)
        return [*events, *self._sets.end(time)]

    def undo(self) -> None:
        """Remove the last rep: its number is free again."""
        self._number = max(self._number - 1, 0)

    def _rest(self, time: float) -> list[Event]:
        if not self._sets.is_resting(time):
            return []
        last_s = max((each.end_s for each in self._counted), default=time)
        self._new_set(last_s)  # what follows the last rep may be another movement, not plain yet
        return [*self._sets.end(time)]

    def _new_set(self, begins_s: float) -> None:
        self._pattern.forget(begins_s)
        self._counted.clear()
        self._number = 0

    def _explain(self, time: float, until: float, *, ended: bool = False) -> list[Event]:
        """Count the movements that repeat, ended by ``until``, and were not counted yet."""
        self._looked_s = time
        row = self._pattern.repetitions(returned=_LAST_RETURNED if ended else _RETURNED)
        plain = _PLAIN_AT_END if ended else _PLAIN
        if not self._is_believed(row, plain):
            return []
        events: list[Event] = []
        for each in row.repetitions:
            if each.end_s <= until and self._is_new(each):
                events += self._count(each, time)
        if events:
            self._pattern.keep_axis()
        return events

    def _is_believed(self, row: FreeRow, plain: float) -> bool:
        """Whether a row is plain enough to begin a set, or else goes on with the set so far."""
        begins_s = self._pattern.memory.begins_s
        recent = [each for each in self._counted if begins_s is not None and each.left_s >= begins_s]
        if not recent:
            if not self._asked:
                is_long = row.explained_s >= _UNASKED_S and len(row.repetitions) >= _UNASKED_REPS
                return is_long and row.likeness >= _UNASKED
            return row.explained_s >= _PLAIN_S and row.likeness >= plain
        known = [any(each.left_s <= it.turn_s <= each.end_s for each in row.repetitions) for it in recent]
        return sum(known) >= _AGREED * len(known)

    def _is_new(self, repetition: Repetition) -> bool:
        """Whether most of a movement lies outside those counted."""
        left_s, end_s = repetition.left_s, repetition.end_s
        known = sum(max(0.0, min(end_s, it.end_s) - max(left_s, it.left_s)) for it in self._counted)
        return known < _SAME * (end_s - left_s)

    def _count(self, repetition: Repetition, time: float) -> list[Event]:
        self._counted.append(repetition)
        self._number += 1
        rep = Rep(
            number=self._number,
            side="both",
            start_s=repetition.left_s,
            turn_s=repetition.turn_s,
            end_s=repetition.end_s,
            rom_deg=0.0,
            tempo=self._tempo(repetition),
            verdict="full",
            share=1.0,
            reason=f"like {repetition.alike} others of this set",
            unmeasured=_UNMEASURED,
        )
        begun = self._sets.start(time, rep.start_s)
        self._sets.add(rep)
        self._sets.add_attempt(repeated(rep, repetition.alike, OTHERS), time)
        return [*begun, RepCompleted(time, self._sets.number, rep)]

    def _tempo(self, repetition: Repetition) -> Tempo:
        """Out, pause, back and pause, in this order: which muscle works is unknown."""
        ends = [each.end_s for each in self._counted if each.end_s <= repetition.left_s]
        return Tempo(
            repetition.reached_s - repetition.left_s,
            repetition.turned_s - repetition.reached_s,
            repetition.end_s - repetition.turned_s,
            repetition.left_s - max(ends, default=repetition.left_s),
        )
