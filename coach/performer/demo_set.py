"""Sets that are good but for a flaw or two, so that there is something to notice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.body.view import View
from coach.catalogue.definition import Exercise, FormRule
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
"""A partial repetition goes this share of the minimum excursion, and at least this share of the whole way:
whoever goes far is asked for more than the minimum."""
_STEPS = 6
_CLEARER = 0.1
"""How much farther a short repetition goes where limbs take turns and one hides the other."""
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
"""Ways to lose a position: hips up, standing up, hips down, onto the knees, sinking sideways."""


@dataclass(frozen=True, slots=True)
class DemoSet:
    """A set with flaws in it.

    Attributes:
        performance: The set.
        view: From where it is seen.
        flaws: What is not right in it, in a few words each.
    """

    performance: Performance
    view: View
    flaws: tuple[str, ...]


def flawed_set(exercise: Exercise) -> DemoSet:
    """A set with two flaws: one not far enough, and one fault of form, or another not far enough.

    It is seen from where a fault that the file acts can be judged, else from where the file wants the camera
    first. In a hold the position is lost once. What is announced is what the judge makes of the athlete's own
    joints: where it can't tell a flaw there is one less, and of some exercises the set is clean.

    Raises:
        ExerciseError: The exercise can't be performed.
    """
    if exercise.hold is not None:
        return _flawed_hold(exercise)
    short, shown = partial_depth(exercise), _faults_to_show(exercise)
    faults = [(view, rule) for view, rule in shown if rule is not None]
    tried = [*((*each, short) for each in shown), *((*each, 1.0) for each in faults)]
    sets = (_with_flaws(exercise, view, rule, depth) for view, rule, depth in tried)
    return next(filter(None, sets), None) or _clean(exercise)


def acted_rules(exercise: Exercise, view: View) -> list[FormRule]:
    """The form rules that a view can judge and the file acts a fault of."""
    return [rule for rule in exercise.form if view in rule.views and (rule.acted.start or rule.acted.turn)]


def partial_depth(exercise: Exercise) -> float:
    """How far a repetition goes that is noticed and is partial, as a share of the way to the turning point.

    Raises:
        ExerciseError: The key poses themselves don't go far enough.
    """
    try:
        short = max(depth_for(exercise, _PARTIAL_SHARE), _PARTIAL_DEPTH)
    except ValueError as error:
        raise ExerciseError(
            f"It can't be performed: {error}.", hint="[poses.turn] has to go at least as far as [reps] asks."
        ) from error
    # Some files ask for a position at the turning point, too: who stays short of it is not counted at all.
    farther = (short + 0.05 * step for step in range(_STEPS))
    return next((depth for depth in farther if _is_partial(exercise, depth)), short)


def _is_partial(exercise: Exercise, depth: float) -> bool:
    summary = _truly_judged(exercise, perform(exercise, depths=(1.0, 1.0, 1.0, depth)))
    return (summary.full, summary.partial) == (3, 1)


def _faults_to_show(exercise: Exercise) -> list[tuple[View, FormRule | None]]:
    """Every fault that can be shown and from where, and last none."""
    views = exercise.camera.views
    return [*((view, rule) for view in views for rule in acted_rules(exercise, view)), (views[0], None)]


def _with_flaws(exercise: Exercise, view: View, rule: FormRule | None, short: float) -> DemoSet | None:
    """The set with this fault and one that goes so far; None if the judge makes something else of it."""
    depths = _depths(short, fault=rule is not None, alternates=exercise.poses.alternates)
    faults = () if rule is None else (*(None,) * FULL, rule.fault)
    performance = perform(exercise, view, depths=depths, acted=faults, joint_noise_deg=_NOISE_DEG, seed=1)
    sets = _truly_judged(exercise, performance).sets
    reps = [rep for each in sets for rep in each.reps]
    noticed = [fault for each in sets for fault in each.faults]
    meant = {rep.number: (rep.depth < 1.0, rep.fault) for rep in performance.reps}
    seen = {(fault.name, fault.rep) for fault in noticed}
    as_meant = len(sets) == 1 and [rep.number for rep in reps] == [*meant]
    if not as_meant or not all(_tells(rep, seen, *meant[rep.number]) for rep in reps):
        return None
    return DemoSet(performance, view, _announced(reps, noticed))


def _depths(short: float, *, fault: bool, alternates: bool) -> tuple[float, ...]:
    """Six repetitions of which the last has a fault, or seven without one; one is short, or two are."""
    if not fault:
        return (1.0, 1.0, 1.0, short, 1.0, short, 1.0)
    if alternates and short < 1.0:  # the far leg is hidden by the near one: a short way of it is not seen
        return (1.0, 1.0, 1.0, 1.0, short + _CLEARER, 1.0)
    return (1.0, 1.0, 1.0, short, 1.0, 1.0)


def _tells(rep: Rep, seen: set[tuple[str, int | None]], short: bool, fault: str | None) -> bool:
    """Whether the verdict on a repetition is what it was meant to show."""
    if fault is not None:
        return (fault, rep.number) in seen
    if short:
        return rep.verdict == "partial"
    return rep.verdict == "full" and rep.number not in {number for _, number in seen}


def _announced(reps: list[Rep], noticed: list[Fault]) -> tuple[str, ...]:
    """The flaws in words; a fault of those that are not far enough says what is short about them."""
    short = {rep.number for rep in reps if rep.verdict == "partial"}
    faults: dict[str, set[int | None]] = {}
    for fault in noticed:
        faults.setdefault(fault.title, set()).add(fault.rep)
    falls = f"{_NUMBERS[len(short)]} of them not far enough" if short else ""
    same = [title for title, numbers in faults.items() if numbers == short]
    other = [(title, len(numbers)) for title, numbers in faults.items() if title not in same]
    told = [f"{_NUMBERS[number]} with a fault: {title}" for title, number in other]
    why = f" ({' and '.join(same)})" if same else ""
    return tuple(filter(None, (falls + why, *told)))


def _clean(exercise: Exercise) -> DemoSet:
    """A set without flaws, of what allows none that can be told."""
    depths = (1.0,) * (FULL + 1)
    view = exercise.camera.views[0]
    return DemoSet(perform(exercise, view, depths=depths, joint_noise_deg=_NOISE_DEG, seed=1), view, ())


def _flawed_hold(exercise: Exercise) -> DemoSet:
    """A hold in which the position is lost once: a repetition of losing it, as it were."""
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
        held_s = _truly_judged(exercise, performance).hold_s or 0.0
        if performance.duration_s - held_s >= _LEAST_LOST_S:
            return DemoSet(performance, view, ("the position is lost once",))
    return DemoSet(replace(held, poses=still), view, ())


def _truly_judged(exercise: Exercise, performance: Performance) -> Summary:
    judge = Judge(exercise)
    for sighting in Truth(performance):
        judge.observe(sighting.pose, sighting.time)
    return judge.finish()
