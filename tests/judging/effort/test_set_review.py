"""What a review says first: true praise, one thing to work on, and what changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.judging.effort.set_review import set_review
from coach.judging.effort.workout_review import review_sets
from coach.judging.events import Fault
from coach.judging.figures.coaching_facts import RuleFacts
from tests.judging.effort.reps import moved, set_of, squat_facts

FACTS = squat_facts()


def fault(name: str, rep: int) -> Fault:
    return Fault(name, name, f"Mend {name}.", "", rep, 0.0)


def test_the_lead_has_praise_one_thing_to_work_on_and_the_change() -> None:
    speeds = (0.30, 0.30, 0.30, 0.29, 0.29, 0.29, 0.25, 0.25, 0.24)
    reps = [moved(n, speed=s, lowering_s=0.6) for n, s in enumerate(speeds, start=1)]
    reps[2] = replace(reps[2], level=replace(reps[2].level, name="deep"))  # type: ignore[type-var]
    review = set_review(set_of(reps), FACTS, view="side")
    assert review.lead == (
        "9 reps, all parallel or deeper. Work on: slower down (0.6 s; try 3). "
        "Rep 7 on: 18 % slower, range kept."
    )
    assert review.work_on is not None
    assert review.work_on.drill == "Count to 3 on the way down."


def test_a_tempo_that_is_kept_is_nothing_to_work_on() -> None:
    review = set_review(set_of([moved(n) for n in range(1, 5)]), FACTS, view="side")
    assert review.work_on is None
    assert review.lead == "4 reps, all parallel."


@pytest.mark.parametrize(("tempo", "works"), [("2-0-1-0", False), ("4-0-1-0", True)])
def test_the_chosen_tempo_replaces_that_of_the_file(tempo: str, works: bool) -> None:
    reps = [moved(n, lowering_s=1.5) for n in range(1, 5)]
    review = set_review(set_of(reps), squat_facts(tempo))
    assert (review.work_on is not None) is works


def test_nothing_is_said_of_tempo_in_slow_motion() -> None:
    review = set_review(set_of([moved(n, lowering_s=0.6) for n in range(1, 5)], slowed=True), FACTS)
    assert review.work_on is None
    assert "tempo and velocity (slow motion)" in review.not_judged


def test_severity_and_frequency_choose_the_fault() -> None:
    rules = {
        "small": RuleFacts("small", "moderate", "Mend the small one.", "", ("side",)),
        "grave": RuleFacts("grave", "serious", "Mend the grave one.", "Box squats.", ("side",)),
    }
    facts = replace(FACTS, rules=rules)
    reps = [moved(n) for n in range(1, 7)]
    faults = tuple(fault("small", n) for n in range(1, 7)) + tuple(fault("grave", n) for n in (2, 3))
    review = set_review(set_of(reps, faults=faults), facts, view="side")
    assert review.work_on is not None
    assert review.work_on.text == "mend the small one (6 of 6 reps)"
    more = (*faults, *(fault("grave", n) for n in (1, 4, 5)))
    review = set_review(set_of(reps, faults=more), facts, view="side")
    assert review.work_on is not None
    assert (review.work_on.name, review.work_on.drill) == ("grave", "Box squats.")
    assert review.worst is not None
    assert review.worst[0] == 1
    assert review.best is None


def test_the_worst_rep_is_that_of_the_most_severe_fault_by_the_file() -> None:
    """Faults from the history have no severity of their own."""
    rules = {
        "small": RuleFacts("small", "minor", "Mend the small one.", "", ("side",)),
        "grave": RuleFacts("grave", "serious", "Mend the grave one.", "", ("side",)),
    }
    faults = (fault("small", 1), fault("grave", 2))
    review = set_review(set_of([moved(1), moved(2)], faults=faults), replace(FACTS, rules=rules))
    assert review.worst is not None
    assert review.worst[0] == 2


def test_a_form_rule_for_the_lowering_lends_its_severity_and_its_drill_to_the_tempo() -> None:
    rule = RuleFacts("rushed descent", "serious", "Come down slowly.", "Pause squats.", ("side",))
    facts = replace(FACTS, rules={"rushed-descent": rule})
    reps = [moved(n, lowering_s=0.6) for n in range(1, 5)]
    faults = tuple(fault("rushed-descent", n) for n in range(1, 5))
    advice = set_review(set_of(reps, faults=faults), facts, view="side").work_on
    assert advice is not None
    assert (advice.text, advice.drill, advice.weight) == ("slower down (0.6 s; try 3)", "Pause squats.", 3.0)
    without = set_review(set_of(reps, faults=faults), replace(facts, tempo=None), view="side").work_on
    assert without is not None
    assert without.text == "come down slowly (4 of 4 reps)"


def test_one_slip_in_a_long_set_is_left_alone() -> None:
    reps = [moved(n) for n in range(1, 11)]
    assert set_review(set_of(reps, faults=(fault("small", 4),)), FACTS).work_on is None


def test_partial_reps_are_worked_on_and_not_praised() -> None:
    reps = [moved(1), moved(2), moved(3, rom_deg=60.0, full=False), moved(4, rom_deg=50.0, full=False)]
    review = set_review(set_of(reps), FACTS)
    assert review.praise == "2 of 4 reps full."
    assert review.work_on is not None
    assert review.work_on.name == "range"
    assert review.worst == (4, "partial, 56 % of what counts")


def test_guessed_reps_get_no_praise() -> None:
    reps = [replace(moved(n), is_doubtful=True) for n in range(1, 4)]
    assert set_review(set_of(reps), FACTS).praise == ""


def test_what_the_view_cannot_show_is_named() -> None:
    rules = {"knees-in": RuleFacts("knees in", "moderate", "Knees out.", "", ("front",))}
    review = set_review(set_of([moved(1)]), replace(FACTS, rules=rules), view="side")
    assert "knees in (needs a front view)" in review.not_judged


def test_a_workout_sums_up_its_sets_and_compares_the_last_with_the_first() -> None:
    fresh = set_of([moved(n, lowering_s=0.6) for n in range(1, 4)])
    tired = [moved(n, speed=0.2, lowering_s=0.6) for n in range(1, 4)]
    later = set_of(tired, number=2, start_s=80.0, end_s=95.0)
    review = review_sets([(fresh, FACTS, None), (later, FACTS, None)])
    assert review.lead == (
        "2 sets, 6 reps, all full. Work on: slower down (0.6 s; try 3). Set 2: 33 % slower than the first."
    )
    assert review.sets[1].rest_before_s == pytest.approx(later.start_s - fresh.end_s)
    assert review.sets[1].slower_than_first is not None
    assert review.sets[1].slower_than_first.value == pytest.approx(100 / 3)
