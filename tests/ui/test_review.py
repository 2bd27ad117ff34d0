"""The review in a report: what matters first, the figures, and the parts of a score."""

from __future__ import annotations

from coach.judging.effort.workout_review import WorkoutReview, review_sets
from coach.judging.events import SetSummary
from coach.ui.history import workout_view
from coach.ui.report import set_report
from tests.judging.effort.reps import moved, set_of, squat_facts
from tests.store.workouts import summary_of
from tests.ui.drawing import drawn
from tests.ui.test_screens import saved_workout

SPEEDS = (0.30, 0.30, 0.29, 0.29, 0.25, 0.24)


def tired() -> SetSummary:
    return set_of([moved(n, speed=s, lowering_s=0.6) for n, s in enumerate(SPEEDS, start=1)])


def reviewed(*sets: SetSummary, height_m: float | None = 1.75) -> WorkoutReview:
    return review_sets([(each, squat_facts(), 60.0) for each in sets], view="side", height_m=height_m)


def report(*sets: SetSummary, height_m: float | None = 1.75, width: int = 80) -> list[str]:
    shown = set_report(
        summary_of(*sets), source="squats.mp4", weight_kg=60.0, review=reviewed(*sets, height_m=height_m)
    )
    return [line.rstrip() for line in drawn(shown, width, terminal=False).export_text().splitlines()]


def test_the_lead_stands_above_the_reps() -> None:
    lines = report(tired())
    lead = "6 reps, all parallel. Work on: slower down (0.6 s; try 3). Rep 5 on: 18 % slower,"
    assert lines[2].startswith(lead[:60])
    assert "Drill: count to 3 on the way down." in lines
    assert lines.index("Drill: count to 3 on the way down.") < next(
        place for place, line in enumerate(lines) if line.startswith("rep ")
    )


def test_figures_have_sparklines_units_and_errors() -> None:
    text = "\n".join(report(tired()))
    assert "velocity  ███" in text
    assert "0.53 to 0.42 m/s ± 0.04 (shoulders) · loss 20 % ± 3" in text
    assert "0.6 to 0.6 s · target 3" in text
    assert "Score 83 of 100: range 100, form 100, lowering 20, evenness 100" in text
    assert "Estimated one-rep maximum 69.5 kg to 72 kg (Epley and Brzycki), if no other" in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_wide_terminal_has_the_velocity_of_each_rep() -> None:
    rows = [line for line in report(tired(), width=140) if "█" in line and "full" in line]
    assert "0.53 m/s ± 0.05" in rows[0]
    assert "0.42 m/s ± 0.04" in rows[-1]
    assert "0.53 m/s ± 0.05" not in "\n".join(report(tired(), width=80))


def test_without_a_height_there_are_degrees_and_a_hint() -> None:
    text = "\n".join(report(tired(), height_m=None))
    assert "90 to 72 °/s ± 7" in text
    assert "coach profile edit me --height" in text
    assert "profile edit" not in "\n".join(report(tired()))


def test_each_of_several_sets_has_its_own_lead_below_its_name() -> None:
    lines = report(tired(), set_of([moved(n) for n in range(1, 4)], number=2, start_s=90.0, end_s=99.0))
    second = next(place for place, line in enumerate(lines) if line.startswith("Set 2: "))
    assert lines[second + 1] == "3 reps, all parallel."
    assert any("rest before 58.4 s" in line for line in lines)


def test_the_parts_of_a_score_can_be_opened() -> None:
    page = workout_view(saved_workout(1, tired()), review=reviewed(tired()), score=True)
    text = drawn(page, 120, terminal=False).export_text()
    assert "lowering      20      20  0.6 s on average; 3-0-1-0 asks for 3 s" in text
    assert "not judged: needs a view of both sides" in text
    assert (
        "asks for 3 s"
        not in drawn(
            workout_view(saved_workout(1, tired()), review=reviewed(tired())), 120, terminal=False
        ).export_text()
    )
