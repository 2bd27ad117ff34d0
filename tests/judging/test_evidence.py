"""Figures of joints that are out of frame or hidden are withheld as guesses; counts are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.stream import Frame, Sighting
from coach.catalogue.library import load_exercise
from coach.judging.events import FaultCoverage
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered, Truth
from coach.vision.landmarker.landmarker import Landmarker
from coach.vision.pose_model.pose_model import PoseModel

FEET = [Landmark.LEFT_ANKLE, Landmark.RIGHT_ANKLE, Landmark.LEFT_HEEL, Landmark.RIGHT_HEEL]
FEET += [Landmark.LEFT_FOOT_INDEX, Landmark.RIGHT_FOOT_INDEX]
OUTSIDE = "feet out of frame"


def performed(name: str, view: str = "side", **choice: object) -> Performance:
    return perform(load_exercise(name), view, **choice)  # type: ignore[arg-type]


def judged(name: str, sightings: Iterator[Sighting]) -> Summary:
    judge = Judge(load_exercise(name))
    for sighting in sightings:
        judge.observe(sighting.pose, sighting.time)
    return judge.finish()


def changed(performance: Performance, change: Callable[[Pose], Pose]) -> Iterator[Sighting]:
    for sighting in Truth(performance):
        yield Sighting(sighting.time, sighting.pose and change(sighting.pose))


def cut(*landmarks: Landmark, since_s: float = 0.0) -> Callable[[Pose], Pose]:
    """Some landmarks are below the frame, with the same confidence as the others."""

    def below(pose: Pose) -> Pose:
        image, sure = pose.image.copy(), np.ones(len(Landmark))
        if pose.time >= since_s:
            image[list(landmarks), 1] = 1.05
        return replace(pose, image=image, visibility=sure, presence=sure)

    return below


def hide(*landmarks: Landmark) -> Callable[[Pose], Pose]:
    def hidden(pose: Pose) -> Pose:
        sure = np.ones(len(Landmark))
        sure[list(landmarks)] = 0.1
        return replace(pose, visibility=sure)

    return hidden


SQUATS = performed("squat", depths=(1.0,) * 4)


def test_with_the_whole_body_in_frame_everything_is_measured() -> None:
    reps = judged("squat", iter(Truth(SQUATS))).sets[0].reps
    assert [(rep.verdict, rep.unmeasured, rep.is_doubtful) for rep in reps] == [("full", "", False)] * 4
    assert all(rep.measured_rom_deg == rep.rom_deg for rep in reps)
    assert all(rep.rom_error_deg == 13.5 for rep in reps)  # of a knee seen from the side


def test_with_feet_out_of_frame_only_the_range_is_withheld() -> None:
    reps = judged("squat", changed(SQUATS, cut(*FEET))).sets[0].reps
    assert [(rep.verdict, rep.unmeasured, rep.is_doubtful) for rep in reps] == [("full", OUTSIDE, True)] * 4
    assert [rep.measured_rom_deg for rep in reps] == [None] * 4
    assert {rep.reason for rep in reps} == {f"a guess: {OUTSIDE}"}


def test_only_ranges_of_cropped_reps_are_withheld() -> None:
    since_s = judged("squat", iter(Truth(SQUATS))).sets[0].reps[2].start_s + 0.3
    reps = judged("squat", changed(SQUATS, cut(*FEET, since_s=since_s))).sets[0].reps
    assert [bool(rep.unmeasured) for rep in reps] == [False, False, True, True]


@pytest.mark.parametrize(
    ("name", "landmarks"),
    [
        ("push-up", FEET),
        ("biceps-curl", [*FEET, Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE]),
        ("squat", [Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST, Landmark.NOSE]),
        ("pull-up", FEET),
    ],
)
def test_landmarks_that_the_angle_does_not_need_may_be_out_of_frame(
    name: str, landmarks: list[Landmark]
) -> None:
    reps = judged(name, changed(performed(name, depths=(1.0,) * 3), cut(*landmarks))).sets[0].reps
    assert [(rep.unmeasured, rep.is_doubtful) for rep in reps] == [("", False)] * len(reps)


def test_the_visible_side_is_measured() -> None:
    far = [Landmark.RIGHT_ANKLE, Landmark.RIGHT_KNEE, Landmark.RIGHT_HIP]
    reps = judged("squat", changed(SQUATS, hide(*far))).sets[0].reps
    assert [rep.unmeasured for rep in reps] == [""] * 4
    both = [*far, Landmark.LEFT_ANKLE]
    reps = judged("squat", changed(SQUATS, hide(*both))).sets[0].reps
    assert [rep.unmeasured for rep in reps] == ["hips and knees and feet hidden"] * 4


def test_a_measured_verdict_is_not_doubtful() -> None:
    """A crunch is counted by the trunk; knees out of frame only spoil its range, that of the hips."""
    crunches = performed("crunch", depths=(1.0,) * 3)
    reps = judged("crunch", changed(crunches, cut(Landmark.LEFT_KNEE, Landmark.RIGHT_KNEE))).sets[0].reps
    assert {rep.unmeasured for rep in reps} == {"knees out of frame"}
    assert not any(rep.is_doubtful or rep.reason.startswith("a guess") for rep in reps)


def test_faults_of_joints_out_of_frame_are_withheld_and_reported_so() -> None:
    lifts = performed("front-raise", depths=(1.0,) * 4, acted=(None, None, None, "bent-elbows"))
    whole = judged("front-raise", iter(Truth(lifts)))
    wrists = (Landmark.LEFT_WRIST, Landmark.RIGHT_WRIST)
    without = judged("front-raise", changed(lifts, cut(*wrists)))
    title = "elbows bent"
    assert title in {fault.title for each in whole.sets for fault in each.faults}
    assert any(each.title == title and each.judged == each.of for each in whole.coverage)
    assert title not in {fault.title for each in without.sets for fault in each.faults}
    assert title in without.withheld


def test_a_fault_judged_in_some_reps_is_not_called_unjudged() -> None:
    """After a turn within a set, each rep is judged from its own view."""
    rows = changed(SQUATS, lambda pose: replace(pose, world=turned(pose)) if pose.time > 5.0 else pose)
    summary = judged("squat", rows)
    [leaning] = [each for each in summary.coverage if each.title == "trunk far forward"]
    assert leaning == FaultCoverage("trunk far forward", leaning.judged, 4, "rep", "needs a side view")
    assert 0 < leaning.judged < 4
    assert "trunk far forward" not in summary.withheld


def turned(pose: Pose) -> np.ndarray:
    """The same body, a quarter turn farther round."""
    world = pose.world.copy()
    world[:, 0], world[:, 2] = pose.world[:, 2], -pose.world[:, 0]
    return world


def test_tempo_is_in_whole_frames() -> None:
    slow = replace(SQUATS, frame_rate=10.0)
    for rep in judged("squat", iter(Truth(slow))).sets[0].reps:
        assert all(figure == pytest.approx(round(figure, 1)) for figure in rep.tempo.figures)


@pytest.mark.slow
def test_a_film_cropped_at_the_shins_counts_the_same_without_ranges(pose_model: PoseModel) -> None:
    """Through the pose model, which is as confident of invented shins as of visible ones."""
    squats = performed("squat", depths=(1.0,) * 3, frame_rate=15.0)
    frames = list(Rendered(squats))
    whole, shins = (
        judged("squat", detected(pose_model, frames, keep=share)).sets[0].reps for share in (1.0, 0.66)
    )
    assert [rep.verdict for rep in whole] == [rep.verdict for rep in shins] == ["full"] * 3
    assert not any(rep.unmeasured for rep in whole)
    assert all("feet out of frame" in rep.unmeasured for rep in shins)


def detected(model: PoseModel, frames: list[Frame], keep: float) -> Iterator[Sighting]:
    """The upper part of each frame."""
    with Landmarker(model) as landmarker:
        for frame in frames:
            upper = frame.picture[: int(keep * len(frame.picture))]
            poses = landmarker.detect(Frame(frame.time, np.ascontiguousarray(upper))).poses
            yield Sighting(frame.time, poses[0] if poses else None)
