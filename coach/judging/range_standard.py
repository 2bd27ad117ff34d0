"""The required range: the exercise file's minimum, raised by the person's own range, or that range itself."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median

from coach.catalogue.definition import Reps
from coach.judging.events import RangeUsed, Verdict
from coach.judging.rep_state_machine import PARTIAL

_KNOWN_FROM = 3
"""Reps from which the person's own range in the set is known."""
SHORT = 0.6
"""Share of the own range below which a rep is short for this person, even if it passes the file's minimum:
in real sets every rep stays above 0.7 of their median, and a spread of 20 % in depth stays above 0.66."""
_MINE = 0.8
"""Share of the own range that makes a rep full if that range replaces the minimum."""
_MINE_ATTEMPT = 0.6
"""Factor for the size of an attempt in that case, for people with a small range."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reason and its share of the required range."""

    verdict: Verdict
    share: float
    reason: str


class RangeStandard:
    """The range that reps of one set require."""

    def __init__(self, reps: Reps, range_used: RangeUsed) -> None:
        self._minimum = reps.minimum_excursion
        self._mine = range_used == "mine"
        self._learned: list[float | None] = []  # of each rep; None if it does not count for the own range

    @property
    def _own(self) -> list[float]:
        return [each for each in self._learned if each is not None]

    @property
    def attempt(self) -> float:
        """Share of the file's minimum from which a movement is an attempt."""
        return PARTIAL * (_MINE_ATTEMPT if self._mine else 1.0)

    @property
    def range_used(self) -> RangeUsed:
        """The range that the set is measured against: the own range only once it is known."""
        return "mine" if self._mine and len(self._own) >= _KNOWN_FROM else "minimum"

    @property
    def own(self) -> float | None:
        """Median excursion of the person's reps in this set; None until enough are known."""
        return median(self._own) if len(self._own) >= _KNOWN_FROM else None

    @property
    def required(self) -> float:
        """The excursion that a full rep requires now."""
        return self._requirement()[0]

    def new_set(self) -> None:
        """Forget the range of the last set."""
        self._learned.clear()

    def unlearn(self) -> None:
        """Forget the last rep, because it was removed."""
        if self._learned:
            self._learned.pop()

    def judge(self, excursion: float) -> Judgement:
        """Judge the excursion of a movement."""
        required, of_whole, whole = self._requirement()
        share = excursion / required
        verdict: Verdict = "full" if share >= 1.0 else "partial"
        if verdict == "full":
            return Judgement(verdict, share, f"reached {whole}")
        least = "" if of_whole == 1.0 else f", {of_whole:.0%} required"
        return Judgement(verdict, share, f"{int(100 * share * of_whole)}% of {whole}{least}")

    def judge_alike(self, excursion: float, alike: int, bar: float | None, *, is_short: bool) -> Judgement:
        """Judge a movement that repeats: partial only if it was measured and is clearly short.

        Args:
            excursion: How far the signal moved.
            alike: How many movements of the set look alike.
            bar: The error bar of the measurement, in the signal's unit; None if it was not measured.
            is_short: Whether the whole body moved clearly less than in the other reps.
        """
        judgement = self.judge(excursion)
        is_short = is_short or (bar is not None and excursion + bar < self._minimum)
        if is_short or judgement.verdict == "full":
            return judgement
        return Judgement("full", 1.0, f"like {alike} others of this set")

    def is_clearly_short(self, excursion: float) -> bool:
        """Whether a movement is short for this person, as far as the reps of this set tell.

        What the camera misreads, it misreads in all of them: no error bar is needed between them.
        """
        own = self._own
        return bool(own) and excursion < SHORT * median(own)

    def learn(self, excursion: float, verdict: Verdict) -> None:
        """Add a rep to the own range."""
        self._learned.append(excursion if self._mine or verdict == "full" else None)

    def _requirement(self) -> tuple[float, float, str]:
        """The required excursion, and of what it is which share."""
        own = self.own
        if own is not None and self._mine:
            return _MINE * own, _MINE, "your own range"
        if own is not None and SHORT * own > self._minimum:
            return SHORT * own, SHORT, "your own range in this set"
        return self._minimum, 1.0, "the minimum range"
