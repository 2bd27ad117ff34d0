"""Writes the file of a taught exercise: commented, for people to edit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import numpy as np

from coach.body.angles import IN_TRUNK_LENGTHS
from coach.body.view import View, view_name
from coach.catalogue.measure_text import measure_name, measure_value
from coach.catalogue.poses import Pose
from coach.judging.pattern.movement_pattern import Repetition
from coach.teaching.held_position import HeldPosition
from coach.teaching.key_poses import TaughtPoses
from coach.teaching.signal_choice import TaughtSignal
from coach.teaching.taught_movement import TaughtMovement

_START = 0.55
"""A rep starts where less than this share of the range is left to go back: people rest short of the start
position."""
_TILT_DEG = 35.0
"""How much the trunk may lean besides what was seen: another person, and a camera that looks up or down."""
_UPRIGHT_DEG, _LEAST_LIMIT_DEG = 70.0, 75.0
"""A trunk that never leans more is upright, and the limit is not below that of the shipped files."""
_LYING_DEG, _MOST_LIMIT_DEG = 45.0, 35.0
"""A trunk that never leans less is not, and the limit leaves room for hands on a bench."""
_RHYTHM_S = 1.2
"""Faster repetitions have a rhythm rather than a tempo."""
_SHORTEST, _SHORTEST_S = 0.3, (0.2, 0.4)
"""The shortest rep as a share of the typical one, and its limits in seconds."""
_PAUSE_S = 0.5
"""A shorter pause is none."""
_VERTICAL = 0.12
"""From this change of height in trunk lengths on, a movement goes up or down."""
_LONGEST_TEMPO_S = 9

Limits = tuple[float | None, float | None]
"""The lower and the upper limit of a measure, None for no limit."""


@dataclass(frozen=True, slots=True)
class LessonSource:
    """What an exercise is taught from.

    Attributes:
        name: Name of the exercise.
        source: Name of the film.
        views: The views that the file claims, best first.
    """

    name: str
    source: str
    views: tuple[View, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """The choices for one version of the file.

    Attributes:
        signal: The signal.
        poses: The key poses.
        share: The minimum range, as a share of the range that was shown.
    """

    signal: TaughtSignal
    poses: TaughtPoses
    share: float


def exercise_file(lesson: LessonSource, movement: TaughtMovement, draft: Draft) -> str:
    """The file of an exercise with reps, as TOML."""
    return "\n".join(
        [
            *_head(lesson, f"{len(movement.reps)} repetitions"),
            *_camera(lesson),
            *_signal(draft.signal),
            *_reps(movement, draft),
            *_position(movement, draft),
            *_target(movement),
            *_poses(draft.poses),
        ]
    )


def hold_file(lesson: LessonSource, poses: TaughtPoses, held: HeldPosition) -> str:
    """The file of an exercise that is held, as TOML."""
    lines = [
        *_head(lesson, f"a hold of {held.duration_s:.0f} s"),
        *_camera(lesson),
        "# A hold has no signal; this joint is shown.",
        "[signal]",
        *_keys({"angle": held.angle, "turn": "low"}),
        "# Seconds count in this position, except for the first moment.",
        "[hold]",
        *_keys({"grace_s": 1.0, "settle_s": 1.0}),
    ]
    for measure, low, high in held.bounds:
        lines += _bound("during", measure, (low, high), "As it was held, with room for other people.")
    return "\n".join([*lines, *_poses(poses)])


def _head(lesson: LessonSource, what: str) -> list[str]:
    title = lesson.name.replace("-", " ").capitalize()
    return [
        f"# {title}, taught from {what} in {_printable(lesson.source)}.",
        "# You can edit any number in this file; 'coach exercises check FILE' checks it.",
        "# Angles are inner joint angles in degrees: 180 is straight. Distances are in trunk lengths.",
        *_keys({"format": 1, "name": lesson.name, "title": title}),
    ]


def _camera(lesson: LessonSource) -> list[str]:
    advice = f"As when it was taught: {view_name(*lesson.views)}, with your whole body in view."
    return [
        "# Camera: the view in which it was taught.",
        "[camera]",
        *_keys({"views": list(lesson.views), "advice": advice}),
    ]


def _signal(signal: TaughtSignal) -> list[str]:
    names = " and ".join(measure_name(each) for each in signal.counted)
    way = "falls" if signal.turn == "low" else "rises"
    keys: dict[str, object] = {"angle": signal.angle}
    if signal.counted != (signal.angle,):
        keys["count_by"] = list(signal.counted)
    figures = f"{measure_value(signal.counted[0], signal.range)}"
    return [
        f"# Signal: {names}, which moved most plainly. It {way} by {figures} to the turning point.",
        "[signal]",
        *_keys({**keys, "turn": signal.turn, "limbs": signal.limbs}),
    ]


def _reps(movement: TaughtMovement, draft: Draft) -> list[str]:
    signal, reps = draft.signal, movement.reps
    duration_s = median(each.end_s - each.left_s for each in reps)
    out, back = _phases(movement)
    low, _, high = (measure_value(signal.counted[0], each) for each in signal.limits)
    shown = measure_value(signal.counted[0], signal.range)
    why = f"{draft.share:.0%} of the {shown} that were shown ({low} to {high})."
    return [
        "# A rep counts when it moves at least this far.",
        "[reps]",
        *_keys(
            {
                "minimum_excursion": _rounded(draft.share * signal.range, signal.counted[0]),
                "why": why,
                "minimum_duration_s": round(float(np.clip(_SHORTEST * duration_s, *_SHORTEST_S)), 2),
            }
        ),
        f"out = {{ name = {_value(out[0])}, action = {_value(out[1])} }}",
        f"back = {{ name = {_value(back[0])}, action = {_value(back[1])} }}",
        *_keys({"pace": "rhythm" if duration_s < _RHYTHM_S else "tempo"}),
    ]


def _phases(movement: TaughtMovement) -> tuple[tuple[str, str], tuple[str, str]]:
    """Name and action of the way out and the way back: up is work, down is not."""
    heights = movement.height_in_picture("shoulder", "wrist", "hip", "knee")
    rise = float(np.median(movement.excursions(heights)))
    if rise > _VERTICAL:
        return ("up", "concentric"), ("down", "eccentric")
    if rise < -_VERTICAL:
        return ("down", "eccentric"), ("up", "concentric")
    return ("out", "concentric"), ("back", "eccentric")


def _position(movement: TaughtMovement, draft: Draft) -> list[str]:
    signal = draft.signal
    lines = [
        "# Position: the posture that was shown, with room for other people and other cameras.",
        "[position]",
    ]
    lines += _keys({"rest": "In the start position."})
    lines += _posture(movement)
    if signal.counted == ("rise",):  # the height in the picture depends on where the camera stands
        return lines
    level = signal.start + (-1 if signal.turn == "low" else 1) * _START * signal.range
    level = _rounded(level, signal.counted[0])
    limits: Limits = (level, None) if signal.turn == "low" else (None, level)
    lines += _bound("start", "signal", limits, "A rep begins nearer to the start than to the turning point.")
    return lines


def _posture(movement: TaughtMovement) -> list[str]:
    """What the trunk's posture must be, if it was upright throughout, or lay."""
    leans = np.array([each.inclination for each in movement.angles])[movement.within]
    low, high = (float(each) for each in np.percentile(leans, (5, 95)))
    seen = f"The trunk leaned by {low:.0f} to {high:.0f}°; people and cameras differ."
    if high < _UPRIGHT_DEG:
        most = float(round(max(high + _TILT_DEG, _LEAST_LIMIT_DEG)))
        return _bound("during", "inclination", (None, most), seen)
    if low > _LYING_DEG:
        least = float(round(min(low - _TILT_DEG, _MOST_LIMIT_DEG)))
        return _bound("during", "inclination", (least, None), seen)
    return []


def _target(movement: TaughtMovement) -> list[str]:
    reps = movement.reps
    if median(each.end_s - each.left_s for each in reps) < _RHYTHM_S:
        return []
    out, back = _phases(movement)
    parts = {
        out[1]: median(each.reached_s - each.left_s for each in reps),
        "turn": median(each.turned_s - each.reached_s for each in reps),
        back[1]: median(each.end_s - each.turned_s for each in reps),
        "start": _pause_s(reps),
    }
    at_turn, at_start = ("turn", "start") if out[1] == "eccentric" else ("start", "turn")
    if max(parts.values()) < _PAUSE_S:
        return []
    order = [parts["eccentric"], parts[at_turn], parts["concentric"], parts[at_start]]
    tempo = "-".join(str(min(_whole_s(each), _LONGEST_TEMPO_S)) for each in order)
    return [
        "# The tempo that was shown: lowering, pause, effort, pause.",
        "[target]",
        *_keys({"tempo": tempo}),
    ]


def _pause_s(reps: Sequence[Repetition]) -> float:
    pauses = [after.left_s - before.end_s for before, after in pairwise(reps)]
    return median(pauses) if pauses else 0.0


def _whole_s(seconds: float) -> int:
    return 0 if seconds < _PAUSE_S else max(1, round(seconds))


def _poses(poses: TaughtPoses) -> list[str]:
    lines = [
        "# Key poses for the rendered athlete, in joint angles from the anatomical position.",
        "[poses]",
        *_keys({"support": poses.support}),
    ]
    if poses.alternates:
        lines += _keys({"alternates": True})
    lines += ["[poses.start]", *_whole_numbers(poses.start)]
    if poses.turn:
        lines += ["[poses.turn]", *_whole_numbers(poses.turn)]
    return [*lines, ""]


def _whole_numbers(pose: Pose) -> list[str]:
    return _keys({movement: int(degrees) for movement, degrees in pose.items()})


def _bound(kind: str, measure: str, limits: Limits, why: str) -> list[str]:
    named = zip(("at_least", "at_most"), limits, strict=True)
    given = {name: value for name, value in named if value is not None}
    return ["", f"[[position.{kind}]]", *_keys({"measure": measure, **given, "why": why})]


def _keys(values: Mapping[str, object]) -> list[str]:
    return [f"{key} = {_value(value)}" for key, value in values.items()]


def _value(value: object) -> str:
    """A TOML value; strings and lists are written as in JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    return json.dumps(value, ensure_ascii=False)


def _rounded(value: float, measure: str) -> float:
    return round(value, 2) if measure in IN_TRUNK_LENGTHS else float(round(value))


def _printable(name: str) -> str:
    """A file's name for a comment."""
    return "".join(each if each.isprintable() else "?" for each in name)
