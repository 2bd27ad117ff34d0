"""Tracks whether the camera is steady, moved once or moves all the time."""

from __future__ import annotations

from dataclasses import dataclass

from coach.body.crop import Box
from coach.vision.picture.camera_motion import CameraTurn, Grey, camera_turn

EVERY_S = 1.0
"""Seconds between analysed frames."""
STILL_DEG = 0.5
"""Rotation between two frames below which the camera counts as still."""
TURNED_DEG = 2.0
"""Rotation from which a camera counts as moved: a vertical leg then appears tilted by as much."""
UNSTEADY_DEG = 1.0
"""Rotation per second that suggests a hand-held camera."""
_SETTLED = 2
"""Still seconds after which the camera has settled."""
_UNSTEADY_SHARE = 1 / 3
_FEWEST = 4


@dataclass(frozen=True, slots=True, eq=False)
class View:
    """A small grey frame and the position of the body in it.

    Attributes:
        time: Seconds since the source began.
        grey: Shape (height, width).
        body: The part covered by the body.
    """

    time: float
    grey: Grey
    body: Box


@dataclass(frozen=True, slots=True)
class CameraPush:
    """A lasting change of the camera's direction.

    Attributes:
        start_s: Last time before the change.
        end_s: When the camera was still again.
        turn: Its rotation.
    """

    start_s: float
    end_s: float
    turn: CameraTurn

    @property
    def tilts(self) -> bool:
        """Whether angles to the vertical are off afterwards."""
        return abs(self.turn.down_deg) >= TURNED_DEG


class Steadiness:
    """Tracks camera rotation, one frame per second.

    Attributes:
        pushes: Lasting changes of direction.
    """

    def __init__(self) -> None:
        self.pushes: list[CameraPush] = []
        self._before: View | None = None
        self._stood: View | None = None  # the last frame before a movement
        self._moved_s: float | None = None
        self._still = self._known = self._unsteady = 0

    @property
    def unsteady_share(self) -> float:
        """Share of seconds with movement; 0 if too few are known."""
        return self._unsteady / self._known if self._known >= _FEWEST else 0.0

    @property
    def is_unsteady(self) -> bool:
        """Whether the camera moved too often to count as steady."""
        return self.unsteady_share >= _UNSTEADY_SHARE

    def observe(self, view: View) -> None:
        """Take in the next frame."""
        before, self._before = self._before, view
        if before is None:
            self._stood = view
            return
        turn = camera_turn(before.grey, view.grey, (before.body, view.body))
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
        """The camera is still again: record a push if its direction changed."""
        stood, moved_s = self._stood, self._moved_s
        self._stood, self._moved_s = view, None
        if stood is None or moved_s is None:
            return
        turn = camera_turn(stood.grey, view.grey, (stood.body, view.body))
        if turn is not None and turn.size_deg >= TURNED_DEG:
            self.pushes.append(CameraPush(moved_s, view.time - _SETTLED * EVERY_S, turn))
