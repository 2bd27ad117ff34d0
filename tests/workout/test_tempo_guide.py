"""The tempo guide: which phase it leads to, and when."""

from __future__ import annotations

import pytest

from coach.catalogue.definition import Reps
from coach.catalogue.library import load_exercise
from coach.judging.figures.tempo_target import tempo_target
from coach.workout.tempo_guide import TempoGuide


def reps_of(name: str) -> Reps:
    reps = load_exercise(name).reps
    assert reps is not None
    return reps


def told(guide: TempoGuide, until_s: float) -> list[tuple[float, str, float]]:
    guide.begin(0.0)
    found = []
    for tenth in range(round(until_s * 10)):
        found += [(each.time, each.name, each.duration_s) for each in guide.beats(tenth / 10, 1)]
    return found


def test_each_phase_is_told_when_it_begins_and_the_cycle_repeats() -> None:
    guide = TempoGuide(tempo_target("3-1-2-0"), reps_of("squat"))
    assert told(guide, 8.0) == [(1.0, "down", 3.0), (4.0, "hold", 1.0), (5.0, "up", 2.0), (7.0, "down", 3.0)]


def test_an_exercise_that_begins_with_the_effort_is_led_in_its_own_order() -> None:
    guide = TempoGuide(tempo_target("3-0-1-1"), reps_of("biceps-curl"))
    assert told(guide, 6.5) == [(1.0, "up", 1.0), (2.0, "hold", 1.0), (3.0, "down", 3.0), (6.0, "up", 1.0)]


def test_an_explosive_effort_has_a_moment() -> None:
    guide = TempoGuide(tempo_target("2-0-X-0"), reps_of("squat"))
    assert told(guide, 4.0) == [(1.0, "down", 2.0), (3.0, "up", 0.5), (3.5, "down", 2.0)]


def test_the_bar_fills_within_a_phase() -> None:
    guide = TempoGuide(tempo_target("3-0-1-0"), reps_of("squat"))
    assert guide.phase(0.0) is None
    guide.begin(10.0)
    assert guide.phase(10.5) is None, "a moment to get ready"
    phase = guide.phase(12.5)
    assert phase is not None
    assert phase.name == "down"
    assert phase.share == pytest.approx(0.5)


def test_stopped_it_says_nothing_and_begins_anew() -> None:
    guide = TempoGuide(tempo_target("3-0-1-0"), reps_of("squat"))
    guide.begin(0.0)
    guide.stop()
    assert guide.beats(2.0, 1) == []
    guide.begin(20.0)
    assert [each.name for each in guide.beats(21.0, 2)] == ["down"]
