"""Two sets beside each other: acted differences are told, and only they."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.bench.accuracy.acted.acted_differences import ACTED, acted_differences
from coach.bench.accuracy.acted.acted_faults import noisy_sightings
from coach.body.mirror_image import mirror_images
from coach.body.stream import Sighting
from coach.catalogue.library import load_exercise
from coach.comparison.set_differences import angle_error, compared
from coach.comparison.set_motion import SetMotion, set_motion
from coach.errors import NothingToCompare
from coach.performer.repertoire import perform
from coach.ui.comparison.comparison_lines import ComparisonText, difference_lines
from coach.ui.theme import screen

SQUAT = load_exercise("squat")


@pytest.fixture(scope="module")
def side() -> list[Sighting]:
    return noisy_sightings(perform(SQUAT, "side", depths=(1.0,) * 3, frame_rate=15.0, seed=1))


@pytest.fixture(scope="module")
def squats(side: list[Sighting]) -> SetMotion:
    return set_motion("A", SQUAT, side)


def test_each_acted_difference_of_a_squat_is_told_and_only_it() -> None:
    found = acted_differences([SQUAT], None, bodies=["ordinary"])
    assert {each.acted for each in found} == set(ACTED)
    assert {each.acted: each.told for each in found if not each.is_right} == {}


def test_a_set_does_not_differ_from_itself_or_its_mirror_image(
    side: list[Sighting], squats: SetMotion
) -> None:
    mirrored = set_motion("B", SQUAT, mirror_images(side))
    for other in (squats, mirrored):
        comparison = compared(squats, other)
        assert difference_lines(comparison) == ["No difference beyond the error."]
        assert {each.kind for each in comparison.differences} == {"depth", "start", "tempo", "form"}


def test_words_say_how_and_where(squats: SetMotion) -> None:
    turn = {**SQUAT.poses.turn, "trunk_pitch": 38.0 + 24, "hip_flexion": 117.5 + 24}
    leaning = SQUAT.model_copy(update={"poses": SQUAT.poses.model_copy(update={"turn": turn})})
    other = noisy_sightings(perform(leaning, "side", depths=(1.0,) * 3, frame_rate=15.0, seed=1))
    [line] = difference_lines(compared(squats, set_motion("B", SQUAT, other)))
    assert line.startswith("B's trunk is 2") and "further from upright" in line
    assert "the knee is at" in line and "hip" in line.partition(";")[2]


def test_other_views_add_their_errors(squats: SetMotion) -> None:
    front = noisy_sightings(perform(SQUAT, "front", depths=(1.0,) * 2, frame_rate=15.0, seed=1))
    other = set_motion("B", SQUAT, front)
    same, both = angle_error("knee", squats, squats), angle_error("knee", squats, other)
    assert same is not None and both is not None and both > same
    assert "errors of both" in compared(squats, other).notes[0]


def test_a_source_without_the_exercise_says_so() -> None:
    with pytest.raises(NothingToCompare, match="Nothing was counted as squat in still"):
        set_motion("still", SQUAT, [Sighting(0.0, None)])


def test_one_rep_is_not_called_reps(squats: SetMotion) -> None:
    console = screen()
    with console.capture() as captured:
        console.print(ComparisonText(compared(squats, replace(squats, full=1, partial=2))))
    assert "B  A: 1 full rep and 2 partial, a side view" in captured.get()
    assert "A  A: 3 full reps, a side view" in captured.get()


def test_holds_are_compared_by_their_positions() -> None:
    plank = load_exercise("plank")
    seen = noisy_sightings(perform(plank, hold_s=6.0, frame_rate=10.0, seed=1))
    motion = set_motion("A", plank, seen)
    longer = replace(motion, hold_s=(motion.hold_s or 0.0) + 20)
    assert [each.kind for each in compared(motion, longer).clear] == ["hold"]
    assert "held 20 s longer" in difference_lines(compared(motion, longer))[0]
