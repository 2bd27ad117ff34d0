"""A workout without a camera, in a process that may be killed.

All of ``coach start`` runs except the camera and the landmarker; the true landmarks of a rendered athlete
replace them, faster than real time.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator

from coach.body.offset_source import OffsetSource
from coach.body.stream import Passing, PoseSource, Sighting
from coach.catalogue.library import load_exercise
from coach.cli.analysis.request import AnalysisRequest
from coach.cli.live import live_session
from coach.cli.live.live_source import SourceOpener
from coach.cli.progress import ProgressBar
from coach.errors import CoachError
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.settings import read_settings
from coach.workout.plan import Plan

REPS = 6
"""Number of squats, two seconds each, before the source ends."""
PLAN = Plan(reps=3, rest_s=0.0)
"""Two sets of three."""


class Paced(Passing):
    """Yields a source's sightings in order of time, faster than real time."""

    def __init__(self, source: PoseSource, speed: float) -> None:
        self._source: PoseSource = source
        self._speed = speed

    def __iter__(self) -> Iterator[Sighting]:
        began_s = time.monotonic()
        for sighting in self._source:
            time.sleep(max(0.0, began_s + sighting.time / self._speed - time.monotonic()))
            yield sighting


class TruthOpener(SourceOpener):
    """Opens the true landmarks of an athlete."""

    speed = 4.0

    def open(self, bar: ProgressBar) -> PoseSource:
        """The athlete, from the time at which the workout continues."""
        athlete = Truth(perform(load_exercise("squat"), "side", depths=(1.0,) * REPS, frame_rate=15.0))
        return OffsetSource(Paced(athlete, self.speed), self._offset_s)


def main() -> int:
    """Run the workout and return the exit code of 'coach start'."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--events", required=True)
    parser.add_argument("--continue", dest="go_on", action="store_true")
    parser.add_argument("--unnamed", action="store_true")
    parser.add_argument("--speed", type=float, default=TruthOpener.speed)
    typed = parser.parse_args()
    TruthOpener.speed = typed.speed
    live_session.SourceOpener = TruthOpener  # type: ignore[attr-defined]
    settings = read_settings()
    analysis_request = AnalysisRequest(
        exercise=None if typed.unnamed else load_exercise("squat"), kind="live", plan=PLAN
    )
    how = live_session.LiveSession(
        source=None,
        spoken="off",
        flash=False,
        picture=False,
        events=typed.events,
        resume=typed.go_on,
        settings=settings,
    )
    try:
        return live_session.run_session(how, analysis_request)
    except CoachError as error:
        sys.stderr.write(f"{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
