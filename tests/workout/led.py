"""Workouts for tests: sightings joined in time, and a workout guided through them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

import numpy as np

from coach.body.landmarks import Landmark
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.judging.events import Event
from coach.judging.judge import Judge
from coach.judging.observation import Observation, Summary
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.workout.commands import Command
from coach.workout.plan import Plan
from coach.workout.protocols import WorkoutJudge
from coach.workout.workout import Workout

RATE = 30.0
Happened = TypeVar("Happened")


def squats(number: int, *, exercise: str = "squat") -> list[Sighting]:
    """Clean reps of two seconds each."""
    return list(Truth(perform(load_exercise(exercise), "side", depths=(1.0,) * number)))


def still(like: Sighting, seconds: float) -> list[Sighting]:
    """A person who does not move."""
    return [at(like, frame / RATE) for frame in range(1, round(seconds * RATE))]


def at(like: Sighting, time: float) -> Sighting:
    """The same sighting at another time."""
    return replace(like, time=time, pose=None if like.pose is None else replace(like.pose, time=time))


def no_one(seconds: float) -> list[Sighting]:
    return [Sighting(frame / RATE, None) for frame in range(1, round(seconds * RATE))]


def hands_up(like: Sighting, seconds: float) -> list[Sighting]:
    """A person who stands with both hands overhead."""
    assert like.pose is not None
    image, visibility = like.pose.image.copy(), np.ones(33, like.pose.visibility.dtype)
    top = float(image[Landmark.LEFT_EYE, 1])
    for part, above in (("ELBOW", 0.02), ("WRIST", 0.15)):
        image[[Landmark[f"LEFT_{part}"], Landmark[f"RIGHT_{part}"]], 1] = top - above
    raised = replace(like.pose, image=image, visibility=visibility)
    return still(replace(like, pose=raised), seconds)


def shifted(like: Sighting, aside: float) -> Sighting:
    """The same body shifted across the frame."""
    assert like.pose is not None
    image = like.pose.image.copy()
    image[:, 0] += aside
    return replace(like, pose=replace(like.pose, image=image))


def joined(*parts: Sequence[Sighting]) -> list[Sighting]:
    """The parts one after another, in continuous time."""
    whole: list[Sighting] = []
    for part in parts:
        began = whole[-1].time + 1 / RATE if whole else 0.0
        whole += [at(each, began + each.time - part[0].time) for each in part]
    return whole


def length_s(*parts: Sequence[Sighting]) -> float:
    return joined(*parts)[-1].time


class Led:
    """A guided workout with all its observations."""

    def __init__(
        self,
        sightings: Sequence[Sighting],
        plan: Plan = Plan(),  # noqa: B008 - frozen
        commands: Sequence[tuple[float, Command]] = (),
        exercise: str = "squat",
        first_set: int = 1,
        judge: WorkoutJudge | None = None,
    ) -> None:
        workout = Workout(judge or Judge(load_exercise(exercise), first_set=first_set), plan)
        self.observations: list[Observation] = []
        waiting = list(commands)
        for sighting in sightings:
            while waiting and waiting[0][0] <= sighting.time:
                workout.commands.put(waiting.pop(0)[1])
            self.observations.append(workout.observe(sighting.pose, sighting.time))
            if workout.over:
                break
        self.over = workout.over
        self.summary: Summary = workout.finish()

    @property
    def events(self) -> list[Event]:
        return [event for observed in self.observations for event in observed.events]

    def of(self, kind: type[Happened]) -> list[Happened]:
        return [event for event in self.events if isinstance(event, kind)]

    @property
    def counts(self) -> list[tuple[int, int]]:
        return [(each.full, each.partial) for each in self.summary.sets]

    @property
    def stages(self) -> list[str]:
        stages = [observed.flow.stage for observed in self.observations if observed.flow]
        return [stages[0], *(after for before, after in pairwise(stages) if after != before)]
