"""Form rules against acted faults: flagged when clear, silent on clean reps, withheld in wrong views."""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import get_args

import joblib
import numpy as np

from coach.bench.fixtures.staging import BODY_OF
from coach.body.angles import angles_of
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Sighting
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.form_rule import FormRule
from coach.catalogue.poses import Acted
from coach.judging.assessment.form import FormFinding, FormJudge
from coach.judging.assessment.form_errors import error_of
from coach.judging.events import Fault, Rep, RepSide, SetSummary
from coach.judging.figures.rep_effort import Tempo
from coach.judging.judge import Judge
from coach.performer.motion.choreography import Performance, TrueRep
from coach.performer.performance_recording import sightings_of
from coach.performer.repertoire import PerformanceChoice, perform
from coach.performer.sources import Truth
from coach.vision.pose_model.pose_model import PoseModel

FLAGGED_BAR, SILENT_BAR = 0.95, 0.98
_RATE = 15.0
_HOLD_S = 6.0
_FIRST = 3
"""Clean reps of each side before the first fault, from which the rules learn a person's own baseline."""
_FAULTY = 3
_SCALES = (0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0)
"""What the acted fault of a file may be multiplied by to be clear; too much of some joints turns back."""
_TRIES = 2
_MORE = (1.0, 1.15, 1.3, 1.5)
"""How much larger a fault is acted if swaying makes a rep less than clear."""
_SWAY_DEG = 1.0
"""Deviation of the joints. With twice as much, hips between planted feet sway by a hand's breadth, which is a
fault."""
_WORLD_M, _DEPTH_M, _WANDER_M = 0.012, 0.03, 0.006
"""Standard deviations of the noise of landmarks without pictures: constant errors across the picture and in
depth, and their change over time. They give joint angles the mean errors of the shipped table, 6 to 12°."""
_FROM_ZERO = ("drift", "range", "asymmetry")
_OFFSETS = ("hip_sag", "body_sag", "knees_in", "hip_shift")


@dataclass(frozen=True, slots=True)
class FaultCell:
    """One rule in one view, performed by one body."""

    exercise: str
    fault: str
    view: View
    body: str


@dataclass(frozen=True, slots=True)
class ActedFaults:
    """What the judge found in the performances of a cell.

    Attributes:
        cell: The cell.
        is_valid: Whether the rule can be judged in this view.
        acted: Reps with the fault, or holds.
        flagged: Those that were flagged. One that is too short by a level may be partial instead, or not
            count: that verdict says the same.
        clean: Clean reps, or seconds of a clean hold.
        silent: Those without any fault.
        spoken: Number of times that the rule spoke at all.
        limit: What is required.
        clear: The figure that is clearly a fault.
        figure: The figure that was acted.
    """

    cell: FaultCell
    is_valid: bool
    acted: int
    flagged: int
    clean: int
    silent: int
    spoken: int
    limit: float
    clear: float
    figure: float


def fault_cells(exercises: Iterable[Exercise]) -> list[FaultCell]:
    """Every rule of some exercises in every view, with every body."""
    return [
        FaultCell(exercise.name, rule.fault, view, body)
        for exercise in exercises
        for rule in exercise.form
        for view in get_args(View)
        for body in BODY_OF
    ]


def act_faults(
    cells: Sequence[FaultCell],
    exercises: dict[str, Exercise],
    model: PoseModel | None,
    *,
    workers: int = 1,
) -> Iterator[ActedFaults]:
    """Act and judge each cell, in parallel; yields in the given order.

    Args:
        cells: The cells.
        exercises: The exercises by name.
        model: The pose model that detects the rendered athlete; None adds noise to the true landmarks.
        workers: Number of processes.
    """
    parallel = joblib.Parallel(n_jobs=workers, return_as="generator")
    yield from parallel(joblib.delayed(act_fault)(cell, exercises[cell.exercise], model) for cell in cells)


def act_fault(cell: FaultCell, exercise: Exercise, model: PoseModel | None) -> ActedFaults:
    """Act and judge one cell."""
    rule = next(each for each in exercise.form_rules if each.fault == cell.fault)
    is_valid = cell.view in rule.views
    acted, figure = _clearly(cell, exercise, rule) if is_valid else (rule.acted, 0.0)
    see = noisy_sightings if model is None else lambda performance: sightings_of(performance, model)
    stage = replace(_performance(cell, exercise), faults={rule.fault: acted})
    found = _of_hold(stage, exercise, rule, see) if stage.hold_s else _of_reps(stage, exercise, rule, see)
    limit, clear = clear_figure(rule, _error(exercise, rule, cell.view))
    return ActedFaults(cell, is_valid, *found, limit=limit, clear=clear, figure=figure)


def clear_figure(rule: FormRule, error: float) -> tuple[float, float]:
    """The limit of a rule, and the figure that is clearly a fault.

    For a change, a difference or an offset that is, the larger of twice the limit and the limit plus twice
    the error; an angle or a length that has no zero, the limit plus twice the error; for a time, half of it.
    """
    limit = rule.at_most if rule.at_most is not None else rule.at_least
    assert limit is not None, "a rule has a limit"
    away = 1.0 if rule.at_most is not None else -1.0
    if rule.figure == "duration":
        return limit, limit / 2
    clear = limit + away * 2 * error
    is_offset = rule.figure in _FROM_ZERO or rule.against == "baseline" or rule.measure in _OFFSETS
    return limit, max(clear, 2 * limit, key=lambda each: away * each) if is_offset else clear


_See = Callable[[Performance], Sequence[Sighting]]
_Counts = tuple[int, int, int, int, int]


def _performance(cell: FaultCell, exercise: Exercise) -> Performance:
    """Clean reps, then faulty ones between clean ones; for limbs in turn, of both sides.

    A start position that is bad from the end of the last rep takes two reps; only the second is compared.
    """
    sides = 2 if exercise.poses.alternates else 1
    rule = next(each for each in exercise.form if each.fault == cell.fault)
    once = (cell.fault,) if rule.at != "start" or sides == 2 else (cell.fault,) * 2
    acted = (None,) * (_FIRST * sides) + (*once, *(None,) * sides) * _FAULTY
    choice = PerformanceChoice(
        acted=acted,
        depths=(1.0,) * len(acted),
        joint_noise_deg=_SWAY_DEG,
        seed=zlib.crc32(f"{cell.exercise}/{cell.view}/{cell.body}".encode()),
        body=BODY_OF[cell.body],
        frame_rate=_RATE,
    )
    if exercise.hold is not None:
        choice |= PerformanceChoice(hold_s=_HOLD_S, fault=cell.fault, acted=())
    return perform(exercise, cell.view, **choice)


def _of_reps(stage: Performance, exercise: Exercise, rule: FormRule, see: _See) -> _Counts:
    sets = _judged(exercise, see(stage))
    reps = [rep for each in sets for rep in each.reps]
    faults = [fault for each in sets for fault in each.faults]
    numbers = {id(true): number_of(true, reps) for true in stage.reps}
    faulty = [numbers[id(true)] for true in _compared(stage, exercise, rule)]
    clean = [numbers[id(true)] for true in stage.reps if true.fault is None]
    named = {each.rep for each in faults if each.name == rule.fault}
    whole = {each.number for each in reps if each.verdict == "full"}
    flagged = sum(number in named or (rule.level is not None and number not in whole) for number in faulty)
    silent = sum(not any(each.rep == number for each in faults) for number in clean)
    return len(faulty), flagged, len(clean), silent, _times(faults, rule)


def _compared(stage: Performance, exercise: Exercise, rule: FormRule) -> list[TrueRep]:
    """The faulty reps; of two in a row that share a bad start position, the second."""
    before = dict(pairwise(reversed(stage.reps)))
    twice = rule.at == "start" and not exercise.poses.alternates
    faulty = [each for each in stage.reps if each.fault is not None]
    return [each for each in faulty if not (twice and before[each].fault is None)]


def _of_hold(stage: Performance, exercise: Exercise, rule: FormRule, see: _See) -> _Counts:
    """A faulty hold, then a clean one."""
    held, clean_hold = (_judged(exercise, see(one)) for one in (stage, replace(stage, fault=None)))
    faulty, clean = ([fault for each in sets for fault in each.faults] for sets in (held, clean_hold))
    is_flagged = _times(faulty, rule) > 0 or (rule.level is not None and not held)
    return 1, int(is_flagged), 1, int(not clean), _times(faulty + clean, rule)


def _judged(exercise: Exercise, sightings: Sequence[Sighting]) -> tuple[SetSummary, ...]:
    judge = Judge(exercise)
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return judge.finish().sets


def _times(faults: Sequence[Fault], rule: FormRule) -> int:
    return sum(each.name == rule.fault for each in faults)


def number_of(true: TrueRep, reps: Sequence[Rep]) -> int | None:
    """The number of the rep counted during a performed one; None if none was."""
    return next((rep.number for rep in reps if true.start_s <= rep.turn_s <= true.end_s), None)


def _clearly(cell: FaultCell, exercise: Exercise, rule: FormRule) -> tuple[Acted, float]:
    """The fault of a file, made as large as is clearly a fault, and its true figure.

    A body sways: the fault is clear in every faulty rep of the performance, not only without the swaying.
    """
    if rule.figure == "duration":
        limit, clear = clear_figure(rule, 0.0)
        part = "out_s" if rule.at == "out" else "back_s"
        return rule.acted.model_copy(update={part: clear}), clear
    limit, clear = clear_figure(rule, _error(exercise, rule, cell.view))
    away = 1.0 if clear > limit else -1.0

    def figure(scale: float, *, sways: bool = False) -> float:
        return _true_figure(cell, exercise, rule, rule.acted.scaled(scale), away, sways=sways)

    scale = next((each for each in _SCALES if away * (figure(each) - clear) >= 0), 0.0)
    if not scale:
        scale = max(_SCALES, key=lambda each: away * figure(each))
    step = 0.25
    for _ in range(_TRIES):
        step /= 2
        if away * (figure(scale - step) - clear) >= 0:
            scale -= step
    swaying = {scale * each: figure(scale * each, sways=True) for each in _MORE}
    enough = (each for each, shown in swaying.items() if away * (shown - clear) >= 0)
    best = max(swaying, key=lambda each: away * swaying[each])
    scale = next(enough, best)
    return rule.acted.scaled(scale), swaying[scale]


def _true_figure(
    cell: FaultCell, exercise: Exercise, rule: FormRule, acted: Acted, away: float, *, sways: bool
) -> float:
    """The figure of a rule in a performed fault, by the true landmarks; for a baseline, the departure.

    That of the rep that shows least, and of limits on both sides the size. A body that doesn't sway performs
    one faulty rep of each side.
    """
    one = replace(_performance(cell, exercise), faults={rule.fault: acted})
    if not sways:
        one = _steady(one, exercise, rule)
    form = FormJudge(exercise)
    for sighting in Truth(one):
        if sighting.pose is not None:
            angles = replace(angles_of(sighting.pose, np.eye(3)), view=cell.view)
            form.observe(angles, sighting.time, None, sighting.pose)
    if one.hold_s:
        return _figure(form.hold_findings(one.duration_s / 2), rule)
    figures = {id(each): _figure(form.findings(as_rep(each)), rule) for each in one.reps}
    own: dict[str, list[float]] = defaultdict(list)
    for each in one.reps:
        if each.fault is None and rule.against == "baseline":
            own[each.side].append(figures[id(each)])
    usual = {side: median(found[:_FIRST]) for side, found in own.items()}
    changes = [figures[id(each)] - usual.get(each.side, 0.0) for each in _compared(one, exercise, rule)]
    if rule.at_least is not None and rule.at_most is not None:
        changes = [abs(each) for each in changes]
    return min(changes, key=lambda each: away * each)


def _steady(stage: Performance, exercise: Exercise, rule: FormRule) -> Performance:
    """One clean and one faulty rep of each side, or the hold, without any swaying."""
    stage = replace(stage, joint_noise_deg=0.0)
    if stage.hold_s:
        return stage
    sides = 2 if exercise.poses.alternates else 1
    faulty = (rule.fault,) * (2 if rule.at == "start" else sides)
    return replace(stage, depths=(1.0,) * (sides + len(faulty)), acted=(*(None,) * sides, *faulty))


def _figure(findings: Iterable[FormFinding | None], rule: FormRule) -> float:
    values = [each.value for each in findings if each is not None and each.rule.fault == rule.fault]
    return next((each for each in values if each is not None), 0.0)


def as_rep(true: TrueRep) -> Rep:
    """A performed rep as if it were counted."""
    side: RepSide = "left" if true.side == "left" else "right" if true.side == "right" else "both"
    tempo = Tempo(0.0, 0.0, 0.0, 0.0)
    return Rep(true.number, side, true.start_s, true.turn_s, true.end_s, 0.0, tempo, "full", 1.0, "")


def _error(exercise: Exercise, rule: FormRule, view: View) -> float:
    """The error bar of a rule, with a level camera."""
    return error_of(rule, exercise.signal.angle, view, leveled=True, step_s=1 / _RATE) or 0.0


def noisy_sightings(performance: Performance) -> list[Sighting]:
    """The true landmarks with noise that gives joint angles about the errors of the pose model."""
    random = np.random.default_rng(performance.seed)
    offset = random.normal(0.0, 1.0, (33, 3)) * (_WORLD_M, _WORLD_M, _DEPTH_M)
    knots = random.normal(0.0, _WANDER_M, (2 + round(performance.duration_s), 33, 3))
    return [
        Sighting(
            each.time, None if each.pose is None else _moved(each.pose, offset + _wander(knots, each.time))
        )
        for each in Truth(performance)
    ]


def _wander(knots: FloatArray, time: float) -> FloatArray:
    first = int(time)
    share = time - first
    between: FloatArray = knots[first] * (1.0 - share) + knots[first + 1] * share
    return between


def _moved(pose: Pose, by_m: FloatArray) -> Pose:
    """The pose with its landmarks moved in the world, and as far in the picture."""
    drawn = pose.image[:, :2] * pose.size
    scale = float(np.linalg.norm(np.ptp(drawn, axis=0)) / np.linalg.norm(np.ptp(pose.world[:, :2], axis=0)))
    image = pose.image.copy()
    image[:, :2] += by_m[:, :2] * scale / pose.size
    return replace(pose, image=image, world=pose.world + by_m)
