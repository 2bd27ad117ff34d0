"""Everything that is judged of a rep besides whether it counts: its level and its effort."""

from __future__ import annotations

from dataclasses import replace

from coach.body.angles import Angles
from coach.body.pose import Pose
from coach.catalogue.definition import Exercise
from coach.judging.assessment.standard import LevelJudge
from coach.judging.effort.effort_meter import EffortMeter
from coach.judging.events import Rep
from coach.judging.level import Level


class RepAssessment:
    """Assesses the reps and the holds of one exercise."""

    def __init__(self, exercise: Exercise, required: str | None = None) -> None:
        """Create an assessment.

        Args:
            exercise: The exercise.
            required: The level that a rep needs to count towards a target; None for any.

        Raises:
            UnknownLevel: The exercise has no such level.
        """
        self._levels = LevelJudge(exercise, required)
        self._meter = EffortMeter(exercise)

    def observe(self, angles: Angles, time: float, pose: Pose | None) -> None:
        """Take the body at one moment."""
        self._levels.observe(angles, time)
        self._meter.observe(angles, time, pose)

    def rated(self, rep: Rep) -> Rep:
        """A counted rep with its level and its effort; below the required level it becomes partial."""
        return replace(self._levels.rated(rep), effort=self._meter.of_rep(rep))

    def of_hold(self, start_s: float, end_s: float) -> Level | None:
        """The level of a hold between two moments; None without a standard."""
        return self._levels.of_hold(start_s, end_s)
