"""What a film says at each time: the count so far, and verdicts and faults when they happen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coach.judging.attempts import Attempt
from coach.judging.events import Fault, HoldProgressed, Rep, SetSummary
from coach.judging.observation import Summary
from coach.ui.formatting import plural, seconds, verdict

SHOWN_S = 2.5
"""How long a verdict or a fault is shown: enough to read two short lines."""
_AROUND_S = 1.5
"""How long before its first rep and after its last one an exercise is judged."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A verdict or a fault, shown for a moment.

    Attributes:
        start_s: When it appears.
        end_s: When it disappears.
        text: What it says.
        is_good: Whether it is a full rep.
    """

    start_s: float
    end_s: float
    text: str
    is_good: bool


@dataclass(frozen=True, slots=True)
class Score:
    """The count of a set so far.

    Attributes:
        title: The exercise, with the number of the set if there are several.
        count: The count or the seconds held, in large type.
        aside: Partial reps; may be empty.
    """

    title: str
    count: str
    aside: str = ""


class Captions:
    """The captions of a film, from its final result: nothing in it is revised any more."""

    def __init__(self, summary: Summary, held: Iterable[HoldProgressed] = ()) -> None:
        """Prepare the captions.

        Args:
            summary: The result for the film.
            held: The seconds of holds as they passed.
        """
        self._sets = sorted(
            (each for each in summary.sets if not each.is_logged), key=lambda each: each.start_s
        )
        self._starts = [each.start_s for each in self._sets]
        self._held = sorted(held, key=lambda each: each.time)
        self._messages = sorted(_messages(self._sets, summary.between_sets), key=lambda each: each.start_s)
        self._longest_s = max((each.end_s - each.start_s for each in self._messages), default=0.0)

    @property
    def exercises(self) -> tuple[str, ...]:
        """The canonical names of the exercises in it."""
        return tuple(dict.fromkeys(each.exercise for each in self._sets))

    def exercise_at(self, time: float) -> str | None:
        """The canonical name of the exercise that is being done; None between sets."""
        return next(
            (
                each.exercise
                for each in self._sets
                if each.start_s - _AROUND_S <= time <= each.end_s + _AROUND_S
            ),
            None,
        )

    def score_at(self, time: float) -> Score | None:
        """The count of the current set, or of the last one; None before the first."""
        place = bisect_right(self._starts, time) - 1
        if place < 0:
            return None
        current = self._sets[place]
        number = f", set {current.number}" if len(self._sets) > 1 else ""
        name = plural(current.exercise, 2)
        title = f"{name[0].upper()}{name[1:]}{number}"
        if current.hold_s is not None:
            return Score(title, seconds(self._held_s(current, time)))
        done = [rep for rep in current.reps if rep.end_s <= time]
        full = sum(rep.verdict == "full" for rep in done)
        partial = len(done) - full
        return Score(title, str(full), f"{partial} partial" if partial else "")

    def messages_at(self, time: float) -> list[Caption]:
        """The verdicts and faults to show, the newest last."""
        last = bisect_right(self._messages, time, key=lambda each: each.start_s)
        shown = []
        for message in reversed(self._messages[:last]):
            if time - message.start_s > self._longest_s:
                break
            if time < message.end_s:
                shown.append(message)
        return shown[::-1]

    def _held_s(self, current: SetSummary, time: float) -> float:
        """Seconds held in a set so far."""
        passed = [
            each.held_s for each in self._held if each.set_number == current.number and each.time <= time
        ]
        return (current.hold_s or 0.0) if time >= current.end_s else (passed[-1] if passed else 0.0)


def _messages(sets: Sequence[SetSummary], between_sets: Sequence[Attempt]) -> Iterator[Caption]:
    for each in sets:
        for rep in each.reps:
            yield _verdict(rep)
        for fault in each.faults:
            yield _fault(fault)
        yield from _not_counted(each.attempts)
    yield from _not_counted(between_sets)


def _verdict(rep: Rep) -> Caption:
    side = "" if rep.side == "both" else f" ({rep.side})"
    text = f"Rep {rep.number}{side}: {verdict(rep)}. {rep.reason}"
    return Caption(rep.end_s, rep.end_s + SHOWN_S, text, is_good=rep.verdict == "full")


def _fault(fault: Fault) -> Caption:
    title = f"{fault.title[0].upper()}{fault.title[1:]}"
    return Caption(fault.time, fault.time + SHOWN_S, f"{title}. {fault.cue}", is_good=False)


def _not_counted(attempts: Iterable[Attempt]) -> Iterator[Caption]:
    for each in attempts:
        if not each.is_counted and each.rule != "same-movement":
            yield Caption(each.end_s, each.end_s + SHOWN_S, f"Not counted: {each.text}", is_good=False)
