"""Reads the film that teaches an exercise, or records it with a camera."""

from __future__ import annotations

from coach.body.stream import Progress, Sighting
from coach.cli.progress import ProgressBar
from coach.cli.viewing.record import until
from coach.cli.viewing.viewed_source import ViewedSource


def read_lesson(viewed: ViewedSource, seconds: float | None, *, silent: bool) -> list[Sighting]:
    """Every frame of a film or a recording; of a camera until Ctrl-C, or for some seconds.

    Args:
        viewed: The source.
        seconds: How long to record a camera; None until Ctrl-C.
        silent: Whether to print nothing.

    Raises:
        NoPictures: There is none.
        SourceError: It can't be opened.
    """
    if viewed.is_live and not silent:
        ends = "press Ctrl-C when you are done" if seconds is None else f"it takes {seconds:.0f} seconds"
        print(f"Recording: rest, do your repetitions alike, and rest again; {ends}.", flush=True)
    sightings: list[Sighting] = []
    with ProgressBar(viewed.name, silent=silent) as bar, viewed.open(bar) as poses:
        try:
            for each in until(poses, seconds):
                sightings.append(Sighting(each.time, each.pose))
                bar.step(Progress(len(sightings), poses.facts.frame_count))
        except KeyboardInterrupt:
            if not viewed.is_live:
                raise
    if not sightings:
        raise viewed.no_frame()
    return sightings
