"""The reason why nothing was counted."""

from __future__ import annotations

import pytest

from coach.body.picture_notes import PictureNote
from coach.catalogue.definition import Exercise
from coach.catalogue.library import load_exercise
from coach.cli.analysis.zero_count import why_none
from coach.judging.judge import Judge
from coach.judging.observation import Summary
from coach.performer.motion.choreography import Beat
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.pipeline import run
from coach.sinks.best_attempt import BestAttempt

SQUAT, CURL = load_exercise("squat"), load_exercise("biceps-curl")


def judged(exercise: Exercise, performed: Exercise, *depths: float) -> tuple[Summary, float | None]:
    """The judge's result for another exercise, or for a shallow one."""
    reach = BestAttempt()
    performance = perform(performed, depths=depths, beat=Beat(1.0, 0.1, 1.0, 0.3))
    summary, _ = run(Truth(performance), Judge(exercise), [reach])
    return summary, reach.depth


@pytest.mark.parametrize(
    ("performed", "depth", "expected"),
    [
        (SQUAT, 1.0, ""),
        (SQUAT, 0.15, "No movement was complete: knee and hip moved "),
        (CURL, 1.0, "There was no movement like squats: knee and hip stayed within "),
    ],
)
def test_the_measured_reason_is_given(performed: Exercise, depth: float, expected: str) -> None:
    summary, reached = judged(SQUAT, performed, depth, depth)
    why = why_none(summary, SQUAT, (), reached)
    assert bool(why) == bool(expected) and why.startswith(expected), (why, summary)


def test_the_closest_partial_rep_is_given() -> None:
    summary, reached = judged(SQUAT, SQUAT, 0.25, 0.3)
    assert (summary.full, summary.partial) == (0, 2)
    why = why_none(summary, SQUAT, (), reached)
    assert why == f"No rep was full. The closest one: {summary.sets[0].reps[1].reason}."


def test_no_reason_is_given_if_a_picture_note_explains_it() -> None:
    summary, reached = judged(SQUAT, CURL, 1.0)
    assert why_none(summary, SQUAT, (PictureNote("dark", "It is dark.", doubtful=True),), reached) == ""
