"""The sequence decision: what stays is named, what flickers is not."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.catalogue.library import load_exercise
from coach.judging.classifier import Classifier
from coach.judging.recogniser import Recogniser
from coach.judging.recognition import Decision, segments
from coach.judging.windows import windows_of
from coach.performer.activities import Activity
from coach.performer.repertoire import perform
from coach.performer.sources import Truth

CLASSES = ("lunge", "none", "squat")
THRESHOLD = 0.6


def told(names: str, sure: float = 0.9) -> NDArray[np.float64]:
    """Windows' probabilities from their initials: l, n, s."""
    rows = np.full((len(names), 3), (1 - sure) / 2)
    rows[np.arange(len(names)), ["lns".index(name) for name in names]] = sure
    return rows


def times(count: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    starts = np.arange(count, dtype=np.float64) / 2
    return starts, starts + 3.0


def named(names: str, sure: float = 0.9) -> list[str | None]:
    decision = Decision(CLASSES, THRESHOLD)
    starts, ends = times(len(names))
    rows = told(names, sure)
    return [decision.observe(*each).exercise for each in zip(starts, ends, rows, strict=True)]


def test_an_exercise_is_named_and_one_odd_window_changes_nothing() -> None:
    assert named("sssslssss") == ["squat"] * 9


def test_it_changes_to_another_exercise() -> None:
    names = named("ssssssllllll")
    assert names[:6] == ["squat"] * 6 and names[-3:] == ["lunge"] * 3


def test_of_none_nothing_is_named_and_one_odd_window_is_not_enough() -> None:
    assert named("nnnnnsnnnn") == [None] * 10


def test_what_is_not_sure_is_not_named() -> None:
    assert named("sssss", 0.45) == [None] * 5


def test_it_is_since_when_it_began() -> None:
    decision = Decision(CLASSES, THRESHOLD)
    starts, ends = times(12)
    seen = [decision.observe(*each) for each in zip(starts, ends, told("nnnnssssssss"), strict=True)]
    assert seen[-1].exercise == "squat"
    assert seen[-1].since_s == pytest.approx(2.5, abs=1.0)


def test_a_film_falls_into_its_exercises() -> None:
    starts, ends = times(60)
    rows = told("n" * 10 + "s" * 20 + "n" * 10 + "l" * 15 + "n" * 5)
    squats, lunges = segments(starts, ends, rows, CLASSES, THRESHOLD)
    assert (squats.exercise, lunges.exercise) == ("squat", "lunge")
    assert (squats.start_s, squats.end_s) == pytest.approx((6.25, 16.25), abs=1.0)
    assert (lunges.start_s, lunges.end_s) == pytest.approx((21.25, 28.75), abs=1.0)
    assert squats.confidence >= THRESHOLD


def test_a_film_of_nothing_has_no_exercise() -> None:
    starts, ends = times(20)
    assert segments(starts, ends, told("n" * 20), CLASSES, THRESHOLD) == []
    assert segments(starts, ends, told("n" * 9 + "s" + "n" * 10), CLASSES, THRESHOLD) == []
    assert segments(starts[:0], ends[:0], told(""), CLASSES, THRESHOLD) == []


def test_a_film_of_one_short_window_is_named() -> None:
    one, *more = segments(np.array([0.0]), np.array([1.2]), told("s"), CLASSES, THRESHOLD)
    assert (one.exercise, one.start_s, one.end_s, more) == ("squat", 0.0, 1.2, [])


def test_live_it_names_a_rendered_squat_within_three_seconds_and_walking_never() -> None:
    rows, labels = [], []
    for seed in range(3):
        for name in ("squat", "lunge"):
            performance = perform(load_exercise(name), frame_rate=15.0, seed=seed, rest_before_s=0.0)
            rows.append(windows_of(Truth(performance)).features)
            labels += [name] * len(rows[-1])
        rows.append(windows_of(Truth(Activity(duration_s=20.0, seed=seed, frame_rate=15.0))).features)
        labels += ["none"] * len(rows[-1])
    classifier = Classifier(trees=30).fit(np.concatenate(rows), np.array(labels))
    recogniser = Recogniser(classifier)
    squats = Truth(perform(load_exercise("squat"), frame_rate=30.0, seed=9, rest_before_s=0.0))
    seen = [(each.time, recogniser.observe(each.pose, each.time).exercise) for each in squats]
    first = next(time for time, name in seen if name is not None)
    assert first <= 3.0
    assert {name for time, name in seen if time >= first} == {"squat"}
    walking = Recogniser(classifier)
    walks = Truth(Activity(duration_s=10.0, seed=9, frame_rate=30.0))
    assert {walking.observe(each.pose, each.time).exercise for each in walks} == {None}
