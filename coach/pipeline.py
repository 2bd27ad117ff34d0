"""Source, pose, judge, sinks: the way of a frame, in that order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from coach.body.stream import PoseSource
from coach.judging.judge import Judge, Summary
from coach.moment import Moment
from coach.sinks import Sink


def watch(source: PoseSource, judge: Judge) -> Iterator[Moment]:
    """Judge every sighting of a source as it comes."""
    for sighting in source:
        observation = judge.observe(sighting.pose, sighting.time)
        yield Moment(sighting.time, sighting.frame, sighting.pose, observation)


def run(source: PoseSource, judge: Judge, sinks: Sequence[Sink]) -> tuple[Summary, bool]:
    """Send every moment of an opened source to opened sinks.

    Returns:
        What it came to, and whether Ctrl-C ended it early (what was seen is kept all the same).
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
