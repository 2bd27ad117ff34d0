"""The file of a routine: the person's own words stay when its targets grow."""

from __future__ import annotations

import tomllib

import pytest

from coach.workout.progression import with_next_target
from coach.workout.routine import Routine
from coach.workout.routine_file import EXAMPLE, routine_text, text_with_targets

OWN = """\
# my mondays
title = "Monday"  # after work

[[exercises]]
exercise = "squats" # low bar
reps = 10           # slowly
weight_kg = 40.0
progression = { up_to_reps = 12, add_kg = 2.5 } # careful

# breathe
[[exercises]]
exercise = 'plank'
hold_s = 30
"""
INLINE = 'exercises = [\n  {exercise = "squats", reps = 12, weight_kg = 40}, # twelve\n]\n'


def routine(text: str) -> Routine:
    return Routine.model_validate(tomllib.loads(text))


def test_only_the_targets_change() -> None:
    before = routine(OWN).exercises
    after = [with_next_target(each) for each in before]
    written = text_with_targets(OWN, before, after)
    grown = OWN.replace("reps = 10 ", "reps = 11 ").replace("hold_s = 30", "hold_s = 35")
    assert written == grown.replace("add_kg = 2.5 }", "add_kg = 2.5, from_reps = 10}")
    assert list(routine(written).exercises) == after


@pytest.mark.parametrize("text", [OWN, INLINE, OWN.replace("\n", "\r\n"), routine_text("", EXAMPLE)])
def test_targets_can_grow_from_the_bottom_to_the_heavier_load(text: str) -> None:
    steps = list(routine(text).exercises)
    for _ in range(4):
        after = [with_next_target(each) for each in steps]
        text = text_with_targets(text, steps, after)
        assert list(routine(text).exercises) == after
        steps = after
    assert text.count("#") >= 1
