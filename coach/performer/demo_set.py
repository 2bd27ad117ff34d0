"""Demo sets with one or two flaws for the judge to detect."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.form_rule import FormRule
from coach.catalogue.poses import Acted, with_fault
from coach.errors import ExerciseError
from coach.judging.events import Fault, Rep
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.choreography import Beat, Performance
from coach.performer.repertoire import depth_for, perform
from coach.performer.sources import Truth

FULL = 5
_PARTIAL_SHARE, _PARTIAL_DEPTH = 0.7, 0.45
"""Depth of a partial rep: this share of the minimum excursion, and at least this share of the whole way,
because the standard rises with the depth of the other reps."""
_STEPS = 6
_CLEARER = 0.1
"""How much deeper a partial rep is with alternating limbs, because one limb hides the other."""
_NUMBERS = ("none", "one", "two")
_NOISE_DEG = 0.6
_HELD_S, _LOST = 7.0, Beat(out_s=0.6, turn_s=1.6, back_s=0.6, start_s=0.0)
_LEAST_LOST_S = 1.0
_LOSSES = (
    Acted(turn={"hip_flexion": 55}),
    Acted(turn={"hip_flexion": -70, "knee_flexion": -70}),
    Acted(turn={"hip_flexion": -45}),
    Acted(turn={"knee_flexion": 70}),
    Acted(turn={"hip_abduction": 40, "trunk_roll": -35}),
)
"""Ways to lose a position: hips up, standing up, hips down, onto the knees, sagging sideways."""


@dataclass(frozen=True, slots=True)
class DemoSet:
    """A set with flaws in it.

    Attributes:
        performance: The set.
        view: The view.
        flaws: Its flaws, a few words each.
    """

    performance: Performance
    view: View
    flaws: tuple[str, ...]


def flawed_set(exercise: Exercise) -> DemoSet:
    """A set with two flaws: a partial rep and a fault of form, or two partial reps; a hold is lost once.

    The view is one in which a fault that the file acts can be judged, else the first view in the file. The
    announced flaws are those that the judge finds in the true landmarks: flaws that it can't detect are left
    out, and for some exercises the set is clean.

    Raises:
        ExerciseError: The exercise can't be performed.
    """
    if exercise.hold is not None:
        return _flawed_hold(exercise)
    short, choices = partial_depth(exercise), _faults_to_show(exercise)
    faults = [(view, rule) for view, rule in choices if rule is not None]
    tried = [*((*each, short) for each in choices), *((*each, 1.0) for each in faults)]
    sets = (_with_flaws(exercise, view, rule, depth) for view, rule, depth in tried)
    return next(filter(None, sets), None) or _clean(exercise)


def acted_rules(exercise: Exercise, view: View) -> list[FormRule]:
    """The form rules that can be judged in a view and have an acted fault in the file."""
    return [rule for rule in exercise.form if view in rule.views and (rule.acted.start or rule.acted.turn)]


def partial_depth(exercise: Exercise) -> float:
    """The depth of a rep that counts as partial, as a share of the way to the turning point.

    Raises:
        ExerciseError: The key poses don't go far enough.
    """
    try:
        short = max(depth_for(exercise, _PARTIAL_SHARE), _PARTIAL_DEPTH)
    except ValueError as error:
        raise ExerciseError(
            f"It can't be performed: {error}.",
            hint="[poses.turn] must go at least as far as [reps] requires.",
        ) from error
    # Some files also require a position at the turning point; a rep that does not reach it is not counted.
    farther = (short + 0.05 * step for step in range(_STEPS))
    return next((depth for depth in farther if is_partial(exercise, depth)), short)


def is_partial(exercise: Exercise, depth: float, view: View | None = None) -> bool:
    """Whether a rep of this depth after full ones counts as partial; by default in the first view."""
    summary = _judged(exercise, perform(exercise, view, depths=(1.0, 1.0, 1.0, depth)))
    return (summary.full, summary.partial) == (3, 1)


def _faults_to_show(exercise: Exercise) -> list[tuple[View, FormRule | None]]:
    """Each fault that can be shown, with its view; the last entry has no fault."""
    views = exercise.camera.views
    return [*((view, rule) for view in views for rule in acted_rules(exercise, view)), (views[0], None)]


def _with_flaws(exercise: Exercise, view: View, rule: FormRule | None, short: float) -> DemoSet | None:
    """The set with this fault and partial reps of this depth; None if the judge finds anything else."""
    depths = _depths(short, fault=rule is not None, alternates=exercise.poses.alternates)
    faults = () if rule is None else (*(None,) * FULL, rule.fault)
    performance = perform(exercise, view, depths=depths, acted=faults, joint_noise_deg=_NOISE_DEG, seed=1)
    sets = _judged(exercise, performance).sets
    reps = [rep for each in sets for rep in each.reps]
    noticed = [fault for each in sets for fault in each.faults]
    meant = {rep.number: (rep.depth < 1.0, rep.fault) for rep in performance.reps}
    found = {(fault.name, fault.rep) for fault in noticed}
    all_counted = len(sets) == 1 and [rep.number for rep in reps] == [*meant]
    if not all_counted or not all(_is_as_meant(rep, found, *meant[rep.number]) for rep in reps):
        return None
    return DemoSet(performance, view, _announced(reps, noticed))


def _depths(short: float, *, fault: bool, alternates: bool) -> tuple[float, ...]:
    """Depths of six reps, one partial and the last with a fault, or of seven reps with two partial ones."""
    if not fault:
        return (1.0, 1.0, 1.0, short, 1.0, short, 1.0)
    if alternates and short < 1.0:  # the near leg hides the far leg, so a short rep of it is not detected
        return (1.0, 1.0, 1.0, 1.0, short + _CLEARER, 1.0)
    return (1.0, 1.0, 1.0, short, 1.0, 1.0)


def _is_as_meant(rep: Rep, found: set[tuple[str, int | None]], short: bool, fault: str | None) -> bool:
    """Whether the verdict on a rep is the intended one."""
    if fault is not None:
        return (fault, rep.number) in found
    if short:
        return rep.verdict == "partial"
    return rep.verdict == "full" and rep.number not in {number for _, number in found}


def _announced(reps: list[Rep], noticed: list[Fault]) -> tuple[str, ...]:
    """The flaws in words; a fault of exactly the partial reps explains them."""
    short = {rep.number for rep in reps if rep.verdict == "partial"}
    faults: dict[str, set[int | None]] = {}
    for fault in noticed:
        faults.setdefault(fault.title, set()).add(fault.rep)
    partial = f"{_NUMBERS[len(short)]} partial" if short else ""
    same = [title for title, numbers in faults.items() if numbers == short]
    other: dict[frozenset[int | None], list[str]] = {}
    for title, numbers in faults.items():
        if title not in same:
            other.setdefault(frozenset(numbers), []).append(title)
    with_fault = [
        f"{_NUMBERS[len(numbers)]} with {'a fault' if len(titles) == 1 else 'faults'}: {' and '.join(titles)}"
        for numbers, titles in other.items()
    ]
    why = f" ({' and '.join(same)})" if same else ""
    return tuple(filter(None, (partial + why, *with_fault)))


def _clean(exercise: Exercise) -> DemoSet:
    """A set without flaws, for exercises in which the judge can't detect any."""
    depths = (1.0,) * (FULL + 1)
    view = exercise.camera.views[0]
    return DemoSet(perform(exercise, view, depths=depths, joint_noise_deg=_NOISE_DEG, seed=1), view, ())


def _flawed_hold(exercise: Exercise) -> DemoSet:
    """A hold in which the position is lost once, performed like a rep."""
    still = exercise.poses.model_copy(update={"turn": exercise.poses.start})
    held = replace(
        perform(exercise, joint_noise_deg=_NOISE_DEG, seed=1),
        hold_s=0.0,
        depths=(1.0,),
        beat=_LOST,
        rest_before_s=_HELD_S,
        rest_after_s=_HELD_S,
    )
    view = exercise.camera.views[0]
    for loss in _LOSSES:
        performance = replace(held, poses=with_fault(still, loss))
        held_s = _judged(exercise, performance).hold_s or 0.0
        if performance.duration_s - held_s >= _LEAST_LOST_S:
            return DemoSet(performance, view, ("the position is lost once",))
    return DemoSet(replace(held, poses=still), view, ())


def _judged(exercise: Exercise, performance: Performance) -> Summary:
    judge = Judge(exercise)
    for sighting in Truth(performance):
        judge.observe(sighting.pose, sighting.time)
    return judge.finish()
