"""Whether the camera stands still: what its pictures' shifts come to over a source."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.crop import Box
from coach.vision.picture.camera_motion import CameraTurn, Grey, turned

EVERY_S = 1.0
"""Seconds between the pictures that are looked at."""
STILL_DEG = 0.5
"""Less than this between two pictures is a camera that stands still."""
TURNED_DEG = 2.0
"""A camera that turned by this shows a vertical leg as much off, more than its tilt is rounded to."""
UNSTEADY_DEG = 1.0
"""A second in which it turned by this is one in which somebody held it."""
_SETTLED = 2
"""Still seconds after which it stands again."""
_UNSTEADY_SHARE = 1 / 3
_FEWEST = 4


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A picture, small and grey, and where in it the body is.

    Attributes:
        time: Seconds since the source began.
        grey: Shape (height, width).
        body: The part that the body takes up.
    """

    time: float
    grey: Grey
    body: Box


@dataclass(frozen=True, slots=True)
class CameraPush:
    """A camera that stands otherwise than before.

    Attributes:
        start_s: When it stood last as before.
        end_s: When it stood again.
        turn: How far it turned.
    """

    start_s: float
    end_s: float
    turn: CameraTurn

    @property
    def tilts(self) -> bool:
        """Whether what is measured against the vertical is off by it."""
        return abs(self.turn.down_deg) >= TURNED_DEG


class Steadiness:
    """Follows a camera, a picture a second.

    Attributes:
        pushes: When it was turned for good, and how far.
    """

    def __init__(self) -> None:
        self.pushes: list[CameraPush] = []
        self._before: View | None = None
        self._stood: View | None = None  # the last picture before it moved
        self._moved_s: float | None = None
        self._still = self._known = self._unsteady = 0

    @property
    def unsteady_share(self) -> float:
        """In what share of the seconds it moved; 0 where that is not known of enough of them."""
        return self._unsteady / self._known if self._known >= _FEWEST else 0.0

    @property
    def is_unsteady(self) -> bool:
        """Whether it was moved too often to be called still."""
        return self.unsteady_share >= _UNSTEADY_SHARE

    def observe(self, view: View) -> None:
        """Take in the next picture."""
        before, self._before = self._before, view
        if before is None:
            self._stood = view
            return
        turn = turned(before.grey, view.grey, (before.body, view.body))
        if turn is not None:
            self._known += 1
            self._unsteady += turn.size_deg >= UNSTEADY_DEG
        if turn is None or turn.size_deg >= STILL_DEG:
            self._still = 0
            self._moved_s = before.time if self._moved_s is None else self._moved_s
            return
        self._still += 1
        if self._moved_s is None:
            self._stood = view
        elif self._still >= _SETTLED:
            self._settle(view)

    def _settle(self, view: View) -> None:
        """It stands again: as it stood before, or turned."""
        stood, moved_s = self._stood, self._moved_s
        self._stood, self._moved_s = view, None
        if stood is None or moved_s is None:
            return
        turn = turned(stood.grey, view.grey, (stood.body, view.body))
        if turn is not None and turn.size_deg >= TURNED_DEG:
            self.pushes.append(CameraPush(moved_s, view.time - _SETTLED * EVERY_S, turn))
