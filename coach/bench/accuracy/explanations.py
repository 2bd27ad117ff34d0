"""Whether the stored attempts of a film explain why its count differs from the true one.

The truth is a number, without times. So an explanation is not a proof: it says that coach lists enough
movements, with rule and figures, for someone who looks at them to find the reps that are missing or too many.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from coach.judging.attempts import Attempt
from coach.judging.candidates.attempt_list import listed_attempts
from coach.judging.events import Rep, SetSummary
from coach.judging.observation import Summary

_UNUSUAL_RANGE = 1.25
_UNUSUAL_TIME = 2.0
"""A rep stands out if its range of motion or duration is this many times the median, or the median is as many
times its own; or if its range differs from the median by more than its error bar."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the stored attempts say about a count that is not the true one.

    Attributes:
        needed: How many reps are missing or too many.
        found: How many attempts may be these reps.
        text: What they are, such as '2 course, 1 partial'; empty without any.
    """

    needed: int
    found: int
    text: str

    @property
    def is_complete(self) -> bool:
        """Whether there are enough of them."""
        return self.found >= self.needed


def explanation(summary: Summary, truth: int) -> Explanation | None:
    """The explanation of a count; None if it is the true one.

    Missing reps may be partial reps or attempts that did not count, within the set's span: from its first rep
    to its last one, and at both ends as long as the missing reps would take. Or no one was detected for as
    long as they would take.

    Reps too many may be those that stand out by what is stored of them: counted because others are alike, of
    a guessed range, of an unusual range of motion or duration, or in a smaller set of their own.
    """
    off_by = summary.full - truth
    if not off_by:
        return None
    kinds = _too_many(summary.sets) if off_by > 0 else _missing(summary, -off_by)
    text = ", ".join(f"{number} {kind}" for kind, number in kinds.most_common())
    return Explanation(abs(off_by), kinds.total(), text)


def _missing(summary: Summary, needed: int) -> Counter[str]:
    """The movements that did not count in full, by the rule that decided."""
    attempts = [each.attempt for each in listed_attempts(summary.sets, summary.between_sets)]
    full = [each for each in attempts if each.verdict == "full"]
    from_s, to_s = _span(full, needed)
    kinds = Counter(
        "partial" if each.verdict == "partial" else each.rule
        for each in attempts
        if each.verdict != "full" and from_s <= each.turn_s <= to_s
    )
    return kinds + Counter({"while no one was detected": _undetected(summary, full)})


def _undetected(summary: Summary, reps: Sequence[Attempt]) -> int:
    """How many reps would fit into the time in which no one was detected; 0 if none was counted."""
    unseen_s = summary.duration_s * (1 - summary.frames_with_pose / max(summary.frames, 1))
    return int(unseen_s / median(each.end_s - each.start_s for each in reps)) if reps else 0


def _span(reps: Sequence[Attempt], needed: int) -> tuple[float, float]:
    """Between which moments the missing reps may be; anywhere without a rep."""
    if not reps:
        return float("-inf"), float("inf")
    turns = [each.turn_s for each in reps]
    gaps = [later - earlier for earlier, later in pairwise(turns)] or [reps[0].end_s - reps[0].start_s]
    margin_s = (needed + 1) * median(gaps)
    return turns[0] - margin_s, turns[-1] + margin_s


def _too_many(sets: Sequence[SetSummary]) -> Counter[str]:
    """The full reps that stand out, by what makes them stand out."""
    full = [(each, rep) for each in sets for rep in each.reps if rep.verdict == "full"]
    usual_deg = median(rep.rom_deg for _, rep in full)
    usual_s = median(rep.end_s - rep.start_s for _, rep in full)
    largest = max(sets, key=lambda each: each.full)
    kinds: Counter[str] = Counter()
    for its_set, rep in full:
        if its_set is not largest:
            kinds["in a set of its own"] += 1
        elif _is_by_others(rep, its_set):
            kinds["because others are alike"] += 1
        elif rep.is_doubtful:
            kinds["of a guessed range"] += 1
        elif _is_of_unusual_range(rep, usual_deg):
            kinds["of an unusual range"] += 1
        elif _is_unusual(rep.end_s - rep.start_s, usual_s, _UNUSUAL_TIME):
            kinds["of an unusual duration"] += 1
    return kinds


def _is_by_others(rep: Rep, its_set: SetSummary) -> bool:
    """Whether a rep was counted because others of its set are alike."""
    decided = {(each.turn_s, each.side): each.rule for each in its_set.attempts if each.is_counted}
    return decided.get((rep.turn_s, rep.side)) == "pattern"


def _is_of_unusual_range(rep: Rep, usual_deg: float) -> bool:
    beyond_bar = rep.rom_error_deg is not None and abs(rep.rom_deg - usual_deg) > rep.rom_error_deg
    return beyond_bar or _is_unusual(rep.rom_deg, usual_deg, _UNUSUAL_RANGE)


def _is_unusual(value: float, usual: float, factor: float) -> bool:
    return not usual / factor <= value <= usual * factor
