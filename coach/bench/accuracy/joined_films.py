"""Workouts joined from clips of several people."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.bench.accuracy.films import Listed
from coach.bench.accuracy.leave_group_out import Models
from coach.bench.fixtures.stretch import Stretch
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.learning.clips import Clip
from coach.learning.dataset import AnalysedClip, between
from coach.recognition.sequence_decoder import NONE
from coach.vision.opening import open_source

_LEAST_S = 5.0
_LEAST_REPS = 2
_CLIPS = (4, 6)
_SEED = 5
_A_FRAME_S = 1 / 30
"""Gap between the last frame of a clip and the first of the next."""


@dataclass(frozen=True, slots=True)
class Programme:
    """A workout joined from clips.

    Attributes:
        name: Its name.
        clips: In order; all of different groups, and neighbours of different exercises.
    """

    name: str
    clips: tuple[Clip, ...]


def long_enough(analysed: Sequence[AnalysedClip], counted: Sequence[Listed]) -> list[Clip]:
    """The clips long enough to be recognised: at least 5 seconds, with 2 reps or a hold.

    Args:
        analysed: The analysed clips; the length is the time in which a person is visible.
        counted: The films whose reps were counted by eye.
    """
    several = {film.name for film in counted if film.reps >= _LEAST_REPS}
    return sorted(
        (
            each.clip
            for each in analysed
            if each.clip.label != NONE
            and _lasts_s(each) >= _LEAST_S
            and (each.clip.name in several or load_exercise(each.clip.label).hold is not None)
        ),
        key=lambda clip: (clip.name, clip.start_s or 0.0),
    )


def _lasts_s(analysed: AnalysedClip) -> float:
    windows = analysed.windows
    return 0.0 if windows is None else float(windows.ends_s[-1] - windows.starts_s[0])


def programmes(clips: Sequence[Clip], models: Models) -> list[Programme]:
    """As many workouts as the clips suffice for, each clip in at most one; reproducible.

    Args:
        clips: The clips.
        models: The models; a workout combines only groups with the same model.
    """
    chance = random.Random(_SEED)
    made: list[Programme] = []
    for part in sorted({models.part(clip.group) for clip in clips}):
        left = [clip for clip in clips if models.part(clip.group) == part]
        while len(row := _drawn(left, chance)) >= _CLIPS[0]:
            left = [clip for clip in left if clip not in row]
            made.append(Programme(f"films, {len(made) + 1}", tuple(row)))
    return made


def _drawn(clips: Sequence[Clip], chance: random.Random) -> list[Clip]:
    """Clips for a workout; fewer if no others fit."""
    row: list[Clip] = []
    for _ in range(chance.randint(*_CLIPS)):
        groups = {clip.group for clip in row}
        fitting = [
            clip for clip in clips if clip.group not in groups and not (row and clip.label == row[-1].label)
        ]
        if not fitting:
            break
        row.append(chance.choice(fitting))
    return row


def joined(
    programme: Programme, *, grade: str = "full", use_cache: bool = True
) -> tuple[list[Sighting], list[Stretch]]:
    """The sightings of a workout's clips, one after another, and the stretch of each in which a body is seen.

    Raises:
        CoachError: A film can't be analysed.
    """
    sightings: list[Sighting] = []
    truth: list[Stretch] = []
    for clip in programme.clips:
        begins_s = sightings[-1].time + _A_FRAME_S if sightings else 0.0
        added = _shifted(_sightings(clip, grade, use_cache), begins_s)
        sightings += added
        truth.append(stretch_of(clip.label, added))
    return sightings, truth


def stretch_of(exercise: str, sightings: Sequence[Sighting]) -> Stretch:
    """The stretch of an exercise in a clip: from the first sight of a body to the last."""
    seen_s = [each.time for each in sightings if each.pose is not None]
    return Stretch(exercise, seen_s[0], seen_s[-1])


def _sightings(clip: Clip, grade: str, use_cache: bool) -> list[Sighting]:
    with open_source(clip.path, grade=grade, use_cache=use_cache) as source:
        return between(source, clip.start_s, clip.end_s)


def _shifted(sightings: Sequence[Sighting], begins_s: float) -> list[Sighting]:
    """The sightings, shifted to start at another time."""
    by_s = begins_s - sightings[0].time
    return [
        Sighting(each.time + by_s, each.pose and replace(each.pose, time=each.time + by_s))
        for each in sightings
    ]
