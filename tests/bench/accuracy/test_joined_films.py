"""Workouts joined from clips of several people."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from coach.bench.accuracy.films import Listed
from coach.bench.accuracy.joined_films import Programme, joined, long_enough, programmes, stretch_of
from coach.bench.accuracy.leave_group_out import UnseenPeople
from coach.bench.accuracy.workouts import cut, cut_films
from coach.catalogue.library import load_exercise
from coach.learning.clips import Clip, Clips
from coach.learning.dataset import AnalysedClip
from coach.recognition.sequence_decoder import NONE
from tests.labelled import EXERCISES


def many(parts: int) -> tuple[list[Clip], UnseenPeople]:
    """Clips of sixty people, most of them squats."""
    labels = ("squat", "squat", "squat", "push-up", "lunge")
    clips = [Clip(f"{n}.mp4", Path(f"{n}.mp4"), labels[n % 5], "", f"g{n // 2}") for n in range(120)]
    return clips, UnseenPeople((), {clip.group: int(clip.group[1:]) % parts for clip in clips})


def test_a_programme_has_one_part_several_groups_and_different_neighbours() -> None:
    clips, models = many(3)
    made = programmes(clips, models)
    assert len(made) >= 9
    for each in made:
        assert 4 <= len(each.clips) <= 6
        assert len({models.part(clip.group) for clip in each.clips}) == 1
        assert len({clip.group for clip in each.clips}) == len(each.clips)
        assert all(one.label != other.label for one, other in pairwise(each.clips))
    used = [clip.name for each in made for clip in each.clips]
    assert len(used) == len(set(used))
    assert programmes(clips, models) == made


def test_too_few_clips_make_no_programme() -> None:
    clips, models = many(3)
    assert programmes([clip for clip in clips if clip.label == "squat"], models) == []
    assert programmes([], models) == []


def test_a_clip_must_be_long_and_have_two_reps_or_a_hold(analysed: list[AnalysedClip]) -> None:
    def counted(label: str, reps: int) -> list[Listed]:
        of = [each.clip for each in analysed if each.clip.label == label]
        return [Listed(clip.name, clip.path, load_exercise(label), clip.group, reps) for clip in of]

    chosen = long_enough(analysed, counted("squat", 2) + counted("push-up", 1))
    assert {clip.label for clip in chosen} == {"squat"}
    assert len(chosen) == 5
    [plank] = [replace(each, clip=replace(each.clip, label="plank")) for each in analysed[:1]]
    assert [clip.label for clip in long_enough([plank], [])] == ["plank"]
    none = [each for each in analysed if each.clip.label == NONE]
    assert long_enough(none, []) == []
    short = [replace(plank, windows=None)]
    assert long_enough(short, []) == []


@pytest.fixture
def programme(clips: Clips, people: UnseenPeople) -> Programme:
    """Three exercises of three people."""
    groups = sorted({clip.group for clip in clips.clips})
    of = {(clip.label, clip.group): clip for clip in clips.clips}
    return Programme("one", tuple(of[name, group] for name, group in zip(EXERCISES, groups, strict=False)))


def test_clips_are_joined_in_time(programme: Programme) -> None:
    short = replace(programme.clips[0], start_s=2.0, end_s=4.0)
    sightings, truth = joined(Programme("one", (short, *programme.clips[1:])))
    times = np.array([each.time for each in sightings])
    assert (np.diff(times) > 0).all()
    assert np.diff(times).max() < 0.1, "without a rest"
    assert [each.exercise for each in truth] == list(EXERCISES)
    assert truth[0].start_s == 0.0
    assert truth[0].end_s == pytest.approx(2.0, abs=0.1)
    assert truth[-1].end_s == times[-1]
    poses = [each for each in sightings if each.pose is not None]
    assert all(each.pose is not None and each.pose.time == each.time for each in poses)
    assert truth[1].start_s - truth[0].end_s == pytest.approx(1 / 30)


def test_a_stretch_lasts_while_a_body_is_in_the_picture(programme: Programme) -> None:
    sightings, _ = joined(programme)
    seen = sightings[10:40]
    empty = [replace(each, pose=None) for each in sightings[:10]]
    stretch = stretch_of("squat", [*empty, *seen, replace(sightings[40], pose=None)])
    assert (stretch.start_s, stretch.end_s) == (seen[0].time, seen[-1].time)


def test_joined_workouts_are_segmented_at_the_joins(programme: Programme, people: UnseenPeople) -> None:
    [result] = cut_films([programme], people)
    sightings, truth = joined(programme)
    again = cut("one", sightings, truth, people.model(programme.clips[0].group))
    assert again == result
    assert [each.stretch for each in result.cuts] == truth
    assert sum(each.segment is not None for each in result.cuts) >= 2
