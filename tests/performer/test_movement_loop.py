"""Looping pictures of an exercise's movement."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from coach.body.crop import WHOLE
from coach.catalogue.library import load_exercise
from coach.judging.judge import Judge
from coach.performer.movement_loop import endless_set, framing, loop_of
from coach.performer.repertoire import perform
from coach.performer.sources import Truth


def test_it_is_one_rep_that_ends_where_it_starts() -> None:
    glimpses = loop_of(load_exercise("squat"), rate=10, size=120)
    phases = [glimpse.phase for glimpse in glimpses]
    assert [phase for phase, before in zip(phases, [None, *phases], strict=False) if phase != before] == [
        "start",
        "out",
        "back",
    ]
    gone = [float(np.abs(glimpse.body - glimpses[0].body).max()) for glimpse in glimpses]
    assert max(gone) > 0.15
    assert gone[-1] < 0.15 * max(gone)
    assert max(glimpse.depth for glimpse in glimpses) > 0.9


def test_every_picture_shows_the_whole_body_and_is_of_one_shape() -> None:
    glimpses = loop_of(load_exercise("push-up"), "front", rate=8, size=120)
    assert len({glimpse.picture.shape for glimpse in glimpses}) == 1
    bodies = np.array([glimpse.body for glimpse in glimpses])
    assert bodies.min() > 0
    assert bodies.max() < 1


def test_sides_that_alternate_are_both_shown() -> None:
    lunge, squat = (loop_of(load_exercise(name), rate=8, size=96) for name in ("lunge", "squat"))
    assert len(lunge) > 1.5 * len(squat)


def test_a_hold_sways_and_does_not_jump() -> None:
    glimpses = loop_of(load_exercise("plank"), rate=10, size=96)
    assert {glimpse.phase for glimpse in glimpses} == {"hold"}
    round_and_round = [*glimpses, glimpses[0]]
    steps = [float(np.abs(after.body - before.body).max()) for before, after in pairwise(round_and_round)]
    assert 0 < max(steps) < 0.02


def test_both_ends_of_a_barbell_are_visible() -> None:
    deadlift, squat = (perform(load_exercise(name)) for name in ("deadlift", "squat"))
    assert "barbell" in deadlift.props
    assert framing(deadlift) == WHOLE
    assert framing(squat) != WHOLE


@pytest.mark.parametrize("name", ["squat", "lunge", "push-up", "plank", "wall-sit"])
def test_an_endless_set_ends_as_it_starts(name: str) -> None:
    performance = endless_set(load_exercise(name))
    landmarks = performance.figure.landmarks
    first, *_, last = [sighting.pose for sighting in Truth(performance)]
    if first is None or last is None:
        assert first is last, "the athlete leaves and enters outside the picture"
    else:
        assert float(np.abs(landmarks[0] - landmarks[-1]).max()) < 0.01


@pytest.mark.parametrize("name", ["squat", "lunge", "plank"])
def test_every_loop_of_it_counts_the_same(name: str) -> None:
    exercise = load_exercise(name)
    performance = endless_set(exercise)
    judge, rounds = Judge(exercise), 3
    for number in range(rounds):
        for sighting in Truth(performance):
            judge.observe(sighting.pose, sighting.time + number * performance.duration_s)
    summary = judge.finish()
    if exercise.hold is not None:
        assert summary.hold_s == pytest.approx(rounds * 20, abs=rounds * 2.5)
    else:
        assert (summary.full, summary.partial) == (rounds * len(performance.reps), 0)
