"""Typed options of the pose landmarker, with the settings as defaults; imports OpenCV."""

from __future__ import annotations

from coach.settings import read_settings
from coach.vision.landmarker.landmarker import DEFAULT_OPTIONS, Delegate, LandmarkerOptions


def landmarker_options(
    *,
    num_poses: int = DEFAULT_OPTIONS.num_poses,
    min_detection: float | None = None,
    min_presence: float | None = None,
    min_tracking: float | None = None,
    delegate: Delegate | None = None,
    masks: bool = DEFAULT_OPTIONS.masks,
) -> LandmarkerOptions:
    """The landmarker's options: as typed, else from the settings; :mod:`coach.cli.options` declares them.

    Args:
        num_poses: ``--num-poses``; likewise the others, each None if it was not typed.
        min_detection: Least confidence to detect a body.
        min_presence: Least confidence that a body is there.
        min_tracking: Least overlap of two bodies that are the same one.
        delegate: "cpu" or "gpu".
        masks: Whether masks are needed.

    Raises:
        InvalidOption: An option is out of range.
    """
    known = read_settings().landmarker
    return LandmarkerOptions(
        num_poses,
        known.min_detection if min_detection is None else min_detection,
        known.min_presence if min_presence is None else min_presence,
        known.min_tracking if min_tracking is None else min_tracking,
        delegate or known.delegate,
        masks,
    )
