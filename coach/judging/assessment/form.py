"""Judges form: compares measurements with an exercise's form rules, and withholds what it can't know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Literal

from coach.body.angles import SIDES, Angles
from coach.body.pose import Pose
from coach.body.view import most_frequent_view, view_name, view_needed
from coach.catalogue.definition import Exercise
from coach.catalogue.form_rule import FormRule
from coach.catalogue.form_text import fault_text
from coach.catalogue.severity import SEVERITIES
from coach.judging.assessment.far_limb import far_limb, is_of_other_limbs
from coach.judging.assessment.form_errors import error_of
from coach.judging.assessment.form_figures import figure_of, span_of
from coach.judging.assessment.form_samples import BOTH, FormSample, FormSamples, is_leveled
from coach.judging.events import Fault, FaultCoverage, Rep

_WHOLE_SECOND_S = 1.0
_FIRST_REPS = 3
"""Good reps from which a person's own baseline is learned."""


@dataclass(frozen=True, slots=True)
class FormFinding:
    """What one rule found in a rep, or in a second of a hold.

    Attributes:
        rule: The rule.
        value: Its figure; None if it was withheld.
        error: The error bar of the figure.
        baseline: The figure of the person's first good reps; None if the rule has a limit.
        withheld: Why it gives no verdict, such as 'needs a front view'; empty if it does.
    """

    rule: FormRule
    value: float | None = None
    error: float = 0.0
    baseline: float | None = None
    withheld: str = ""

    @property
    def is_fault(self) -> bool:
        """Whether the figure is outside the limits by more than its error."""
        return self.value is not None and self.rule.beyond(self.value - (self.baseline or 0.0)) > self.error


class FormJudge:
    """Judges reps and holds by the form rules of one exercise.

    Attributes:
        mended: The rules whose fault is gone in the rep or the second judged last, after it was there before.
    """

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._rules = exercise.form_rules
        self._held = exercise.hold is not None
        self._samples = FormSamples(self._rules)
        self._open: set[str] = set()
        self._baselines: dict[tuple[str, int], list[float]] = {}
        self._withheld: list[list[str | None]] = []
        self.mended: tuple[FormRule, ...] = ()

    def observe(self, angles: Angles, time: float, signal: float | None, pose: Pose | None = None) -> None:
        """Take the body at one moment.

        Args:
            angles: Its angles, with a steady view.
            time: In the source's time.
            signal: The signal of the exercise.
            pose: The landmarks; without them, rules about an alignment are withheld.
        """
        self._samples.observe(angles, time, signal, pose)

    def of_rep(self, rep: Rep) -> list[Fault]:
        """The faults of a completed rep."""
        findings = self.findings(rep)
        self._withheld.append([None if each is None else each.withheld for each in findings])
        judged = [each for each in findings if each is not None and not each.withheld]
        faulty = _worst_of_each([each for each in judged if each.is_fault])
        if rep.verdict == "full":
            self._learn(rep, findings)
        times = {each.rule.fault: span_of(each.rule, rep)[2] for each in faulty}
        faults = [_fault(each, rep.number, times[each.rule.fault]) for each in faulty]
        gone = [each.rule for each in judged if not each.is_fault and rep.verdict == "full"]
        self._note(faulty, gone)
        return faults

    def of_hold(self, time: float) -> list[Fault]:
        """The faults that begin in a hold: each once, until it is corrected."""
        findings = self.hold_findings(time)
        self._withheld.append([each.withheld for each in findings])
        self._learn(None, findings)
        judged = [each for each in findings if not each.withheld]
        faulty = _worst_of_each([each for each in judged if each.is_fault])
        begun = [each for each in faulty if each.rule.fault not in self._open]
        self._note(faulty, [each.rule for each in judged if not each.is_fault])
        return [_fault(each, None, time) for each in begun]

    def findings(self, rep: Rep) -> list[FormFinding | None]:
        """What each rule finds in a rep; None if it doesn't apply, as a level to a partial rep."""
        limb = SIDES.index(rep.side) if rep.side != "both" else BOTH
        found: list[FormFinding | None] = []
        for rule in self._rules:
            if rule.level is not None and rep.verdict == "partial" and not rep.below_standard:
                found.append(None)
                continue
            first_s, last_s, _ = span_of(rule, rep)
            found.append(self._finding(rule, limb, self._samples.between(first_s, last_s), rep))
        return found

    def hold_findings(self, time: float) -> list[FormFinding]:
        """What each rule finds in the last second of a hold, or in as long as the fault must last."""
        found = []
        for rule in self._rules:
            since_s = time - max(_WHOLE_SECOND_S, rule.for_s)
            found.append(self._finding(rule, BOTH, self._samples.between(since_s, time), None))
        return found

    def forget(self, reps: int) -> None:
        """Remove the last reps, or seconds of a hold."""
        del self._withheld[max(len(self._withheld) - reps, 0) :]

    @property
    def coverage(self) -> tuple[FaultCoverage, ...]:
        """How often each fault could be judged, in the order of the rules."""
        if not self._withheld:
            return ()
        unit: Literal["rep", "s"] = "s" if self._held else "rep"
        covered = []
        for rule, reasons in zip(self._rules, zip(*self._withheld, strict=True), strict=True):
            known = [each for each in reasons if each is not None]
            if "" in known:  # the first reps, from which a baseline is learned, are no gap
                known = [each for each in known if each != _unlearned(self._held)]
            lacking = Counter(each for each in known if each)
            reason = lacking.most_common(1)[0][0] if lacking else ""
            judged = len(known) - lacking.total()
            covered.append(FaultCoverage(rule.title, judged, len(known), unit, reason))
        return tuple(covered)

    def _finding(self, rule: FormRule, limb: int, span: Sequence[FormSample], rep: Rep | None) -> FormFinding:
        view = most_frequent_view(each.view for each in span)
        if view is None:
            return FormFinding(rule, withheld="not visible")
        if view not in rule.views:
            return FormFinding(rule, withheld=view_needed(rule.views))
        error = error_of(
            rule, self._exercise.signal.angle, view, leveled=is_leveled(span), step_s=_step_s(span)
        )
        if error is None:
            return FormFinding(rule, withheld=f"its error in {view_name(view)} is unknown")
        value, reason = self._figure(rule, limb, span, rep)
        if reason:
            return FormFinding(rule, withheld=reason)
        if rule.against == "limit":
            return FormFinding(rule, value, error)
        own = self._baselines.get((rule.fault, limb), [])
        if len(own) < _FIRST_REPS:
            return FormFinding(rule, value, error, withheld=_unlearned(self._held))
        return FormFinding(rule, value, error, median(own))

    def _figure(
        self, rule: FormRule, limb: int, span: Sequence[FormSample], rep: Rep | None
    ) -> tuple[float, str]:
        if rule.figure == "duration":
            return self._duration(rule, rep)
        if rule.figure == "asymmetry" and limb != BOTH:
            return 0.0, "needs both sides at once"
        if is_of_other_limbs(rule.measure, self._exercise.signal.angle):
            limb = BOTH
        behind = far_limb(rule.measure, limb, (each.angles for each in span))
        if behind:
            return 0.0, behind
        return figure_of(rule, limb, self._samples, span, rep)

    def _duration(self, rule: FormRule, rep: Rep | None) -> tuple[float, str]:
        reps = self._exercise.reps
        if rep is None or reps is None:
            return 0.0, "needs reps"
        if rep.slowed:
            return 0.0, "the film is in slow motion"
        phase = reps.out if rule.at == "out" else reps.back
        tempo = rep.tempo
        return (tempo.eccentric if phase.action == "eccentric" else tempo.concentric), ""

    def _learn(self, rep: Rep | None, findings: Iterable[FormFinding | None]) -> None:
        """Take a good rep, or a good second, into the baselines that are still open."""
        known = [each for each in findings if each is not None]
        if any(each.is_fault for each in known if not each.withheld):
            return
        limb = BOTH if rep is None or rep.side == "both" else SIDES.index(rep.side)
        for each in known:
            if each.rule.against == "baseline" and each.value is not None:
                own = self._baselines.setdefault((each.rule.fault, limb), [])
                if len(own) < _FIRST_REPS:
                    own.append(each.value)

    def _note(self, faulty: Iterable[FormFinding], gone: Iterable[FormRule]) -> None:
        """Remember the open faults, and those that are gone now."""
        self.mended = tuple(rule for rule in gone if rule.fault in self._open)
        self._open -= {rule.fault for rule in self.mended}
        self._open |= {each.rule.fault for each in faulty}


def merged_coverage(faults: Iterable[FaultCoverage]) -> tuple[FaultCoverage, ...]:
    """The coverage of several judges, added up for each fault."""
    merged: dict[tuple[str, str], FaultCoverage] = {}
    for each in faults:
        before = merged.get((each.title, each.unit), FaultCoverage(each.title, 0, 0, each.unit))
        merged[each.title, each.unit] = FaultCoverage(
            each.title,
            before.judged + each.judged,
            before.of + each.of,
            each.unit,
            before.reason or each.reason,
        )
    return tuple(merged.values())


def _worst_of_each(faulty: Sequence[FormFinding]) -> list[FormFinding]:
    """One fault for each measurement: of a lean beyond the limit and beyond your own, the more severe.

    Of two that are equally severe, the first in the exercise file.
    """
    worst: dict[tuple[str | None, str, str], FormFinding] = {}
    for each in sorted(faulty, key=lambda each: SEVERITIES.index(each.rule.severity)):
        worst.setdefault((each.rule.measure, each.rule.figure, each.rule.at), each)
    names = {each.rule.fault for each in worst.values()}
    return [each for each in faulty if each.rule.fault in names]


def _step_s(span: Sequence[FormSample]) -> float:
    """The median time between two samples."""
    steps = [after.time - before.time for before, after in pairwise(span)]
    return median(steps) if steps else 0.0


def _unlearned(held: bool) -> str:
    return f"needs your first {_FIRST_REPS} good {'seconds' if held else 'reps'} to compare with"


def _fault(found: FormFinding, rep: int | None, time: float) -> Fault:
    rule = found.rule
    assert found.value is not None, "only a measured figure is a fault"
    return Fault(
        rule.fault,
        rule.title,
        rule.cue,
        fault_text(rule, found.value, found.error, found.baseline),
        rep,
        time,
        rule.severity,
        rule.correction,
        rule.drill,
        rule.praise,
    )
