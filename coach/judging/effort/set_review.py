"""What matters of a set, in words: one line of true praise, one thing to work on, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from coach.body.view import View
from coach.catalogue.severity import Severity
from coach.judging.effort.one_rep_max import OneRepMax, one_rep_max
from coach.judging.effort.set_figures import SetFigures, set_figures
from coach.judging.effort.set_score import SetScore, set_score
from coach.judging.events import Fault, Rep, SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts
from coach.judging.level import level_name

_WEIGHTS: dict[Severity, float] = {"serious": 3.0, "moderate": 2.0, "minor": 1.0}
_SLIP = 0.5
"""A fault in a single rep is a slip, unless that is at least this share of the set."""
_OFTEN = 0.2
"""The same for a single partial rep."""
_MOSTLY = 0.5
"""A lowering that is rushed in more than this share of the reps is worth working on."""
_KEPT = 5.0
"""A range that changes by less than this, per cent, is kept."""
_SAME_AS_RUSHED = ("rushed", "dropping")
"""In the names of form rules that judge the lowering: with a target, that says by how much."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to work on.

    Attributes:
        name: "range", "lowering", "sides", or the name of a fault.
        text: What to do, such as 'slower down (0.6 s; try 3)'.
        drill: An exercise or a habit that helps; may be empty.
        reps: The reps that show it.
        weight: How much it matters: severity times the share of the reps.
    """

    name: str
    text: str
    drill: str
    reps: tuple[int, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class SetReview:
    """The review of a set.

    Attributes:
        praise: One line that is true; empty if there is nothing to praise.
        work_on: The one thing to work on; None if nothing stands out.
        changed: What changed over the set, such as 'Rep 7 on: 18 % slower, range kept.'; may be empty.
        best: The best rep, and why; None with fewer than two reps.
        worst: The worst rep, and why; None as above, or if all are alike.
        unjudged_form: The form rules that can't be judged from this view, with the views that can.
        unknown: What else the camera couldn't know, with the reason.
        facts: The facts of the exercise.
        figures: The figures behind it.
        score: The score; None for a hold.
        one_rep_max: The estimated one-repetition maximum; None without a load that allows it.
    """

    praise: str
    work_on: Advice | None
    changed: str
    best: tuple[int, str] | None
    worst: tuple[int, str] | None
    unjudged_form: tuple[str, ...]
    unknown: tuple[str, ...]
    facts: CoachingFacts
    figures: SetFigures
    score: SetScore | None
    one_rep_max: OneRepMax | None

    @property
    def not_judged(self) -> tuple[str, ...]:
        """Everything that the camera couldn't know, with the reason."""
        return (*self.unjudged_form, *self.unknown)

    @property
    def lead(self) -> str:
        """The review in a few sentences."""
        work = "" if self.work_on is None else f"Work on: {self.work_on.text}."
        return " ".join(filter(None, (self.praise, work, self.changed)))


def set_review(
    summary: SetSummary,
    facts: CoachingFacts,
    *,
    view: View | None = None,
    weight_kg: float | None = None,
    height_m: float | None = None,
) -> SetReview:
    """Review a set.

    Args:
        summary: The set.
        facts: The facts of its exercise.
        view: The camera's view; None if unknown.
        weight_kg: The load; None without one.
        height_m: The person's height; None if unknown.
    """
    figures = set_figures(summary, facts, height_m)
    return SetReview(
        praise=_praise(summary, facts),
        work_on=max(_advice(summary, facts, figures), key=lambda each: each.weight, default=None),
        changed=_changed(figures),
        best=_best(summary),
        worst=_worst(summary, facts),
        unjudged_form=facts.unjudged(view),
        unknown=tuple(_unknown(summary, facts, figures)),
        facts=facts,
        figures=figures,
        score=set_score(summary, facts, figures, view),
        one_rep_max=one_rep_max(summary, weight_kg, facts),
    )


# Praise ---------------------------------------------------------------------------------------------


def _praise(summary: SetSummary, facts: CoachingFacts) -> str:
    """One line that is true of the set; none if coach did not see it."""
    if summary.is_logged:
        return ""
    if summary.hold_s is not None:
        clean = not summary.faults and summary.hold_s > 0
        return f"{summary.hold_s:.0f} s held, without a fault." if clean and facts.rules else ""
    reps, count = summary.reps, len(summary.reps)
    if not reps or not facts.is_judged or any(rep.is_doubtful for rep in reps):
        return ""
    number = "1 rep" if count == 1 else f"{count} reps"
    full = sum(rep.verdict == "full" for rep in reps)
    if full < count:
        return f"{full} of {number} full." if full else ""
    return f"{number}, {_reached(reps, facts)}."


def _reached(reps: Sequence[Rep], facts: CoachingFacts) -> str:
    """What all reps reached: the lowest level among them, or the full range."""
    every = "" if len(reps) == 1 else "all "
    names = [rep.level.name for rep in reps if rep.level is not None and rep.level.name in facts.levels]
    if len(names) < len(reps):
        return f"{every}full"
    lowest = min(facts.levels.index(name) for name in names)
    if not lowest:
        return f"{every}full"
    beyond = any(facts.levels.index(name) > lowest for name in names)
    deeper = " or deeper" if facts.levels[-1] in ("deep", "full-depth", "full depth") else " or better"
    return f"{every}{level_name(facts.levels[lowest])}{deeper if beyond else ''}"


# Advice ---------------------------------------------------------------------------------------------


def _advice(summary: SetSummary, facts: CoachingFacts, figures: SetFigures) -> Iterator[Advice]:
    """Everything that could be worked on."""
    lowering = [*_of_lowering(summary, facts)]
    yield from (each for each in _of_faults(summary, facts) if not (lowering and _is_of_lowering(each.name)))
    yield from _of_range(summary)
    yield from lowering
    yield from _of_sides(summary, figures)


def _of_faults(summary: SetSummary, facts: CoachingFacts) -> Iterator[Advice]:
    counts = Counter(fault.name for fault in summary.faults)
    of = max(len(summary.reps), 1)
    for name, number in counts.items():
        if summary.reps and number < 2 and number / of < _SLIP:
            continue
        same = [fault for fault in summary.faults if fault.name == name]
        severity, correction, drill = _words(same[0], facts)
        reps = tuple(dict.fromkeys(fault.rep for fault in same if fault.rep is not None))
        where = f" ({len(reps)} of {of} reps)" if reps else ""
        text = correction.rstrip(".")
        share = min(number / of, 1.0) if summary.reps else 1.0
        yield Advice(name, f"{text[0].lower()}{text[1:]}{where}", drill, reps, _WEIGHTS[severity] * share)


def _words(fault: Fault, facts: CoachingFacts) -> tuple[Severity, str, str]:
    """Severity, correction and drill of a fault; the history keeps only its cue."""
    rule = facts.rules.get(fault.name)
    if rule is None:
        return fault.severity, fault.correction or fault.cue, fault.drill
    return rule.severity, rule.correction or fault.cue, rule.drill


def _of_range(summary: SetSummary) -> Iterator[Advice]:
    partial = [rep for rep in summary.reps if rep.verdict == "partial" and not rep.is_doubtful]
    if partial and (len(partial) > 1 or len(partial) / len(summary.reps) >= _OFTEN):
        share = len(partial) / len(summary.reps)
        least = min(each.share for each in partial)
        numbers = tuple(rep.number for rep in partial)
        shortest = f"; the shortest reached {100 * min(least, 0.99):.0f} % of what counts"
        short = "" if partial[0].below_standard else shortest
        text = f"the full range ({len(partial)} of {len(summary.reps)} reps partial{short})"
        yield Advice("range", text, "Fewer reps, or a lighter load, each all the way.", numbers, 3.0 * share)


def _of_lowering(summary: SetSummary, facts: CoachingFacts) -> Iterator[Advice]:
    target = facts.tempo
    if summary.slowed or target is None or not facts.times_lowering:
        return
    reps = [rep for rep in summary.reps if not rep.is_doubtful]
    rushed = [rep for rep in reps if facts.is_rushed(rep.tempo.eccentric)]
    if len(rushed) > _MOSTLY * len(reps):
        taken = median(rep.tempo.eccentric for rep in rushed)
        text = f"slower {facts.lowering} ({taken:.1f} s; try {target.eccentric:g})"
        numbers = tuple(rep.number for rep in rushed)
        severity, drill = 1.0, f"Count to {target.eccentric:g} on the way {facts.lowering}."
        for fault in summary.faults:
            if _is_of_lowering(fault.name):
                words = _words(fault, facts)
                severity, drill = _WEIGHTS[words[0]], words[2] or drill
        yield Advice("lowering", text, drill, numbers, severity * len(rushed) / len(reps))


def _is_of_lowering(fault: str) -> bool:
    return any(word in fault for word in _SAME_AS_RUSHED)


def _of_sides(summary: SetSummary, figures: SetFigures) -> Iterator[Advice]:
    sides = figures.sides
    if sides is not None and sides.is_clear:
        side = "left" if sides.value < 0 else "right"
        text = f"the {side} side, which moves {abs(sides.value):.0f}° ± {sides.error:.0f} less"
        numbers = tuple(rep.number for rep in summary.reps)
        yield Advice("sides", text, f"Start each set with the {side} side.", numbers, 1.2)


# Change, best and worst -----------------------------------------------------------------------------


def _changed(figures: SetFigures) -> str:
    loss = figures.range_loss
    kept = ""
    if loss is not None:
        shrunk = loss.is_clear and loss.value > _KEPT
        kept = f"range {loss.value:.0f} % smaller" if shrunk else "range kept"
    if figures.slower_from is not None and figures.slower_by is not None:
        slower = f"Rep {figures.slower_from} on: {figures.slower_by:.0f} % slower"
        return f"{slower}, {kept}." if kept else f"{slower}."
    return f"Later reps: {kept}." if kept and kept != "range kept" else ""


def _best(summary: SetSummary) -> tuple[int, str] | None:
    """The full rep without a fault that has the largest range."""
    faulty = {fault.rep for fault in summary.faults}
    good = [
        rep
        for rep in summary.reps
        if rep.verdict == "full"
        and rep.number not in faulty
        and (rep.measured_rom_deg or 0.0) > (rep.rom_error_deg or 0.0)
    ]
    if len(summary.reps) < 2 or not good:
        return None
    best = max(good, key=lambda rep: rep.rom_deg)
    error = "" if best.rom_error_deg is None else f" ± {best.rom_error_deg:.0f}"
    return best.number, f"full, {best.rom_deg:.0f}°{error}"


def _worst(summary: SetSummary, facts: CoachingFacts) -> tuple[int, str] | None:
    """The rep with the most serious faults, else the shortest partial one."""
    if len(summary.reps) < 2:
        return None
    weights = Counter[int]()
    for fault in summary.faults:
        if fault.rep is not None:
            weights[fault.rep] += int(_WEIGHTS[_words(fault, facts)[0]])
    if weights:
        number = weights.most_common(1)[0][0]
        titles = dict.fromkeys(fault.title for fault in summary.faults if fault.rep == number)
        return number, ", ".join(titles)
    partial = [rep for rep in summary.reps if rep.verdict == "partial" and not rep.is_doubtful]
    if not partial:
        return None
    short = min(partial, key=lambda rep: rep.share)
    return short.number, f"partial, {100 * min(short.share, 0.99):.0f} % of what counts"


def _unknown(summary: SetSummary, facts: CoachingFacts, figures: SetFigures) -> Iterator[str]:
    """What could not be judged besides form."""
    if summary.hold_s is not None or not summary.reps:
        return
    if summary.slowed:
        yield "tempo and velocity (slow motion)"
    elif facts.pace == "tempo" and not figures.velocities:
        yield "velocity (joints not visible, or too few frames)"
