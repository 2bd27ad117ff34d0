"""The score of a set, and the parts that it is made of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.body.view import View
from coach.judging.effort.set_figures import set_figures
from coach.judging.effort.set_score import WEIGHTS, SetScore, set_score
from coach.judging.events import Fault, SetSummary
from coach.judging.figures.coaching_facts import CoachingFacts
from tests.judging.effort.reps import moved, set_of, squat_facts

FACTS = squat_facts()


def score(summary: SetSummary, view: View | None = "side", facts: CoachingFacts = FACTS) -> SetScore:
    found = set_score(summary, facts, set_figures(summary, facts), view)
    assert found is not None
    return found


def points(found: SetScore) -> dict[str, float | None]:
    return {each.name: each.points for each in found.parts}


def test_a_good_set_has_a_hundred_points() -> None:
    found = score(set_of([moved(n) for n in range(1, 5)]))
    assert found.points == pytest.approx(100.0)
    assert points(found) == {"range": 100, "form": 100, "lowering": 100, "evenness": 100, "sides": None}
    assert sum(WEIGHTS.values()) == 100


def test_the_score_is_the_weighted_mean_of_the_parts_that_were_judged() -> None:
    found = score(set_of([moved(n, lowering_s=0.6) for n in range(1, 5)]))
    assert points(found)["lowering"] == pytest.approx(20.0)
    assert found.points == pytest.approx((100 * 35 + 100 * 30 + 20 * 20 + 100 * 10) / 95)
    lowering = found.parts[2]
    assert lowering.why == "0.6 s on average; 3-0-1-0 asks for 3 s"


def test_velocity_loss_costs_nothing() -> None:
    tired = [moved(n, speed=0.3 / n) for n in range(1, 5)]
    assert score(set_of(tired)).points == pytest.approx(100.0)


def test_faults_cost_by_severity_and_are_not_judged_from_the_wrong_view() -> None:
    grave = Fault("grave", "grave", "", "", 1, 0.0, severity="serious")
    light = Fault("light", "light", "", "", 2, 0.0, severity="minor")
    summary = set_of([moved(n) for n in range(1, 5)], faults=(grave, light))
    assert points(score(summary))["form"] == pytest.approx(100 * (1 - 1.25 / 4))
    sideways = {name: replace(rule, views=("side",)) for name, rule in FACTS.rules.items()}
    front = score(summary, "rear", replace(FACTS, rules=sideways))
    assert points(front)["form"] is None
    assert "rear" in front.parts[1].why


def test_without_a_visible_range_there_is_no_score() -> None:
    reps = [replace(moved(n), is_doubtful=True) for n in range(1, 5)]
    assert score(set_of(reps)).points is None


def test_a_hold_has_no_score() -> None:
    held = SetSummary(1, "plank", 0.0, 30.0, (), 30.0, "minimum")
    assert set_score(held, FACTS, set_figures(held, FACTS), "side") is None


def test_a_partial_rep_costs_its_range_and_not_the_evenness_too() -> None:
    short = moved(4, rom_deg=36.0, full=False)
    found = points(score(set_of([*(moved(n) for n in range(1, 4)), short])))
    assert found["evenness"] == 100
    assert found["range"] == pytest.approx(100 * 3.4 / 4)


def test_an_uncertain_range_says_nothing_of_evenness() -> None:
    unsure = [
        replace(moved(n, rom_deg=rom), rom_error_deg=35.0) for n, rom in enumerate((52.0, 79.0, 75.0), 1)
    ]
    part = score(set_of(unsure)).parts[3]
    assert part.points is None and "uncertain from this view" in part.why
