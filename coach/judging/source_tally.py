"""Totals of a whole source: frames, duration and prevailing view."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coach.body.pose import Pose
from coach.body.view import View
from coach.body.yaw import ViewTally
from coach.judging.attempts import Attempt
from coach.judging.events import Event, FaultCoverage, SetSummary
from coach.judging.observation import Segment, Summary


class SourceTally:
    """Counts the frames of a source, and builds its summary.

    Attributes:
        last_s: The time of the latest frame, in seconds; 0 before the first.
    """

    def __init__(self) -> None:
        self.last_s = 0.0
        self._first_s: float | None = None
        self._frames = self._with_pose = 0
        self._views = ViewTally()

    @property
    def view(self) -> View | None:
        """The prevailing view; None if no one was detected."""
        return self._views.view

    def view_in(self, spans: Iterable[tuple[float, float]]) -> View | None:
        """The prevailing view within spans of time."""
        return self._views.view_in(spans)

    def observe(self, pose: Pose | None, time: float) -> None:
        """Count a frame at ``time`` (seconds, never decreasing)."""
        if self._first_s is None:
            self._first_s = time
        self.last_s = time
        self._frames += 1
        if pose is not None:
            self._with_pose += 1
            self._views.observe(pose)

    def summary(
        self,
        exercise: str | None,
        sets: Sequence[SetSummary],
        *,
        view: View | None,
        tilt_deg: float | None,
        events: Iterable[Event],
        coverage: tuple[FaultCoverage, ...],
        segments: Sequence[Segment] | None = None,
        between_sets: Iterable[Attempt] = (),
    ) -> Summary:
        """The summary of the source.

        Args:
            exercise: Canonical name, or None if it was recognised.
            sets: The sets, in order.
            view: The prevailing view.
            tilt_deg: How far the camera is tilted; None if unknown.
            events: The events since the last observation.
            coverage: How often each fault could be judged.
            segments: What was recognised when; None if the exercise was given.
            between_sets: The attempts outside the sets.
        """
        return Summary(
            exercise=exercise,
            sets=tuple(sets),
            frames=self._frames,
            frames_with_pose=self._with_pose,
            duration_s=self.last_s - (self._first_s or 0.0),
            view=view,
            tilt_deg=tilt_deg,
            range_used="mine" if any(each.range_used == "mine" for each in sets) else "minimum",
            events=tuple(events),
            coverage=coverage,
            segments=None if segments is None else tuple(segments),
            between_sets=tuple(between_sets),
        )
