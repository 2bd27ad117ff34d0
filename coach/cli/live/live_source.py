"""What a person trains before, opened: a camera, a phone, a film in real time, or the rendered athlete."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from coach.regular_file import is_regular
from coach.vision.source_kind import PERFORMER

if TYPE_CHECKING:
    from coach.body.crop import Box
    from coach.body.stream import PoseSource
    from coach.cli.analysis.film_analysis import Wishes
    from coach.cli.progress import Bar
    from coach.performer.motion.choreography import Performance
    from coach.vision.live.live_poses import LiveFigures
    from coach.vision.live.replay import LiveSource

_UNASKED = "squat"
"""What the athlete does where no exercise is named."""


class Eyes:
    """Opens a live source.

    Attributes:
        live: The source, once it is open.
    """

    def __init__(self, source: str | None, wishes: Wishes, *, later_s: float = 0.0) -> None:
        """Prepare to open it.

        Args:
            source: Camera, address, film or «performer»; None for the first camera that works.
            wishes: What is asked for.
            later_s: The time it begins at, where a workout goes on.
        """
        self._source, self._wishes, self._later_s = source, wishes, later_s
        self.live: LiveSource | None = None
        self._film: Path | None = None

    def draw(self) -> None:
        """Draw the athlete's film beforehand, where it is the athlete that is looked at."""
        if self._source != PERFORMER:
            return
        from coach.cli.progress import Bar
        from coach.performer.film import rendered_film

        with Bar("Drawing the athlete", silent=self._wishes.as_json) as bar:
            self._film = rendered_film(self._performance(), on_progress=bar.step)

    @property
    def called(self) -> str:
        """What to call it."""
        if self._source == PERFORMER:
            return "the rendered athlete"
        if self._source is None:
            return "the camera"
        from coach.addresses import without_password

        film = Path(self._source)
        return film.name if is_regular(film) else without_password(self._source)

    @property
    def box(self) -> Box:
        """The part of the picture that is worth showing: all of a camera's."""
        from coach.body.crop import WHOLE

        if self._source != PERFORMER:
            return WHOLE
        from coach.performer.movement_loop import framing

        return framing(self._performance())

    @property
    def is_mirror(self) -> bool:
        """Whether people look at it as into a mirror."""
        return self._wishes.kind == "live"

    def open(self, bar: Bar) -> PoseSource:
        """Open it; what takes time is told to the bar."""
        from coach.body.offset_source import Later

        self.live = self._looking(bar)
        return Later(self.live, self._later_s) if self._later_s else self.live

    def figures(self) -> LiveFigures:
        """How the live way is doing; all nothing before it is open."""
        from coach.vision.live.live_poses import LiveFigures

        if self.live is None:
            return LiveFigures(captured=0, seen=0, skipped=0, reconnected=0, connected=False, trouble=None)
        return self.live.figures

    def _performance(self) -> Performance:
        """What the athlete does: what is asked for, else something that is to be recognised."""
        from coach.catalogue.library import all_exercises
        from coach.performer.movement_loop import endless_set

        return endless_set(self._wishes.exercise or all_exercises()[_UNASKED])

    def _looking(self, bar: Bar) -> LiveSource:
        from coach.vision.live.live_sources import open_live, open_looped

        grade, path = self._wishes.grade, self._wishes.model_path
        if self._film is not None:
            return open_looped(self._film, self.called, grade=grade, model_path=path, on_progress=bar.prepare)
        return open_live(
            self._source,
            grade=grade,
            model_path=path,
            picture=self._wishes.pictured,
            on_progress=bar.prepare,
        )
