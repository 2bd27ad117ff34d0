"""Errors of measured angles against the true ones, and the error bars derived from them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import cast, get_args

import numpy as np
from numpy.typing import NDArray

from coach.atomic_file import replacing
from coach.bench.fixtures.staging import StagedPerformance
from coach.body.angle_errors import Angle, AngleError, AngleErrors, Because, ErrorBar
from coach.body.angles import (
    IN_TRUNK_LENGTHS,
    JOINTS,
    TRIPLES,
    Alignment,
    Attitude,
    Distance,
    angles_of,
    is_alignment,
    joint_angles,
    landmarks_of,
)
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Sighting
from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.errors import BenchError
from coach.judging.assessment.alignments import alignment
from coach.judging.signal import SEEN, TRUST_POWER
from coach.performer.render import renderer
from coach.performer.sources import Truth
from coach.vision.pose_model.pose_model import PoseModel

IntArray = NDArray[np.intp]

MEASURES: tuple[Distance | Attitude | Alignment, ...] = (
    *(each for each in get_args(Distance) if each != "rise"),
    *get_args(Attitude),
    *get_args(Alignment),
)
"""What form is judged by besides joints; measured in every exercise."""
_WHERE_JUDGED = ("body_sag",)
"""Measures that mean something only in the exercises that are judged by them."""
_AT_FIRST = 15
"""Number of frames that a change starts from, half a second."""
_MOVES_DEG = 20.0
"""A joint whose true angle changes less is not part of the movement."""


@dataclass(frozen=True, slots=True)
class Published:
    """A mean absolute error published for people and MediaPipe's landmarks."""

    degrees: float
    source: str


PUBLISHED: dict[tuple[Angle, View], Published] = {
    ("knee", "side"): Published(7.1, "BlazePose heavy, JMIR preprint 102399"),
    ("knee", "oblique"): Published(16.8, "Cosoli 2026: bias -13.9 ± 15.1 from 45-90°"),
}
"""Published errors by joint and view. A bias b with a deviation s is converted to the mean absolute error of
that normal distribution; figures pooled over joints, or of other trackers, are left out."""

MIRRORED: dict[tuple[Angle, View], float] = {
    ("ankle", "front"): 11.3,
    ("ankle", "side"): 17.6,
    ("elbow", "front"): 9.5,
    ("elbow", "side"): 19.5,
    ("hip", "front"): 11.3,
    ("hip", "side"): 7.8,
    ("knee", "front"): 5.9,
    ("knee", "side"): 13.5,
    ("shoulder", "front"): 11.2,
    ("shoulder", "side"): 16.0,
}
"""95 % of the differences between a picture and its mirror image are within this: the pose model is not
symmetric. Measured on 14 real films; each joint on the 2 to 5 films with stable landmarks in that view, in
which a shift of the picture by 3 pixels keeps 95 % of the differences within 5°, mostly 1 to 3°.
'coach bench films CSV --transform mirror --json' measures it on your own films."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Errors of one angle in one performance, summed over its frames.

    Attributes:
        angle: The angle.
        main: Whether the exercise is judged by it.
        frames: Frames compared.
        hidden: Frames left out because the limb was not visible enough.
        absolute: Sum of the absolute errors, in degrees.
        signed: Sum of the errors, in degrees.
    """

    angle: Angle
    main: bool
    frames: int
    hidden: int
    absolute: float
    signed: float


def compare_angles(
    stage: StagedPerformance, exercise: Exercise, sightings: Sequence[Sighting]
) -> tuple[Missed, ...]:
    """Compare the main angle and every moving joint with the truth, frame by frame.

    The more visible of two limbs weighs more, as in judging.
    """
    performance = stage.performance
    found = [(sighting.time, sighting.pose) for sighting in sightings if sighting.pose is not None]
    if not found:
        return ()
    frames = np.rint(np.array([time for time, _ in found]) * performance.frame_rate).astype(int)
    truth = performance.joints_deg
    swing = np.ptp(truth, axis=0).max(axis=1)
    errors = joint_angles(np.stack([pose.world for _, pose in found])) - truth[frames]
    visible = np.stack([pose.visibility for _, pose in found])[:, TRIPLES].min(axis=2)
    by_limb = visible.reshape(len(found), len(JOINTS), 2)
    main = exercise.signal.angle
    rows = [row for row, joint in enumerate(JOINTS) if joint == main or swing[row] >= _MOVES_DEG]
    errors_by_angle = [
        _of_limbs(JOINTS[row], JOINTS[row] == main, errors[:, row], by_limb[:, row]) for row in rows
    ]
    if main not in JOINTS:
        errors_by_angle.append(_of_trunk(main, stage, found, frames))
    truths = {each.time: each.pose for each in Truth(performance) if each.pose}
    times = [performance.times[min(frame, len(performance.times) - 1)] for frame in frames]
    pairs = [(pose, truths[time]) for (_, pose), time in zip(found, times, strict=True) if time in truths]
    measures: list[Distance | Attitude | Alignment] = [each for each in MEASURES if each != main]
    rules = {each.measure for each in exercise.form_rules}
    measures = [each for each in measures if each not in _WHERE_JUDGED or each in rules]
    if "rise" in exercise.signal.counted:
        measures.append("rise")
    errors_by_angle += [_of_measure(each, pairs) for each in measures if pairs]
    return tuple(errors_by_angle)


def _of_measure(measure: Distance | Attitude | Alignment, pairs: Sequence[tuple[Pose, Pose]]) -> Missed:
    """The errors of what form is judged by, in pairs of a detected pose and the true one.

    The rise depends on where the body is in the picture, so only its change since the beginning is compared.
    """
    read, true = (
        np.array([_sides_of(measure, pose) for pose in poses]) for poses in zip(*pairs, strict=True)
    )
    if measure == "rise":
        read, true = (each - np.median(each[:_AT_FIRST], axis=0) for each in (read, true))
    sides = [list(side) for side in landmarks_of(measure)]
    visibility = np.array([[pose.visibility[side].min() for side in sides] for pose, _ in pairs])
    return _of_limbs(measure, False, read - true, visibility)


def _sides_of(measure: Distance | Attitude | Alignment, pose: Pose) -> tuple[float, float]:
    if is_alignment(measure):
        return alignment(measure, pose)
    return angles_of(pose).of_sides(cast(Distance | Attitude, measure))


def _of_limbs(joint: Angle, main: bool, errors: FloatArray, visibility: FloatArray) -> Missed:
    weight = np.where(visibility >= SEEN, visibility, 0.0) ** TRUST_POWER
    total = weight.sum(axis=1)
    visible = total > 0
    share = weight[visible] / total[visible, None]
    return _summed(joint, main, np.abs(errors[visible]), errors[visible], share, hidden=int((~visible).sum()))


def _of_trunk(
    angle: Angle, stage: StagedPerformance, found: list[tuple[float, Pose]], frames: IntArray
) -> Missed:
    truth = [getattr(angles_of(each.pose), angle) for each in Truth(stage.performance) if each.pose]
    read = np.array([getattr(angles_of(pose), angle) for _, pose in found])
    errors = (read - np.array(truth)[frames])[:, None]
    return _summed(angle, True, np.abs(errors), errors, np.ones_like(errors), hidden=0)


def _summed(
    angle: Angle, main: bool, absolute: FloatArray, signed: FloatArray, share: FloatArray, *, hidden: int
) -> Missed:
    return Missed(
        angle, main, len(share), hidden, float((absolute * share).sum()), float((signed * share).sum())
    )


@dataclass(frozen=True, slots=True)
class ErrorComparison:
    """The errors in one performance, and its place in the table."""

    exercise: str
    view: View
    pitch_deg: int
    missed: tuple[Missed, ...]


_Key = tuple[Angle, View, int | None, str | None]


def angle_errors(comparisons: Iterable[ErrorComparison]) -> list[AngleError]:
    """Errors of each angle by view, by view and pitch, and of each exercise's main angle by view."""
    sums: dict[_Key, list[Missed]] = defaultdict(list)
    for each in comparisons:
        for miss in each.missed:
            sums[miss.angle, each.view, None, None].append(miss)
            sums[miss.angle, each.view, each.pitch_deg, None].append(miss)
            if miss.main:
                sums[miss.angle, each.view, None, each.exercise].append(miss)
    keys = sorted(sums, key=lambda key: (key[3] or "", key[0], key[1], -1 if key[2] is None else key[2]))
    return [_error(key, sums[key]) for key in keys if any(miss.frames for miss in sums[key])]


def _error(key: _Key, sums: Sequence[Missed]) -> AngleError:
    angle, view, pitch_deg, exercise = key
    frames = sum(miss.frames for miss in sums)
    return AngleError(
        angle=angle,
        view=view,
        pitch_deg=pitch_deg,
        exercise=exercise,
        mae_deg=round(sum(miss.absolute for miss in sums) / frames, _places(angle)),
        bias_deg=round(sum(miss.signed for miss in sums) / frames, _places(angle)),
        frames=frames,
        hidden=sum(miss.hidden for miss in sums),
    )


def _places(angle: Angle) -> int:
    """Decimal places: degrees need one, trunk lengths three."""
    return 3 if angle in IN_TRUNK_LENGTHS else 1


def bars(errors: Iterable[AngleError]) -> list[ErrorBar]:
    """An error bar for each angle and view, from the errors pooled over pitches and exercises.

    What is read in the picture is the same from behind as from the front, mirrored. Few performances are seen
    from behind, so its bar there is no smaller than from the front.
    """
    found = [
        _bar(each, PUBLISHED.get((each.angle, each.view)), MIRRORED.get((each.angle, each.view)))
        for each in errors
        if each.pitch_deg is None and each.exercise is None
    ]
    front = {each.angle: each.bar_deg for each in found if each.view == "front"}
    return [_no_smaller(each, front.get(each.angle, 0.0)) for each in found]


def _no_smaller(bar: ErrorBar, than_front: float) -> ErrorBar:
    if bar.view != "rear" or not is_alignment(bar.angle) or bar.bar_deg >= than_front:
        return bar
    return bar.model_copy(update={"bar_deg": than_front, "because": "as from the front"})


def _bar(error: AngleError, published: Published | None, mirrored_deg: float | None) -> ErrorBar:
    measured = error.mae_deg
    because: Because
    if published is None:
        because, degrees = "twice what was measured", 2 * measured
    elif published.degrees >= measured:
        because, degrees = "published", published.degrees
    else:
        because, degrees = "measured", measured
    if mirrored_deg is not None and mirrored_deg > degrees:
        because, degrees = "mirrored", mirrored_deg
    return ErrorBar(
        angle=error.angle,
        view=error.view,
        bar_deg=round(degrees, _places(error.angle)),
        because=because,
        measured_deg=measured,
        published_deg=published.degrees if published else None,
        source=published.source if published else "",
        mirrored_deg=mirrored_deg,
    )


def angle_error_table(
    comparisons: Sequence[ErrorComparison], model: PoseModel, *, frames: int, day: date
) -> AngleErrors:
    """The table of errors.

    Args:
        comparisons: One for each performance.
        model: The pose model.
        frames: Number of frames in all performances.
        day: Date of the measurement.
    """
    errors = angle_errors(comparisons)
    return AngleErrors(
        format=1,
        made=day.isoformat(),
        renderer=renderer.VERSION,
        model_sha256=model.sha256,
        performances=len(comparisons),
        frames=frames,
        bars=tuple(bars(errors)),
        errors=tuple(errors),
    )


def write_errors(errors: AngleErrors, path: Path) -> None:
    """Write the table atomically.

    Raises:
        BenchError: The table can't be written.
    """
    content = (errors.model_dump_json(indent=1) + "\n").encode()
    try:
        with replacing(path, private=False) as part:
            part.write_bytes(content)
    except OSError as error:
        raise BenchError(
            f"The table {path} can't be written: {error.strerror or error}.", hint="Run it in a checkout."
        ) from error
