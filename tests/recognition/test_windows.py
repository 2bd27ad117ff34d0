"""A recording is cut into windows; none extends across a cut."""

from __future__ import annotations

from coach.body.pose import Pose
from coach.catalogue.library import load_exercise
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.recognition.windows import SHORTEST_S, windows_between


def _squats() -> list[Pose]:
    return [each.pose for each in Truth(perform(load_exercise("squat"))) if each.pose is not None]


def test_no_window_extends_across_a_cut_and_none_of_the_film_is_lost() -> None:
    poses = _squats()
    cut_s = poses[len(poses) // 2].time
    windows = windows_between(poses, [cut_s])
    before = windows.ends_s < cut_s
    assert not ((windows.starts_s < cut_s) & ~before).any()
    assert windows.starts_s[~before].min() == cut_s
    assert windows.ends_s[before].max() > cut_s - SHORTEST_S
    assert windows.ends_s.max() == poses[-1].time


def test_without_a_cut_windows_extend_through_the_film() -> None:
    poses = _squats()
    cut_s = poses[len(poses) // 2].time
    windows = windows_between(poses)
    assert ((windows.starts_s < cut_s) & (windows.ends_s > cut_s)).any()
