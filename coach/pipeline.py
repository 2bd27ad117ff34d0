"""The path of a frame: source, pose, judge, sinks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from coach.body.pose import Pose
from coach.body.stream import PoseSource
from coach.judging.observation import Observation, Summary
from coach.moment import Moment
from coach.sinks import Sink


class Judging(Protocol):
    """A judge, or a workout that guides the user with one.

    A workout obeys commands between moments and may end before its source does.
    """

    @property
    def over(self) -> bool: ...

    def observe(self, pose: Pose | None, time: float) -> Observation: ...

    def finish(self) -> Summary: ...


def watch(source: PoseSource, judge: Judging) -> Iterator[Moment]:
    """Judge every sighting of a source as it arrives, until the judge is over."""
    for sighting in source:
        observation = judge.observe(sighting.pose, sighting.time)
        yield Moment(sighting.time, sighting.frame, sighting.pose, observation)
        if judge.over:
            return


def run(source: PoseSource, judge: Judging, sinks: Sequence[Sink]) -> tuple[Summary, bool]:
    """Send every moment of an opened source to opened sinks.

    Returns:
        The summary, and whether Ctrl-C ended it early; everything before still counts.
    """
    interrupted = False
    try:
        for moment in watch(source, judge):
            for sink in sinks:
                sink.receive(moment)
    except KeyboardInterrupt:
        interrupted = True
    summary = judge.finish()
    for sink in sinks:
        sink.conclude(summary, interrupted=interrupted)
    return summary, interrupted
