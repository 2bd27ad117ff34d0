"""The angles of a person in a photo, each with its error and why it can't be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from coach.body.angle_errors import read_angle_errors
from coach.body.angles import JOINTS, SIDES, Angles, Attitude, Joint, landmarks_of
from coach.body.landmarks import Side
from coach.body.placement import HIDDEN, SURE, extent, limbs_of
from coach.body.pose import Pose
from coach.judging.assessment.far_limb import far_limb
from coach.vision.picture.image_quality import DARK, SOFT, ImageQuality

SMALL = 0.25
"""Length of a body as a share of the shorter side below which few pixels are left for each joint."""
ATTITUDES: tuple[Attitude, ...] = get_args(Attitude)


@dataclass(frozen=True, slots=True)
class AngleFigure:
    """One angle of a person.

    Attributes:
        measure: A joint's inner angle (180 is straight), or an attitude of the trunk against the picture.
        side: The side of a joint; None for the trunk.
        angle_deg: The angle in degrees.
        error_deg: Its error in this view, from the shipped table; None if unknown.
        mirror_difference_deg: How much larger it is in the mirrored photo; None if not found there.
        doubt: Why it can't be trusted; empty if it can.
    """

    measure: Joint | Attitude
    side: Side | None
    angle_deg: float
    error_deg: float | None
    mirror_difference_deg: float | None
    doubt: str


def angle_figures(angles: Angles, mirrored: Angles | None) -> tuple[AngleFigure, ...]:
    """The angles of all joints, left and right, then those of the trunk.

    Args:
        angles: The angles.
        mirrored: The angles of the same person read in the mirrored photo; None if not found there.
    """
    joints = [_joint_figure(angles, mirrored, joint, side) for joint in JOINTS for side in SIDES]
    return (*joints, *(_attitude_figure(angles, mirrored, each) for each in ATTITUDES))


def body_doubts(pose: Pose, mirrored: Pose | None, quality: ImageQuality) -> tuple[str, ...]:
    """What can't be trusted of a whole body, a sentence each.

    Args:
        pose: The pose.
        mirrored: The pose read in the mirrored photo; None if not found there.
        quality: Light and sharpness of the photo.
    """
    doubts = {
        "The photo is too dark to see the body well.": quality.bright < DARK,
        "The photo is blurred: joints are off by 4 cm or more.": quality.sharpness < SOFT,
        "The body is small in the photo: joints are rough.": extent(pose) < SMALL,
        "Much of the body is hidden, and guessed.": float(pose.visibility.mean()) < SURE,
        "In the mirrored photo the body is not found: the pose may be wrong.": mirrored is None,
    }
    return tuple(sentence for sentence, holds in doubts.items() if holds)


def _joint_figure(angles: Angles, mirrored: Angles | None, joint: Joint, side: Side) -> AngleFigure:
    angle_deg = angles.joint(joint, side)
    error_deg = _error_deg(joint, angles)
    difference = None if mirrored is None else mirrored.joint(joint, side) - angle_deg
    limb = SIDES.index(side)
    landmarks = landmarks_of(joint)[limb]
    outside = limbs_of(each for each in landmarks if angles.cropped[each])
    if outside:
        doubt = "out of frame"
    elif angles.visibility[JOINTS.index(joint), limb] < HIDDEN:
        doubt = "hidden"
    elif far_limb(joint, limb, [angles]):
        doubt = "on the far side"
    else:
        doubt = _mirror_doubt(difference, error_deg)
    return AngleFigure(joint, side, angle_deg, error_deg, difference, doubt)


def _attitude_figure(angles: Angles, mirrored: Angles | None, attitude: Attitude) -> AngleFigure:
    angle_deg: float = getattr(angles, attitude)
    error_deg = _error_deg(attitude, angles)
    difference = None if mirrored is None else getattr(mirrored, attitude) - angle_deg
    landmarks = [each for side in landmarks_of(attitude) for each in side]
    if any(angles.cropped[each] for each in landmarks):
        doubt = "out of frame"
    elif angles.sureness[landmarks].min() < HIDDEN:
        doubt = "hidden"
    else:
        doubt = _mirror_doubt(difference, error_deg)
    return AngleFigure(attitude, None, angle_deg, error_deg, difference, doubt)


def _mirror_doubt(difference_deg: float | None, error_deg: float | None) -> str:
    """Whether a photo and its mirror image differ by more than the error; both are off by it at most."""
    if error_deg is None:
        return "error unknown"
    if difference_deg is None:
        return "not found in the mirrored photo"
    return "read differently in the mirrored photo" if abs(difference_deg) > error_deg else ""


def _error_deg(measure: Joint | Attitude, angles: Angles) -> float | None:
    bar = read_angle_errors().bar(measure, angles.view)
    return None if bar is None else bar.bar_deg
