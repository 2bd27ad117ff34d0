"""Velocity loss, range loss, sides and rhythm of a set."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.catalogue.library import load_exercise
from coach.judging.effort.set_figures import set_figures
from coach.judging.figures.coaching_facts import facts_of
from coach.judging.figures.rep_effort import RepEffort
from tests.judging.effort.reps import NOISE, moved, set_of, squat_facts

FACTS = squat_facts()


def test_velocity_is_in_metres_a_second_if_the_height_is_known_else_in_degrees() -> None:
    reps = [moved(number) for number in range(1, 4)]
    metres, degrees = set_figures(set_of(reps), FACTS, 1.8), set_figures(set_of(reps), FACTS)
    assert metres.unit == "m/s"
    assert metres.point == "shoulders"
    assert metres.velocities[0].value == pytest.approx(0.3 * 1.8)
    assert metres.velocities[0].error == pytest.approx(0.03 * 1.8)
    assert (degrees.unit, degrees.point) == ("°/s", None)
    assert degrees.velocities[0].value == pytest.approx(90.0)


def test_velocity_loss_is_that_of_the_last_rep_against_the_fastest_with_the_error_of_both() -> None:
    reps = [moved(number, speed=speed) for number, speed in enumerate((0.28, 0.30, 0.27, 0.24), start=1)]
    loss = set_figures(set_of(reps), FACTS, 1.8).velocity_loss
    assert loss is not None
    assert loss.value == pytest.approx(20.0)
    assert loss.error == pytest.approx(80 * NOISE * 2**0.5)


def test_two_reps_have_no_loss() -> None:
    assert set_figures(set_of([moved(1), moved(2, speed=0.1)]), FACTS).velocity_loss is None


def test_the_change_begins_with_the_rep_from_which_all_are_slower() -> None:
    speeds = (0.30, 0.25, 0.30, 0.29, 0.26, 0.24)
    figures = set_figures(set_of([moved(n, speed=s) for n, s in enumerate(speeds, start=1)]), FACTS)
    assert figures.slower_from == 5
    assert figures.slower_by == pytest.approx(100 * (1 - 0.25 / 0.30))


def test_a_partial_rep_is_not_compared_because_its_way_is_shorter() -> None:
    reps = [moved(1), moved(2), moved(3), moved(4, speed=0.1, full=False)]
    loss = set_figures(set_of(reps), FACTS).velocity_loss
    assert loss is not None
    assert loss.value == pytest.approx(0.0)


def test_range_loss_compares_the_first_and_the_last_third() -> None:
    ranges = (100, 102, 98, 100, 81, 79)
    reps = [moved(number, rom_deg=rom) for number, rom in enumerate(ranges, start=1)]
    loss = set_figures(set_of(reps), FACTS).range_loss
    assert loss is not None
    assert loss.value == pytest.approx(100 * (101 - 80) / 101)
    assert loss.error > 0


def test_slow_motion_has_no_times_and_no_velocity() -> None:
    figures = set_figures(set_of([moved(number) for number in range(1, 5)], slowed=True), FACTS, 1.8)
    assert (figures.tempo, figures.time_under_tension_s, figures.velocities) == (None, None, ())


def test_time_under_tension_leaves_out_the_pauses_between_reps() -> None:
    figures = set_figures(set_of([moved(1), moved(2)]), FACTS)
    assert figures.time_under_tension_s == pytest.approx(8.0)


def test_jumps_have_a_rhythm_instead_of_a_tempo() -> None:
    jacks = facts_of(load_exercise("jumping-jack"))
    reps = [replace(moved(number), turn_s=0.5 + number * 0.8) for number in range(1, 6)]
    figures = set_figures(set_of(reps), jacks, 1.8)
    assert figures.rhythm_per_min == pytest.approx(75.0)
    assert (figures.tempo, figures.time_under_tension_s, figures.velocities) == (None, None, ())


def test_sides_are_the_median_of_reps_that_both_make_together() -> None:
    effort = RepEffort(left_rom_deg=90.0, right_rom_deg=80.0, sides_error_deg=12.0)
    sides = set_figures(set_of([replace(moved(1), effort=effort)] * 3), FACTS).sides
    assert sides is not None
    assert (sides.value, sides.error, sides.is_clear) == (10.0, 12.0, False)


def test_sides_that_take_turns_are_compared_by_their_means() -> None:
    left = [replace(moved(number, rom_deg=rom), side="left") for number, rom in ((1, 100), (3, 102))]
    right = [replace(moved(number, rom_deg=rom), side="right") for number, rom in ((2, 70), (4, 72))]
    reps = [*left, *right]
    sides = set_figures(set_of(reps), FACTS).sides
    assert sides is not None
    assert sides.value == pytest.approx(30.0)
    assert sides.error == pytest.approx(8.0 * 2**0.5)
    assert sides.is_clear
