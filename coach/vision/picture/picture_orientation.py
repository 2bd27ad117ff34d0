"""Which way up a picture is: told from how the bodies in it are held.

Tried on six pictures each of 465 real films, as they are and turned, 335 of them of a known exercise. Rules
and bounds were made with all of these films in view:

                        as they are: turned wrongly     turned by 90, 180, 270: set right    left    wrong
    exercise told       1 of 335                        90 %                                  9 %      1 %
    untold              7 of 465                        55 %                                 34 %     10 %

Untold, a body that seems to stand is never turned: a push-up on its side is one, and is left.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.body.picture_notes import PictureNote
from coach.body.pose import Pose
from coach.body.posture import KnownPostures, Posture, how_held, likely_turns, turns_evidence
from coach.body.stream import Sighting

Expected = Posture | KnownPostures
"""How the body is held in what is trained; or in all that may be trained, where nobody said."""

LEAST_POSES = 4
"""Bodies that have to agree before a picture is turned."""
_ENOUGH = 10
"""Bodies of a recording that are looked at."""
_AGREES, _BETTER = 0.6, 0.3
"""Mean cosine from which a posture agrees, within some 50 degrees, and by how much better than as it is."""
_AGREES_WELL, _JUST_BETTER = 0.85, 0.15
"""The same of a posture that goes a long way: who sits up from lying agrees somewhat with many ways up."""
_HEAD_DOWN, _SIDEWAYS, _FACE_UP, _FACE_DOWN = 1.0, 1.2, 1.6, 2.0
"""By how much more likely (natural logarithm) another way up must be where a body seems to be held so: nobody
trains on the head, and on the side only one exercise is done; but many lie."""


def turns_wanted(poses: Sequence[Pose], expected: Expected | None) -> int:
    """By how many quarters clockwise pictures have to be turned to stand upright; 0 where in doubt.

    Args:
        poses: Bodies in pictures of one source, taken at different times.
        expected: How the body is held; None where nothing is known.
    """
    if expected is None or len(poses) < LEAST_POSES:
        return 0
    if isinstance(expected, KnownPostures):
        return _likely(poses, expected)
    if not expected.is_upright:
        lying = [pose for pose in poses if not stands([pose])]
        # Whoever comes and goes stands; only where nobody lies, who stands may be one who lies, turned.
        poses = lying if len(lying) >= LEAST_POSES else poses
    agreeing = turns_evidence(poses, expected)
    best = int(agreeing.argmax())
    far = expected.goes_far
    agrees = agreeing[best] >= (_AGREES_WELL if far else _AGREES) and (far or agreeing[0] < _AGREES)
    return best if agrees and agreeing[best] - agreeing[0] >= (_JUST_BETTER if far else _BETTER) else 0


def stands(poses: Sequence[Pose]) -> bool:
    """Whether bodies are held upright, as far as the picture shows."""
    left, up, front = how_held(poses)
    return -up >= max(abs(left), abs(front))


def is_upright(sightings: Iterable[Sighting], expected: Expected | None) -> bool:
    """Whether what was seen of a source agrees with how the body is held."""
    poses = [sighting.pose for sighting in sightings if sighting.pose is not None]
    return not turns_wanted(poses[:: max(len(poses) // _ENOUGH, 1)], expected)


def turned_note(turns: int) -> PictureNote:
    """What is said of a picture that had to be turned."""
    if turns == 2:
        what = "The picture stands on its head: turned by 180°."
    else:
        way = "clockwise" if turns == 1 else "counterclockwise"
        what = f"The picture lies on its side: turned by 90° {way}."
    return PictureNote("turned", what, "'--rotate 0' leaves it as it is.")


def _likely(poses: Sequence[Pose], known: KnownPostures) -> int:
    likely = likely_turns(poses, known)
    best = int(likely.argmax())
    return best if likely[best] - likely[0] >= _wanted(poses, best) else 0


def _wanted(poses: Sequence[Pose], turns: int) -> float:
    """How much more likely the other way up must be, for bodies that are held as they seem to be."""
    left, up, front = how_held(poses)
    most = max(abs(left), abs(up), abs(front))
    if abs(up) == most:
        return _HEAD_DOWN if up > 0 else float("inf")
    if abs(left) == most:
        return _SIDEWAYS
    if turns == 2:
        return float("inf")  # on the back with arms up, or face down on the hands: limbs say the same of both
    return _FACE_DOWN if front > 0 else _FACE_UP
