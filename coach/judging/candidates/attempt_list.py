"""The attempts of a set together with its reps, as lists for people and programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from coach.judging.attempts import Attempt
from coach.judging.events import Rep, SetSummary


@dataclass(frozen=True, slots=True)
class ListedAttempt:
    """An attempt in the list of a workout.

    Attributes:
        attempt: The movement and its verdict.
        set_number: Its set; None between sets.
        rep: The number of its rep; None if it does not count.
    """

    attempt: Attempt
    set_number: int | None = None
    rep: int | None = None


def listed_attempts(sets: Iterable[SetSummary], between_sets: Iterable[Attempt]) -> list[ListedAttempt]:
    """Every movement of a workout, counted or not, in order of their turns."""
    rows = [ListedAttempt(each) for each in between_sets]
    for summary in sets:
        decided = {(each.turn_s, each.side): each for each in summary.attempts if each.is_counted}
        rows += [
            ListedAttempt(decided.get((rep.turn_s, rep.side), attempt_of(rep)), summary.number, rep.number)
            for rep in summary.reps
        ]
        rows += [ListedAttempt(each, summary.number) for each in summary.attempts if not each.is_counted]
    return sorted(rows, key=lambda row: row.attempt.turn_s)


def attempt_of(rep: Rep) -> Attempt:
    """The attempt of a rep, which its range decided; a guessed share is left out."""
    share = None if rep.is_doubtful else rep.share
    return Attempt(
        start_s=rep.start_s,
        turn_s=rep.turn_s,
        end_s=rep.end_s,
        side=rep.side,
        excursion=None,
        verdict=rep.verdict,
        rule="range",
        text=rep.reason,
        measure="share",
        value=share,
        limit=1.0,
    )


def repeated(rep: Rep, alike: int, least: int) -> Attempt:
    """The attempt of a rep that others of its set explain: ``alike`` of them, ``least`` are enough."""
    text = f"like {alike} others of this set"
    return replace(attempt_of(rep), rule="pattern", text=text, measure="alike", value=alike, limit=least)


def discarded_attempts(gone: SetSummary) -> tuple[Attempt, ...]:
    """The attempts of a set that was discarded because its few reps did not make a set."""
    uncounted = tuple(each for each in gone.attempts if not each.is_counted)
    return (*uncounted, *(alone(rep) for rep in gone.reps))


def alone(rep: Rep) -> Attempt:
    """The attempt of a rep that was discarded, because too few followed to make a set."""
    text = "a movement on its own while you were not in a set"
    return replace(
        attempt_of(rep), verdict="not counted", rule="alone", text=text, measure="", value=None, limit=None
    )
