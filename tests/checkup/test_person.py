"""Findings about the person in front of the camera, from true landmarks and the real pose model."""

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
from coach.checkup.person import find_person, person_findings
from coach.finding import Finding
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Rendered, Truth
from coach.vision.picture.picture_options import PictureOptions
from coach.vision.pose_model.pose_model import PoseModel
from coach.vision.sample import Sample

SQUAT, CURL = load_exercise("squat"), load_exercise("biceps-curl")


def standing(view: View = "side", *, distance_m: float = 2.6) -> Performance:
    """A second of a person who is about to squat."""
    squat = perform(SQUAT, view, rest_before_s=1.0, depths=(1.0,))
    return replace(squat, camera=replace(squat.camera, distance_m=distance_m))


def truth(performance: Performance) -> list[Pose]:
    return [sighting.pose for sighting in Truth(performance) if sighting.pose][:30:3]


def about(findings: list[Finding], words: str) -> Finding:
    [found] = [each for each in findings if words in each.what]
    return found


def test_a_well_placed_person_has_no_problems(pose_model: PoseModel) -> None:
    frames = [frame for number, frame in enumerate(Rendered(standing())) if number < 30 and number % 3 == 0]
    sample = sampled(frames)
    poses, notes = find_person(sample, pose_model, PictureOptions(expected=posture_of(SQUAT.poses)))
    findings = list(person_findings(poses, len(frames), SQUAT, notes))
    assert [each.mark for each in findings] == ["ok"] * 5, findings
    assert "detected from the side in 100 % of 10 frames" in findings[0].what
    assert "the whole body is in the frame" in findings[2].what
    assert about(findings, "away").what.startswith("about 3.")


def test_a_sideways_picture_is_reported_and_analysed_upright(pose_model: PoseModel) -> None:
    frames = [
        Frame(frame.time, np.ascontiguousarray(np.rot90(frame.picture)))
        for number, frame in enumerate(Rendered(standing()))
        if number < 45 and number % 3 == 0
    ]
    picture = PictureOptions(expected=posture_of(SQUAT.poses))
    poses, notes = find_person(sampled(frames), pose_model, picture)
    findings = list(person_findings(poses, len(frames), SQUAT, notes))
    assert (findings[0].mark, findings[0].what) == (
        "warn",
        "The picture is sideways: rotated by 90° clockwise",
    )
    assert about(findings, "the whole body is in the frame").mark == "ok"
    assert [each.mark for each in findings[1:]] == ["ok"] * 5, findings


def sampled(frames: list[Frame]) -> Sample:
    height, width = frames[0].picture.shape[:2]
    facts = SourceFacts("camera", "camera 0", (width, height))
    return Sample(facts, tuple(frame.time for frame in frames), tuple(frames), None)


def test_without_a_person_the_hint_says_where_to_stand() -> None:
    [finding] = person_findings([], 30, SQUAT)
    assert finding.what == "no one detected in 30 frames"
    assert SQUAT.camera.advice in finding.hint
    assert next(person_findings([], 30, None)).mark == "warn"


def test_an_unsuitable_view_is_a_warning() -> None:
    push_up = load_exercise("push-up")
    found = about(list(person_findings(truth(standing("front")), 10, push_up)), "best view")
    assert (found.mark, found.hint) == ("warn", push_up.camera.advice)
    assert not [each for each in person_findings(truth(standing("front")), 10, None) if "view" in each.what]


def cropped(poses: list[Pose]) -> list[Pose]:
    """Moved down until the legs are below the frame."""
    return [
        replace(
            pose,
            image=pose.image + np.array([0.0, 0.5, 0.0]),
            visibility=pose.visibility * (pose.image[:, 1] < 0.5),
        )
        for pose in poses
    ]


def test_limbs_out_of_frame_matter_only_if_needed_for_counting() -> None:
    poses = cropped(truth(standing()))
    out = about(list(person_findings(poses, 10, SQUAT)), "out of frame")
    assert out.mark == "warn"
    assert "knees and feet" in out.what
    assert about(list(person_findings(poses, 10, CURL)), "not needed to count").mark == "ok"
    assert about(list(person_findings(poses, 10, None)), "out of frame").hint.startswith("Step back")


def behind_plates(poses: list[Pose], *sides: str) -> list[Pose]:
    """With plates in front of the hips, whose position is then a guess."""
    hidden = [Landmark[f"{side}_HIP"] for side in sides]
    visibility = np.ones(33)
    visibility[hidden] = 0.3
    return [replace(pose, visibility=visibility) for pose in poses]


def test_a_hidden_joint_that_is_needed_is_a_warning() -> None:
    poses = truth(standing())
    found = about(list(person_findings(behind_plates(poses, "LEFT", "RIGHT"), 10, SQUAT)), "hidden")
    assert found.mark == "warn"
    assert "hidden: hips; they are needed to count squats, so angles are rough" in found.what
    for fine, exercise in (
        (behind_plates(poses, "LEFT"), SQUAT),  # the other side is visible
        (behind_plates(poses, "LEFT", "RIGHT"), CURL),  # not needed
        (behind_plates(poses, "LEFT", "RIGHT"), None),
        (poses, SQUAT),
    ):
        assert not [each for each in person_findings(fine, 10, exercise) if "hidden" in each.what]


def test_limbs_needed_for_counting() -> None:
    assert needed_limbs(SQUAT) == ["shoulders", "hips", "knees", "feet"]
    assert needed_limbs(CURL) == ["shoulders", "elbows", "hands"]
    assert all(needed_limbs(load_exercise(name)) for name in ("plank", "jumping-jack", "russian-twist"))


def looked_up_at(poses: list[Pose], pitch_deg: float) -> list[Pose]:
    """As filmed by a camera tilted up."""
    sine, cosine = np.sin(np.deg2rad(pitch_deg)), np.cos(np.deg2rad(pitch_deg))
    turn = np.array([[1, 0, 0], [0, cosine, sine], [0, -sine, cosine]])
    return [replace(pose, world=pose.world @ turn) for pose in poses]


@pytest.mark.parametrize(
    ("pitch_deg", "mark", "words"),
    [(0, "ok", "camera level"), (15, "ok", "camera tilted"), (40, "warn", "camera tilted")],
)
def test_a_strongly_tilted_camera_is_a_warning(pitch_deg: float, mark: str, words: str) -> None:
    found = about(list(person_findings(looked_up_at(truth(standing()), pitch_deg), 10, None)), words)
    assert (found.mark, bool(found.hint)) == (mark, mark == "warn")


@pytest.mark.parametrize(
    ("distance_m", "mark", "off", "hint"),
    [
        (0.9, "warn", ": too near", SQUAT.camera.advice),
        (
            1.2,
            "ok",
            "",
            "You may be too near (accurate to about a third): step back if in doubt.",
        ),
        (2.2, "ok", "", ""),
        (
            3.0,
            "ok",
            "",
            "You may be too far (accurate to about a third): step closer if in doubt.",
        ),
        (6.0, "warn", ": too far", SQUAT.camera.advice),
    ],
)
def test_too_near_and_too_far_are_reported(distance_m: float, mark: str, off: str, hint: str) -> None:
    found = about(list(person_findings(truth(standing(distance_m=distance_m)), 10, SQUAT)), "m away")
    assert (found.mark, found.hint) == (mark, hint)
    assert found.what.endswith(f"best 2 to 3 m{off}"), found.what
