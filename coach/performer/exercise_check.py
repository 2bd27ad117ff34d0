"""Check of an exercise file: the rendered athlete performs its poses, and its rules must count them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count

from coach.body.angle_errors import read_angle_errors
from coach.body.recording.recording_tee import RecordingTee
from coach.body.stream import PoseSource
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.catalogue.form_rule import FormRule
from coach.judging.events import Rep
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.demo_set import acted_rules, is_partial, partial_depth
from coach.performer.motion.choreography import Performance, TrueRep
from coach.performer.performance_recording import MOST_BYTES, recording_path
from coach.performer.repertoire import PerformanceChoice, depth_for, perform
from coach.performer.sources import Rendered, Truth
from coach.vision.film.film_poses import FilmPoses
from coach.vision.film.recording_cache import CachedRecording, cached_recording
from coach.vision.pose_model.pose_model import PoseModel

CLEAN, PARTIAL = 5, 2
HOLD_S, HOLD_WITHIN_S = 8.0, 0.5
_NOISE_DEG = 1.0
_LEAST_SHARE = 0.5
"""A movement of less than this share of the minimum is no attempt."""
_TIMES = 2
"""Reps in a row with a bad start position: the first one ends in that of the second."""

OnFrame = Callable[[int], None]
_Judged = Callable[[Performance], Summary]


@dataclass(frozen=True, slots=True)
class ExerciseCheck:
    """The result of checking an exercise file in one view.

    Attributes:
        view: The view.
        clean: Clean reps counted as full, of ``CLEAN``; None for a hold.
        partial: Partial reps counted as partial, of ``PARTIAL``; None for a hold. A partial rep that is not
            counted at all is no contradiction: it may not reach the position that the file requires.
        held_s: Seconds counted, of ``HOLD_S``; None for reps.
        flagged: Whether each acted fault that can be judged in this view was flagged.
        contradictions: Differences from the performance, a sentence each.
    """

    view: View
    clean: int | None = None
    partial: int | None = None
    held_s: float | None = None
    flagged: dict[str, bool] = field(default_factory=dict)
    contradictions: tuple[str, ...] = ()


def play(
    exercise: Exercise, model: PoseModel | None = None, *, on_frame: OnFrame | None = None
) -> Iterator[ExerciseCheck]:
    """Check an exercise in every view of its file.

    Args:
        exercise: The exercise.
        model: The pose model that detects the rendered athlete; None judges the true landmarks instead.
        on_frame: Called with the number of frames done.

    Raises:
        ExerciseError: The key poses can't be performed as partial reps.
    """
    frames = count(1)

    def judged(performance: Performance) -> Summary:
        judge = Judge(exercise)
        with _source(performance, model) as source:
            for sighting in source:
                judge.observe(sighting.pose, sighting.time)
                if on_frame is not None:
                    on_frame(next(frames))
        return judge.finish()

    for view in exercise.camera.views:
        play_view = _play_hold if exercise.hold is not None else _play_reps
        yield play_view(exercise, view, judged)


def frames_to_play(exercise: Exercise) -> int:
    """Number of frames in all views."""
    return sum(
        len(performance.times)
        for view in exercise.camera.views
        for performance in _performances(exercise, view)
    )


def _performances(exercise: Exercise, view: View) -> list[Performance]:
    """One set with all reps; for a hold a clean performance, then one for each fault."""
    rules = acted_rules(exercise, view)
    if exercise.hold is not None:
        return [_hold(exercise, view, fault) for fault in (None, *(rule.fault for rule in rules))]
    partial_reps = _short_depth(exercise, view)
    faulty = tuple(chain.from_iterable(_acted(rule) for rule in rules))
    depths = (1.0,) * CLEAN + (partial_reps,) * PARTIAL + (1.0,) * len(faulty)
    acted = (None,) * (CLEAN + PARTIAL) + faulty
    choice = PerformanceChoice(depths=depths, acted=acted, joint_noise_deg=_NOISE_DEG)
    return [perform(exercise, view, **choice)]


def _acted(rule: FormRule) -> tuple[str | None, ...]:
    """A fault, then a clean rep, so that no fault begins in the pose of another."""
    return *(rule.fault,) * (_TIMES if rule.at == "start" else 1), None


def _short_depth(exercise: Exercise, view: View) -> float:
    """The depth of a partial rep; if it passes for a full one, clearly short.

    That is short of the minimum by the error of the counted angle: nearer, nobody can tell.
    """
    assert exercise.reps is not None, "only reps can be partial"
    depth = partial_depth(exercise)
    if all(is_partial(exercise, depth, each) for each in exercise.camera.views):
        return depth
    bar = read_angle_errors().bar(exercise.signal.angle, view)
    error = 0.0 if bar is None else bar.bar_deg / exercise.reps.minimum_excursion
    return min(depth, depth_for(exercise, max(1.0 - error, _LEAST_SHARE)))


def _hold(exercise: Exercise, view: View, fault: str | None) -> Performance:
    still = PerformanceChoice(rest_before_s=0.0, rest_after_s=0.0, joint_noise_deg=_NOISE_DEG)
    return perform(exercise, view, **PerformanceChoice(hold_s=HOLD_S, fault=fault, **still))


def _play_reps(exercise: Exercise, view: View, judged: _Judged) -> ExerciseCheck:
    [performance] = _performances(exercise, view)
    summary = judged(performance)
    counted = [rep for each in summary.sets for rep in each.reps]
    faults = {(fault.rep, fault.name) for each in summary.sets for fault in each.faults}
    counted_as = {rep.number: _counterpart(rep, counted) for rep in performance.reps}
    clean = [counted_as[rep.number] for rep in performance.reps[:CLEAN]]
    partial_reps = [counted_as[rep.number] for rep in performance.reps[CLEAN : CLEAN + PARTIAL]]
    full = sum(rep is not None and rep.verdict == "full" for rep in clean)
    partial_ones = sum(rep is not None and rep.verdict == "partial" for rep in partial_reps)
    levels = {rule.fault for rule in exercise.form if rule.level is not None}
    flagged = {
        rep.fault: _is_flagged(rep.fault, counted_as[rep.number], faults, is_level=rep.fault in levels)
        for rep in performance.reps
        if rep.fault is not None
    }
    contradictions = [
        *_miscounted(performance, counted, full, partial_reps),
        *_falsely_flagged(exercise, [rep.number for rep in clean if rep is not None], faults),
        *_not_flagged(exercise, flagged, summary.view),
    ]
    return ExerciseCheck(view, full, partial_ones, None, flagged, tuple(contradictions))


def _is_flagged(
    fault: str, found: Rep | None, faults: set[tuple[int | None, str]], *, is_level: bool
) -> bool:
    """Whether a fault was flagged; one too short for a level may be partial, or not count."""
    is_short = is_level and (found is None or found.verdict == "partial")
    return is_short or (found is not None and (found.number, fault) in faults)


def _miscounted(
    performance: Performance, counted: list[Rep], full: int, partial_reps: list[Rep | None]
) -> Iterator[str]:
    if full != CLEAN:
        yield f"{CLEAN} clean reps performed, {full} counted as full"
    too_far = sum(rep is not None and rep.verdict == "full" for rep in partial_reps)
    if too_far:
        yield f"{PARTIAL} partial reps performed, {too_far} counted as full"
    if len(counted) > len(performance.reps):
        yield f"{len(performance.reps)} reps performed, {len(counted)} counted"


def _falsely_flagged(
    exercise: Exercise, clean: list[int], faults: set[tuple[int | None, str]]
) -> Iterator[str]:
    for rule in exercise.form:
        times = sum((number, rule.fault) in faults for number in clean)
        if times:
            yield f"'{rule.title}' flagged in {times} of {CLEAN} clean reps"


def _not_flagged(exercise: Exercise, flagged: dict[str, bool], view: View | None) -> Iterator[str]:
    for rule in exercise.form:
        if not flagged.get(rule.fault, True):
            why = "" if view in rule.views else f" (the view was detected as {view})"
            yield f"'{rule.title}' performed but not flagged{why}"


def _play_hold(exercise: Exercise, view: View, judged: _Judged) -> ExerciseCheck:
    performances = _performances(exercise, view)
    summary, *others = map(judged, performances)
    held_s = summary.hold_s or 0.0
    flagged = {
        str(performance.fault): any(
            fault.name == performance.fault for each in other.sets for fault in each.faults
        )
        for performance, other in zip(performances[1:], others, strict=True)
    }
    contradictions = [
        *([f"{HOLD_S:g} s held, {held_s:.1f} s counted"] if abs(held_s - HOLD_S) > HOLD_WITHIN_S else []),
        *(f"'{fault.title}' flagged in a clean hold" for each in summary.sets for fault in each.faults),
        *_not_flagged(exercise, flagged, summary.view),
    ]
    return ExerciseCheck(view, None, None, held_s, flagged, tuple(contradictions))


def _source(performance: Performance, model: PoseModel | None) -> PoseSource:
    """The true landmarks, or the pose model's, cached."""
    if model is None:
        return Truth(performance)
    path = recording_path(performance, model)
    return cached_recording(path) or RecordingTee(
        FilmPoses(Rendered(performance), model), partial(CachedRecording, path, MOST_BYTES)
    )


def _counterpart(true: TrueRep, counted: list[Rep]) -> Rep | None:
    """The rep counted during a performed rep, or None."""
    return next((rep for rep in counted if true.start_s <= rep.turn_s <= true.end_s), None)
