"""Whoever stands before the camera, from true landmarks and through the real pose model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.body.landmarks import Landmark
from coach.body.pose import Pose
from coach.body.stream import Frame, SourceFacts
from coach.body.view import View
from coach.catalogue.library import load_exercise
from coach.catalogue.limbs import needed_limbs
from coach.catalogue.poses import posture_of
from coach.checkup.person import find_person, judge_person
from coach.finding import Finding
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered, Truth
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import PoseModel
from coach.vision.sample import Sample

SQUAT, CURL = load_exercise("squat"), load_exercise("biceps-curl")


def standing(view: View = "side", *, distance_m: float = 2.6) -> Performance:
    """A second of somebody who is about to squat."""
    squat = perform(SQUAT, view, rest_before_s=1.0, depths=(1.0,))
    return replace(squat, camera=replace(squat.camera, distance_m=distance_m))


def truth(performance: Performance) -> list[Pose]:
    return [sighting.pose for sighting in Truth(performance) if sighting.pose][:30:3]


def about(findings: list[Finding], words: str) -> Finding:
    [found] = [each for each in findings if words in each.what]
    return found


def test_a_body_that_stands_well_has_nothing_to_mend(pose_model: PoseModel) -> None:
    frames = [frame for number, frame in enumerate(Rendered(standing())) if number < 30 and number % 3 == 0]
    sample = sampled(frames)
    poses, notes = find_person(sample, pose_model, PictureOptions(expected=posture_of(SQUAT.poses)))
    findings = list(judge_person(poses, len(frames), SQUAT, notes))
    assert [each.mark for each in findings] == ["ok"] * 5, findings
    assert "seen from the side in 100 % of 10 frames" in findings[0].what
    assert "the whole body is in the picture" in findings[2].what
    assert about(findings, "away").what.startswith("about 3.")


def test_a_picture_on_its_side_is_told_and_looked_at_upright(pose_model: PoseModel) -> None:
    frames = [
        Frame(frame.time, np.ascontiguousarray(np.rot90(frame.picture)))
        for number, frame in enumerate(Rendered(standing()))
        if number < 45 and number % 3 == 0
    ]
    picture = PictureOptions(expected=posture_of(SQUAT.poses))
    poses, notes = find_person(sampled(frames), pose_model, picture)
    findings = list(judge_person(poses, len(frames), SQUAT, notes))
    assert (findings[0].mark, findings[0].what) == (
        "warn",
        "The picture lies on its side: turned by 90° clockwise",
    )
    assert about(findings, "the whole body is in the picture").mark == "ok"
    assert [each.mark for each in findings[1:]] == ["ok"] * 5, findings


def sampled(frames: list[Frame]) -> Sample:
    height, width = frames[0].picture.shape[:2]
    facts = SourceFacts("camera", "camera 0", (width, height))
    return Sample(facts, tuple(frame.time for frame in frames), tuple(frames), None)


def test_nobody_is_told_where_to_stand() -> None:
    [finding] = judge_person([], 30, SQUAT)
    assert finding.what == "nobody is seen in 30 pictures"
    assert SQUAT.camera.advice in finding.hint
    assert next(judge_person([], 30, None)).mark == "warn"


def test_a_view_that_the_exercise_does_not_want_is_told() -> None:
    row = load_exercise("push-up")
    found = about(list(judge_person(truth(standing("front")), 10, row)), "best view")
    assert (found.mark, found.hint) == ("warn", row.camera.advice)
    assert not [each for each in judge_person(truth(standing("front")), 10, None) if "view" in each.what]


def cropped(poses: list[Pose]) -> list[Pose]:
    """Moved down until the legs are below the picture."""
    return [
        replace(
            pose,
            image=pose.image + np.array([0.0, 0.5, 0.0]),
            visibility=pose.visibility * (pose.image[:, 1] < 0.5),
        )
        for pose in poses
    ]


def test_limbs_that_are_outside_are_named_and_matter_where_they_are_counted_by() -> None:
    poses = cropped(truth(standing()))
    out = about(list(judge_person(poses, 10, SQUAT)), "out of the picture")
    assert out.mark == "warn"
    assert "knees and feet" in out.what
    assert about(list(judge_person(poses, 10, CURL)), "curls are counted without").mark == "ok"
    assert about(list(judge_person(poses, 10, None)), "out of the picture").hint.startswith("Step back")


def behind_plates(poses: list[Pose], *sides: str) -> list[Pose]:
    """With plates before the hips, which the pose model then guesses."""
    hidden = [Landmark[f"{side}_HIP"] for side in sides]
    visibility = np.ones(33)
    visibility[hidden] = 0.3
    return [replace(pose, visibility=visibility) for pose in poses]


def test_a_joint_that_is_counted_by_and_hidden_in_the_picture_makes_angles_rough() -> None:
    poses = truth(standing())
    found = about(list(judge_person(behind_plates(poses, "LEFT", "RIGHT"), 10, SQUAT)), "hidden")
    assert found.mark == "warn"
    assert "hidden: hips; squats are counted by them, so angles are rough" in found.what
    for fine, exercise in (
        (behind_plates(poses, "LEFT"), SQUAT),  # the other side is seen
        (behind_plates(poses, "LEFT", "RIGHT"), CURL),  # counted without
        (behind_plates(poses, "LEFT", "RIGHT"), None),
        (poses, SQUAT),
    ):
        assert not [each for each in judge_person(fine, 10, exercise) if "hidden" in each.what]


def test_what_an_exercise_is_counted_by() -> None:
    assert needed_limbs(SQUAT) == ["shoulders", "hips", "knees", "feet"]
    assert needed_limbs(CURL) == ["shoulders", "elbows", "hands"]
    assert all(needed_limbs(load_exercise(name)) for name in ("plank", "jumping-jack", "russian-twist"))


def looked_up_at(poses: list[Pose], pitch_deg: float) -> list[Pose]:
    """As a camera has it that looks up."""
    sine, cosine = np.sin(np.deg2rad(pitch_deg)), np.cos(np.deg2rad(pitch_deg))
    turn = np.array([[1, 0, 0], [0, cosine, sine], [0, -sine, cosine]])
    return [replace(pose, world=pose.world @ turn) for pose in poses]


@pytest.mark.parametrize(
    ("pitch_deg", "mark", "words"),
    [(0, "ok", "camera level"), (15, "ok", "camera looks"), (40, "warn", "camera looks")],
)
def test_a_steep_camera_is_told(pitch_deg: float, mark: str, words: str) -> None:
    found = about(list(judge_person(looked_up_at(truth(standing()), pitch_deg), 10, None)), words)
    assert (found.mark, bool(found.hint)) == (mark, mark == "warn")


@pytest.mark.parametrize(
    ("distance_m", "mark", "off", "hint"),
    [
        (0.9, "warn", ": too near", SQUAT.camera.advice),
        (1.2, "ok", "", "It may be too near (known to about a third): step back if in doubt."),
        (2.2, "ok", "", ""),
        (3.0, "ok", "", "It may be too far (known to about a third): step closer if in doubt."),
        (6.0, "warn", ": too far", SQUAT.camera.advice),
    ],
)
def test_too_near_and_too_far_are_told(distance_m: float, mark: str, off: str, hint: str) -> None:
    found = about(list(judge_person(truth(standing(distance_m=distance_m)), 10, SQUAT)), "m away")
    assert (found.mark, found.hint) == (mark, hint)
    assert found.what.endswith(f"2 to 3 m wanted{off}"), found.what
