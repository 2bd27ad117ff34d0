"""What matters of a whole workout, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.body.view import View
from coach.judging.effort.set_figures import Estimate
from coach.judging.effort.set_review import Advice, SetReview, set_review
from coach.judging.events import SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts


@dataclass(frozen=True, slots=True)
class ReviewedSet:
    """A set with its review.

    Attributes:
        summary: The set.
        review: Its review.
        rest_before_s: Seconds since the last movement of the set before; None for the first.
        slower_than_first: How much slower its fastest rep is than that of the first set of the exercise, per
            cent; None if that is unknown.
        slower_than_usual: How much slower its fastest rep is than that of the person's earlier workouts with
            the same load, per cent; None if there are none.
        usual_workouts: The number of these.
    """

    summary: SetSummary
    review: SetReview
    rest_before_s: float | None = None
    slower_than_first: Estimate | None = None
    slower_than_usual: Estimate | None = None
    usual_workouts: int = 0

    def against_usual(self, speed: float, workouts: int) -> ReviewedSet:
        """The same, compared with the usual velocity of earlier workouts.

        Args:
            speed: The mean of their fastest reps, body heights a second.
            workouts: Their number.
        """
        known = [rep.effort for rep in self.summary.reps if rep.verdict == "full" and rep.effort is not None]
        speeds = [(each.speed, each.timing_error or 0.0) for each in known if each.speed is not None]
        if not speeds:
            return self
        fastest, noise = max(speeds)
        kept = fastest / speed
        slower = Estimate(100 * (1 - kept), 100 * kept * noise)
        return replace(self, slower_than_usual=slower, usual_workouts=workouts)


@dataclass(frozen=True, slots=True)
class WorkoutReview:
    """The review of a workout.

    Attributes:
        sets: Its sets, reviewed.
        lead: Praise, the one thing to work on, and what changed from set to set; may be empty.
        work_on: The one thing to work on; None if nothing stands out.
    """

    sets: tuple[ReviewedSet, ...]
    lead: str
    work_on: Advice | None


def workout_review(reviews: Sequence[tuple[SetSummary, SetReview]]) -> WorkoutReview:
    """Review a workout from the reviews of its sets, in order."""
    sets = tuple(_reviewed(reviews, place) for place in range(len(reviews)))
    if not sets:
        return WorkoutReview((), "", None)
    if len(sets) == 1:
        return WorkoutReview(sets, sets[0].review.lead, sets[0].review.work_on)
    work_on = _most_common([each.review.work_on for each in sets if each.review.work_on is not None])
    work = "" if work_on is None else f"Work on: {work_on.text}."
    return WorkoutReview(sets, " ".join(filter(None, (_praise(sets), work, _change(sets)))), work_on)


def _reviewed(reviews: Sequence[tuple[SetSummary, SetReview]], place: int) -> ReviewedSet:
    summary, review = reviews[place]
    timed = place > 0 and not summary.is_logged
    rest_s = summary.start_s - reviews[place - 1][0].end_s if timed else None
    first = next(each for each, _ in reviews if each.exercise == summary.exercise)
    before = next(review for each, review in reviews if each is first)
    slower = None if first is summary else _slower(before, review)
    return ReviewedSet(summary, review, None if rest_s is None else max(rest_s, 0.0), slower)


def _slower(first: SetReview, later: SetReview) -> Estimate | None:
    """How much slower the fastest rep of a later set is, per cent."""
    one, other = first.figures.fastest, later.figures.fastest
    if one is None or other is None or first.figures.unit != later.figures.unit:
        return None
    kept = other.value / one.value
    return Estimate(100 * (1 - kept), 100 * kept * (one.noise**2 + other.noise**2) ** 0.5)


def _most_common(advice: Sequence[Advice]) -> Advice | None:
    """The advice with the largest weight over all sets, in its latest words."""
    weights: dict[str, float] = {}
    for each in advice:
        weights[each.name] = weights.get(each.name, 0.0) + each.weight
    if not weights:
        return None
    name = max(weights, key=lambda each: weights[each])
    return next(each for each in reversed(advice) if each.name == name)


def _praise(sets: Sequence[ReviewedSet]) -> str:
    counted = [each.summary for each in sets if each.summary.reps]
    reps = [rep for each in counted for rep in each.reps]
    if not reps or any(rep.is_doubtful for rep in reps):
        return ""
    full = sum(rep.verdict == "full" for rep in reps)
    if full == len(reps):
        return f"{len(counted)} sets, {full} reps, all full."
    return f"{len(counted)} sets, {full} of {len(reps)} reps full." if full else ""


def _change(sets: Sequence[ReviewedSet]) -> str:
    """The slowdown of the last set of an exercise, if it is clear."""
    slower = sets[-1].slower_than_first
    if slower is None or not slower.is_clear or slower.value <= 0:
        return ""
    return f"Set {sets[-1].summary.number}: {slower.value:.0f} % slower than the first."


def review_sets(
    sets: Sequence[tuple[SetSummary, CoachingFacts, float | None]],
    *,
    view: View | None = None,
    height_m: float | None = None,
) -> WorkoutReview:
    """Review a workout from its sets, the facts of their exercises and their loads in kilograms.

    Args:
        sets: The sets in order.
        view: The camera's view; None if unknown.
        height_m: The person's height; None if unknown.
    """
    return workout_review(
        [
            (summary, set_review(summary, facts, view=view, weight_kg=weight_kg, height_m=height_m))
            for summary, facts, weight_kg in sets
        ]
    )
