"""Puts a performance of the grid on the stage: who, where from, how fast, and what has to be counted."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import Unpack

from coach.bench.grid import Cell
from coach.body.angles import angles_of
from coach.catalogue.definition import Exercise
from coach.errors import BenchError
from coach.judging.position import meets
from coach.performer.body import Body, Clothes
from coach.performer.choreography import Beat, Performance, TrueRep
from coach.performer.repertoire import Choice, camera_for, depth_for, perform
from coach.performer.sources import Truth

JOINT_NOISE_DEG = 2.0
FRAME_RATE = 30.0
_BEATS = {1.2: Beat(0.45, 0.15, 0.45, 0.15), 6.0: Beat(2.8, 0.4, 2.4, 0.4)}
_HOLDS_S = {1.2: 8.0, 6.0: 10.0}
"""For what is held there is no tempo, but it can be shorter or longer."""
_REST_S = 1.0
_ASIDE_S = 2.0
"""How long it takes to get into a hold, and out of it."""
_WHOLE = 1.0
_SHORT = 0.5
"""A partial repetition goes this share of what the exercise file asks for."""

BODY_OF = {
    "ordinary": Body(),
    "long-limbed": Body(
        height_m=1.88,
        trunk=0.270,
        thigh=0.268,
        shank=0.270,
        upper_arm=0.205,
        forearm=0.160,
        girth=0.92,
        clothes=Clothes(skin=(92, 120, 168), shirt=(160, 166, 168), shorts=(132, 140, 146)),
    ),
    "stocky": Body(
        height_m=1.62,
        trunk=0.318,
        thigh=0.226,
        shank=0.226,
        upper_arm=0.168,
        forearm=0.134,
        half_shoulders=0.112,
        half_hips=0.066,
        girth=1.18,
        clothes=Clothes(skin=(70, 92, 132), shirt=(52, 140, 62), shorts=(60, 58, 66)),
    ),
}


@dataclass(frozen=True, slots=True)
class Staged:
    """A performance and what has to be counted in it.

    Attributes:
        cell: Its place in the grid.
        performance: With the true joint angles over time.
        full: Repetitions that go all the way and are seen from their start.
        partial: Repetitions that don't go far enough.
        hold_s: Seconds in which the true angles are where the exercise wants them; None for what is counted.
    """

    cell: Cell
    performance: Performance
    full: tuple[TrueRep, ...]
    partial: tuple[TrueRep, ...]
    hold_s: float | None


def staged(cell: Cell, exercise: Exercise) -> Staged:
    """The performance of a cell.

    One that starts midway is seen from the turning point of a repetition on, of which only the way back is
    left: that is none.

    Raises:
        BenchError: The exercise's key poses don't do what its own rules ask for.
    """
    if exercise.hold is not None:
        return _held(cell, exercise)
    beat = _BEATS[cell.rep_s]
    depths = _depths(cell.rep_s, _short(exercise, BODY_OF[cell.body]))
    if cell.midway:
        depths = (_WHOLE, *depths)
    begin_s = _REST_S + beat.out_s if cell.midway else 0.0
    performance = _performed(cell, exercise, depths=depths, beat=beat, begin_s=begin_s)
    reps = [rep for rep in performance.reps if rep.whole]
    return Staged(
        cell=cell,
        performance=performance,
        full=tuple(rep for rep in reps if rep.depth == _WHOLE),
        partial=tuple(rep for rep in reps if rep.depth < _WHOLE),
        hold_s=None,
    )


def _held(cell: Cell, exercise: Exercise) -> Staged:
    """A hold: got into and out of, or begun before the film."""
    hold_s = _HOLDS_S[cell.rep_s]
    aside_s = 0.0 if cell.midway else _ASIDE_S
    performance = _performed(cell, exercise, depths=(), hold_s=hold_s, entry_s=aside_s, exit_s=aside_s)
    return Staged(cell, performance, (), (), _held_s(performance, exercise))


def _held_s(performance: Performance, exercise: Exercise) -> float:
    """How long the true angles are where the exercise's file wants them for the hold to count."""
    there = 0
    for sighting in Truth(performance):
        assert sighting.pose is not None, "the truth is never out of sight"
        there += meets(exercise.position.during, angles_of(sighting.pose), None, None)
    return there / performance.frame_rate


def _short(exercise: Exercise, body: Body) -> float:
    try:
        return depth_for(exercise, _SHORT, body)
    except ValueError as error:
        raise BenchError(f"It can't be performed: {error}.", hint="Look at its [poses].") from error


def _depths(rep_s: float, short: float) -> tuple[float, ...]:
    """A few whole repetitions with partial ones among them; fewer where they take long."""
    if rep_s == max(_BEATS):
        return (_WHOLE, short, _WHOLE)
    return (_WHOLE, short, _WHOLE, _WHOLE, short, _WHOLE)


def _performed(cell: Cell, exercise: Exercise, **choice: Unpack[Choice]) -> Performance:
    choice |= Choice(
        rest_before_s=_REST_S,
        rest_after_s=_REST_S,
        joint_noise_deg=JOINT_NOISE_DEG,
        seed=zlib.crc32(cell.name.encode()),
        body=BODY_OF[cell.body],
        frame_rate=FRAME_RATE,
    )
    camera = camera_for(exercise, cell.view, pitch_deg=cell.pitch_deg, body=BODY_OF[cell.body])
    return replace(perform(exercise, cell.view, **choice), camera=camera)
