"""The sequence decoder: lasting exercises are named, flickering ones are not."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.catalogue.library import load_exercise
from coach.judging.observation import Recognised
from coach.performer.motion.activities import Activity
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.recognition.recogniser import Recogniser
from coach.recognition.sequence_decoder import SequenceDecoder
from tests.recognition.taught import Taught

CLASSES = ("lunge", "none", "squat")
UNSURE = 0.4


def windows_like(names: str, sure: float = 0.9) -> NDArray[np.float64]:
    """Probabilities of windows, given the initials of their classes: l, n, s."""
    rows = np.full((len(names), 3), (1 - sure) / 2)
    rows[np.arange(len(names)), ["lns".index(name) for name in names]] = sure
    return rows


def times(count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    starts = np.arange(count, dtype=np.float64) / 2
    return starts, starts + 3.0


def decided(names: str, sure: float = 0.9) -> list[Recognised]:
    decision = SequenceDecoder(CLASSES, UNSURE)
    starts, ends = times(len(names))
    return [decision.observe(*each) for each in zip(starts, ends, windows_like(names, sure), strict=True)]


def named(names: str, sure: float = 0.9) -> list[str | None]:
    return [each.exercise for each in decided(names, sure)]


def test_an_exercise_is_named_despite_one_odd_window() -> None:
    assert named("sssslssss")[2:] == ["squat"] * 7


def test_it_changes_to_another_exercise() -> None:
    names = named("ssssssllllll")
    assert names[3:6] == ["squat"] * 3 and names[-3:] == ["lunge"] * 3
    assert None not in names[3:]


def test_none_is_not_named_despite_one_odd_window() -> None:
    assert named("nnnnnsnnnn") == [None] * 10


def test_an_exercise_that_ends_is_no_longer_named() -> None:
    assert named("ssssssnnnnnn")[-1] is None


def test_an_unsure_exercise_is_only_a_guess() -> None:
    found = decided("ssssssssss", 0.4)
    assert {each.exercise for each in found} == {None}
    assert decided("sssssss", 0.45)[1].guess == "squat"


def test_weak_evidence_accumulates() -> None:
    names = named("s" * 40, 0.5)
    assert names[1] is None and names[-1] == "squat"


def test_the_start_of_the_exercise_is_known() -> None:
    found = decided("nnnnssssssss")
    assert found[-1].exercise == "squat"
    assert found[-1].since_s == pytest.approx(2.0, abs=0.5)


def test_a_shorter_hop_does_not_add_evidence() -> None:
    usual, often = SequenceDecoder(CLASSES, UNSURE), SequenceDecoder(CLASSES, UNSURE)
    rows = windows_like("s" * 7, 0.6)
    slow = [usual.observe(at, at + 3.0, rows[0]).exercise for at in np.arange(0.0, 3.5, 0.5)]
    fast = [often.observe(at, at + 3.0, rows[0]).exercise for at in np.arange(0.0, 0.7, 0.1)]
    assert slow[-1] == "squat" and fast[-1] is None


def test_live_it_names_a_rendered_squat_within_three_seconds_and_walking_never(taught: Taught) -> None:
    recogniser = Recogniser(taught)
    squats = Truth(perform(load_exercise("squat"), frame_rate=30.0, seed=9, rest_before_s=0.0))
    found = [(each.time, recogniser.observe(each.pose, each.time).exercise) for each in squats]
    first = next(time for time, name in found if name is not None)
    assert first <= 3.0
    assert {name for time, name in found if time >= first} == {"squat"}
    walking = Recogniser(taught)
    walks = Truth(Activity(duration_s=10.0, seed=9, frame_rate=30.0))
    assert {walking.observe(each.pose, each.time).exercise for each in walks} == {None}


def test_without_a_person_for_long_nothing_is_recognised(taught: Taught) -> None:
    recogniser, last_s = Recogniser(taught), 0.0
    for each in Truth(perform(load_exercise("squat"), seed=9, rest_before_s=0.0, rest_after_s=0.0)):
        recogniser.observe(each.pose, each.time)
        last_s = each.time
    assert recogniser.observe(None, last_s + 1.0).exercise == "squat"
    assert recogniser.observe(None, last_s + 3.0).exercise is None
