"""Looping pictures of an exercise's movement, and endless sets."""

from __future__ import annotations

from dataclasses import dataclass, replace

from coach.body.crop import WHOLE, Box, around
from coach.body.pose import FloatArray
from coach.body.stream import OnProgress, Progress
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.performer.motion.choreography import Performance
from coach.performer.render.scene import Picture
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered, Truth

_SWAY_DEG, _SWAY_S = 0.8, 1.5
_STILL_S = 0.3
_REPS = 8
"""An even number, so that alternating sides start with the left one again."""
_READY_S, _BREATH_S = 2.5, 2.0
_ASIDE_S, _HOLD_S = 4.0, 20.0


@dataclass(frozen=True, slots=True, eq=False)
class LoopFrame:
    """One picture of a loop.

    Attributes:
        picture: Blue, green, red, shape (height, width, 3).
        body: Landmarks as shares of width and height, shape (33, 2).
        phase: Phase of the rep, as the judge names it: start, out, back or hold.
        depth: Share of the way to the turning point, 0 to 1.
    """

    picture: Picture
    body: FloatArray
    phase: str
    depth: float


def loop_of(
    exercise: Exercise,
    view: View | None = None,
    *,
    rate: float = 15.0,
    size: int = 480,
    on_progress: OnProgress | None = None,
) -> list[LoopFrame]:
    """One rep, or two with alternating sides, as a smooth loop.

    Args:
        exercise: The exercise.
        view: The view; by default the first one in its file.
        rate: Pictures per second.
        size: Width and height in pixels before empty margins are cropped.
        on_progress: Called after each picture.
    """
    performance = _performance(exercise, view, rate, size)
    bodies, box = _bodies(performance), framing(performance)
    frames = []
    for frame, body in zip(Rendered(performance), bodies, strict=True):
        frames.append(LoopFrame(box.of(frame.picture), box.within(body), *_place(performance, frame.time)))
        if on_progress is not None:
            on_progress(Progress(len(frames), len(bodies)))
    # A hold is played forwards and backwards, because its sway does not return to the start.
    return frames + frames[-2:0:-1] if exercise.hold is not None else frames


def endless_set(exercise: Exercise) -> Performance:
    """A clean set that ends as it starts, so that its film can be looped.

    Eight reps from the start position, with a pause before and after; for a hold, the athlete enters and
    leaves the picture.
    """
    if exercise.hold is not None:
        return perform(
            exercise,
            hold_s=_HOLD_S,
            entry_s=_ASIDE_S,
            exit_s=_ASIDE_S,
            rest_before_s=0.0,
            rest_after_s=0.0,
        )
    return perform(exercise, depths=(1.0,) * _REPS, rest_before_s=_READY_S, rest_after_s=_BREATH_S)


def framing(performance: Performance) -> Box:
    """The part of the picture that a performance occupies; all of it with a barbell, which is wider."""
    return WHOLE if "barbell" in performance.props else around(_bodies(performance))


def _bodies(performance: Performance) -> list[FloatArray]:
    return [sighting.pose.image[:, :2] for sighting in Truth(performance) if sighting.pose is not None]


def _performance(exercise: Exercise, view: View | None, rate: float, size: int) -> Performance:
    reps = 2 if exercise.poses.alternates else 1
    performance = perform(exercise, view, depths=(1.0,) * reps, frame_rate=rate)
    if exercise.hold is not None:
        performance = replace(performance, hold_s=_SWAY_S, joint_noise_deg=_SWAY_DEG, rest_before_s=0.0)
    camera = replace(performance.camera, size=(size, size))
    return replace(performance, rest_before_s=_STILL_S, rest_after_s=0.0, camera=camera)


def _place(performance: Performance, time: float) -> tuple[str, float]:
    if performance.hold_s:
        return "hold", 0.0
    for rep in performance.reps:
        if rep.start_s <= time < rep.turn_s:
            return "out", (time - rep.start_s) / (rep.turn_s - rep.start_s)
        if rep.turn_s <= time < rep.end_s:
            return "back", (rep.end_s - time) / (rep.end_s - rep.turn_s)
    return "start", 0.0
