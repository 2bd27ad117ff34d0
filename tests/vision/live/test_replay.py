"""A recording as a live source in real time, without pictures."""

from __future__ import annotations

from pathlib import Path

from coach.body.recording.recording_writer import write_recording
from coach.body.stream import Sighting, SourceFacts
from coach.vision.live.live_sources import open_live
from coach.vision.live.replay import Replay
from coach.vision.opening import open_recording


def test_it_plays_by_its_own_time_stamps(tmp_path: Path) -> None:
    path = tmp_path / "three.npz"
    times = [0.5, 0.6, 1.6]
    write_recording(path, SourceFacts("film", "three", (64, 64)), [Sighting(each, None) for each in times])
    assert isinstance(open_live(str(path)), Replay)
    now = [100.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    with Replay(open_recording(path), clock=lambda: now[0], wait=wait) as replay:
        came = [(each.time, round(now[0] - 100.0, 3), each.frame) for each in replay]
        figures = replay.figures
    assert came == [(0.5, 0.0, None), (0.6, 0.1, None), (1.6, 1.1, None)]
    assert (figures.captured, figures.seen, figures.skipped, figures.connected) == (3, 3, 0, True)
