"""Opens a live source: a camera, a phone, a film in real time, or the rendered athlete."""

from __future__ import annotations

from pathlib import Path

from coach.addresses import without_password
from coach.body.crop import WHOLE, Box
from coach.body.live_figures import LiveFigures
from coach.body.offset_source import OffsetSource
from coach.body.stream import PoseSource
from coach.catalogue.library import all_exercises
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.progress import ProgressBar
from coach.performer.film import rendered_film
from coach.performer.motion.choreography import Performance
from coach.performer.movement_loop import endless_set, framing
from coach.regular_file import is_regular
from coach.vision.live.live_sources import open_live, open_looped
from coach.vision.live.replay import LiveSource
from coach.vision.source_kind import PERFORMER

_DEFAULT_EXERCISE = "squat"
"""The athlete's exercise if none is named."""


class SourceOpener:
    """Opens a live source.

    Attributes:
        live: The source, once it is open.
    """

    def __init__(self, source: str | None, request: AnalysisRequest, *, offset_s: float = 0.0) -> None:
        """Prepare to open it.

        Args:
            source: Camera, address, film or 'performer'; None for the first camera that works.
            request: The options.
            offset_s: The start time, if a workout is resumed.
        """
        self._source, self._request, self._offset_s = source, request, offset_s
        self.live: LiveSource | None = None
        self._film: Path | None = None

    def draw(self) -> None:
        """Render the athlete's film, if the athlete is the source."""
        if self._source != PERFORMER:
            return

        with ProgressBar("Rendering the athlete", silent=self._request.as_json) as bar:
            self._film = rendered_film(self._performance(), on_progress=bar.step)

    @property
    def name(self) -> str:
        """The name to show."""
        if self._source == PERFORMER:
            return "the rendered athlete"
        if self._source is None:
            return "the camera"

        film = Path(self._source)
        return film.name if is_regular(film) else without_password(self._source)

    @property
    def box(self) -> Box:
        """The part of the picture to show; all of it for a camera."""
        if self._source != PERFORMER:
            return WHOLE

        return framing(self._performance())

    @property
    def is_mirror(self) -> bool:
        """Whether the picture is mirrored on the screen."""
        return self._request.kind == "live"

    def open(self, bar: ProgressBar) -> PoseSource:
        """Open the source; the bar shows the progress."""
        self.live = self._opened(bar)
        return OffsetSource(self.live, self._offset_s) if self._offset_s else self.live

    def figures(self) -> LiveFigures:
        """The frame counts of the source; all zero before it is open."""
        if self.live is None:
            return LiveFigures(captured=0, seen=0, skipped=0, reconnected=0, connected=False, trouble=None)
        return self.live.figures

    def _performance(self) -> Performance:
        """The athlete's performance: of the requested exercise, else of the default one."""
        return endless_set(self._request.exercise or all_exercises()[_DEFAULT_EXERCISE])

    def _opened(self, bar: ProgressBar) -> LiveSource:
        grade, path = self._request.grade, self._request.model_path
        if self._film is not None:
            return open_looped(
                self._film,
                self.name,
                grade=grade,
                model_path=path,
                options=self._request.landmarker,
                on_progress=bar.prepare,
            )
        return open_live(
            self._source,
            grade=grade,
            model_path=path,
            options=self._request.landmarker,
            picture=self._request.picture_options,
            on_progress=bar.prepare,
        )
