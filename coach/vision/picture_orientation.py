"""Which way up a picture is: told from how the bodies in it are held."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.body.picture_notes import PictureNote
from coach.body.pose import Pose
from coach.body.posture import Posture, turns_evidence
from coach.body.stream import Sighting

LEAST_POSES = 3
"""Bodies that have to agree before a picture is turned."""
_ENOUGH = 10
"""Bodies of a recording that are looked at."""
_AGREES = 0.6
"""Mean cosine from which a posture agrees with the picture: within some 50 degrees."""
_BETTER = 0.5
"""By so much another way up must agree better than the picture as it is."""


def turns_wanted(poses: Sequence[Pose], posture: Posture | None) -> int:
    """By how many quarters clockwise pictures have to be turned to stand upright; 0 where in doubt.

    Args:
        poses: Bodies in pictures of one source, taken at different times.
        posture: How the body is held in what is trained; None where that is not known.
    """
    if posture is None or len(poses) < LEAST_POSES:
        return 0
    agreeing = turns_evidence(poses, posture)
    best = int(agreeing.argmax())
    return best if agreeing[best] >= _AGREES and agreeing[best] - agreeing[0] >= _BETTER else 0


def is_upright(sightings: Iterable[Sighting], posture: Posture | None) -> bool:
    """Whether what was seen of a source agrees with how the body is held in what is trained."""
    poses = [sighting.pose for sighting in sightings if sighting.pose is not None]
    return not turns_wanted(poses[:: max(len(poses) // _ENOUGH, 1)], posture)


def turned_note(turns: int) -> PictureNote:
    """What is said of a picture that had to be turned."""
    if turns == 2:
        return PictureNote(
            "turned", "The picture stands on its head: turned by 180°.", "«--rotate 0» leaves it as it is."
        )
    way = "clockwise" if turns == 1 else "counterclockwise"
    return PictureNote(
        "turned", f"The picture lies on its side: turned by 90° {way}.", "«--rotate 0» leaves it as it is."
    )
