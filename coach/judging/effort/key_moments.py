"""The moments of a set that are worth a picture: its best rep, and the first of each fault."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coach.judging.effort.set_review import SetReview
from coach.judging.events import Fault, SetSummary


@dataclass(frozen=True, slots=True)
class KeyMoment:
    """A moment worth a picture.

    Attributes:
        time_s: When it was, in the source's time.
        name: What it shows, for a file's name, such as 'best-rep-2'.
        caption: What it shows.
        is_good: Whether it is the best rep, not a fault.
    """

    time_s: float
    name: str
    caption: str
    is_good: bool


def key_moments(summary: SetSummary, review: SetReview | None) -> Iterator[KeyMoment]:
    """The best rep of a set, then the first of each fault.

    Args:
        summary: The set.
        review: Its review, which knows the best rep; None without one.
    """
    reps = {rep.number: rep for rep in summary.reps}
    where = f" of set {summary.number}"
    best = None if review is None else review.best
    if best is not None and best[0] in reps:
        number, why = best
        caption = f"Best rep{where}: {number} ({why})"
        yield KeyMoment(reps[number].turn_s, f"best-rep-{number}", caption, is_good=True)
    for name in dict.fromkeys(each.name for each in summary.faults):
        yield _fault(next(each for each in summary.faults if each.name == name), where)


def _fault(fault: Fault, where: str) -> KeyMoment:
    rep = f", rep {fault.rep}" if fault.rep is not None else ""
    caption = f"{fault.title[0].upper()}{fault.title[1:]}{where}{rep}: {fault.reason}"
    name = fault.name if fault.rep is None else f"{fault.name}-rep-{fault.rep}"
    return KeyMoment(fault.time, name, caption, is_good=False)
