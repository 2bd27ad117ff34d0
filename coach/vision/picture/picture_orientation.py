"""Detects which way up a picture is from the posture of the bodies in it.

Tested on six frames of each of 465 real films, as filmed and rotated; in 335 of them the exercise is known.
The rules and limits were tuned on the same films:

                        as filmed: rotated wrongly      rotated by 90, 180, 270: corrected   kept    wrong
    exercise given      1 of 335                        90 %                                  9 %      1 %
    not given           7 of 465                        55 %                                 34 %     10 %

Without a given exercise, a body that seems to stand is never rotated, as a sideways push-up looks the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.body.picture_notes import PictureNote, PictureNotes
from coach.body.pose import Pose
from coach.body.posture import KnownPostures, Posture, picture_down, posture_agreement, turn_log_likelihoods
from coach.body.stream import Sighting

Expected = Posture | KnownPostures
"""Posture of the exercise, or of all exercises if none is given."""

LEAST_POSES = 4
"""Bodies needed before a picture is rotated."""
_ENOUGH = 10
"""Bodies of a recording to check."""
_AGREES, _BETTER = 0.6, 0.3
"""Mean cosine from which a posture agrees (about 50 degrees), and the margin over the current orientation."""
_AGREES_WELL, _JUST_BETTER = 0.85, 0.15
"""The same for exercises with a large change of posture: a sit-up agrees a little with many orientations."""
_HEAD_DOWN, _SIDEWAYS, _FACE_UP, _FACE_DOWN = 1.0, 1.2, 1.6, 2.0
"""Log-likelihood margin for another orientation, by the apparent posture of the body: no exercise is done on
the head and only one on the side, but many lying."""


def turns_wanted(poses: Sequence[Pose], expected: Expected | None) -> int:
    """Clockwise quarter turns that make the pictures upright; 0 if in doubt.

    Args:
        poses: Poses from one source at different times.
        expected: The expected posture; None if unknown.
    """
    if expected is None or len(poses) < LEAST_POSES:
        return 0
    if isinstance(expected, KnownPostures):
        return _likely(poses, expected)
    if not expected.is_upright:
        lying = [pose for pose in poses if not stands([pose])]
        # People stand when they enter and leave. Only if no pose lies, standing ones may be rotated.
        poses = lying if len(lying) >= LEAST_POSES else poses
    agreeing = posture_agreement(poses, expected)
    best = int(agreeing.argmax())
    far = expected.goes_far
    agrees = agreeing[best] >= (_AGREES_WELL if far else _AGREES) and (far or agreeing[0] < _AGREES)
    return best if agrees and agreeing[best] - agreeing[0] >= (_JUST_BETTER if far else _BETTER) else 0


def stands(poses: Sequence[Pose]) -> bool:
    """Whether bodies are upright in the picture."""
    left, up, front = picture_down(poses)
    return -up >= max(abs(left), abs(front))


def is_upright(sightings: Iterable[Sighting], expected: Expected | None) -> bool:
    """Whether the poses of a source agree with the expected posture."""
    poses = [sighting.pose for sighting in sightings if sighting.pose is not None]
    return not turns_wanted(poses[:: max(len(poses) // _ENOUGH, 1)], expected)


def turned_note(turns: int) -> PictureNote:
    """The note for a rotated picture."""
    if turns == 2:
        what = "The picture is upside down: rotated by 180°."
    else:
        direction = "clockwise" if turns == 1 else "counterclockwise"
        what = f"The picture is sideways: rotated by 90° {direction}."
    return PictureNote("turned", what, "Use '--rotate 0' to leave it as it is.")


def turns_of(notes: PictureNotes) -> int:
    """The clockwise quarter turns by which a picture was rotated, from its notes; 0 without a note."""
    said = {note.what for note in notes if note.problem == "turned"}
    return next((turns for turns in (1, 2, 3) if turned_note(turns).what in said), 0)


def _likely(poses: Sequence[Pose], known: KnownPostures) -> int:
    likely = turn_log_likelihoods(poses, known)
    best = int(likely.argmax())
    return best if likely[best] - likely[0] >= _least_margin(poses, best) else 0


def _least_margin(poses: Sequence[Pose], turns: int) -> float:
    """The log-likelihood margin needed for bodies with this apparent posture."""
    left, up, front = picture_down(poses)
    most = max(abs(left), abs(up), abs(front))
    if abs(up) == most:
        return _HEAD_DOWN if up > 0 else float("inf")
    if abs(left) == most:
        return _SIDEWAYS
    if turns == 2:
        return float("inf")  # on the back with arms up and face down on the hands look alike
    return _FACE_DOWN if front > 0 else _FACE_UP
