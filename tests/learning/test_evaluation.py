"""What is said of a classifier: on people whom it never saw, beside what a leak would claim."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.learning.evaluation import Evaluation, film_probabilities, thin_places
from coach.learning.folds import SHARE, fitted, lesson_of, out_of_fold
from coach.learning.splits import at_random, by_group
from coach.learning.table import NOBODY, WindowTable
from tests.labelled import EXERCISES, ONCE


def test_no_person_is_on_both_sides_of_a_split_by_group(table: WindowTable) -> None:
    asked_about = []
    for learned, asked in by_group(table, 3):
        assert not set(table.group[learned].tolist()) & set(table.group[asked].tolist())
        asked_about += asked.tolist()
    assert sorted(asked_about) == list(range(len(table.film)))


def test_a_random_split_has_people_on_both_sides(table: WindowTable) -> None:
    learned, asked = next(at_random(table, 3))
    assert set(table.group[learned].tolist()) == set(table.group[asked].tolist())


def test_no_more_folds_than_people(table: WindowTable) -> None:
    assert len(list(by_group(table, 20))) == 5


def test_people_never_seen_are_told_apart(known: Evaluation) -> None:
    assert known.folds == 3
    scores = {each.name: each for each in known.films.classes}
    assert all(scores[name].evaluable for name in (*EXERCISES, "none"))
    for figure in (known.films.accuracy, known.films.macro_f1):
        assert figure.value is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= figure.value <= figure.high
        assert figure.value > 0.7


def test_what_there_is_one_clip_of_is_not_evaluable(known: Evaluation) -> None:
    [lunge] = [each for each in known.films.classes if each.name == ONCE]
    assert (lunge.films, lunge.groups, lunge.evaluable) == (1, 1, False)


def test_the_leak_claims_no_less(known: Evaluation) -> None:
    leak = known.leak
    assert leak.by_group.value is not None
    assert leak.at_random.value is not None
    assert leak.at_random.value >= leak.by_group.value
    assert leak.film_accuracy_at_random.value is not None
    assert known.films.accuracy.value is not None
    assert leak.film_accuracy_at_random.value >= known.films.accuracy.value


def test_what_it_does_without_an_exercise_is_said(known: Evaluation) -> None:
    assert known.rejection is not None
    assert set(known.rejection.by_told) == {"none"}
    for figure in (known.rejection.falsely_named, known.rejection.unnamed, known.rejection.misnamed):
        assert figure.value is not None
        assert 0 <= figure.value <= 1
    assert 0.3 <= known.threshold <= 0.95


def test_every_wrong_film_is_off_the_diagonal(known: Evaluation, table: WindowTable) -> None:
    confusion = np.array(known.films.confusion)
    assert confusion.sum() == len(table.films)
    assert confusion.sum() - np.trace(confusion) == len(known.wrong)
    assert all(each.label != each.called for each in known.wrong)


def test_a_film_is_what_its_windows_agree_on() -> None:
    windows = np.array([[0.6, 0.4], [0.6, 0.4], [0.02, 0.98], [0.6, 0.4]])
    first, second = film_probabilities(windows, np.array([0, 0, 0, 1]))
    assert first[1] > 0.7, "one that is sure outweighs two that are not"
    np.testing.assert_allclose(second, [0.6, 0.4])
    assert np.isfinite(film_probabilities(np.array([[1.0, 0.0]]), np.array([0]))).all()


def test_a_class_that_was_not_learned_from_is_given_no_probability(table: WindowTable) -> None:
    asked = out_of_fold(replace(table, athletes=NOBODY), by_group(table, 3))
    lunge = table.classes.index(ONCE)
    assert not asked.probabilities[table.truth == lunge, lunge].any()
    np.testing.assert_allclose(asked.probabilities.sum(axis=1), 1.0)


def test_what_no_other_person_does_is_known_from_rendered_athletes(table: WindowTable) -> None:
    asked = out_of_fold(table, by_group(table, 3))
    lunge = table.classes.index(ONCE)
    assert (asked.probabilities[table.truth == lunge, lunge] > 0.1).mean() > 0.5


def test_athletes_are_learned_from_and_weigh_their_share(table: WindowTable) -> None:
    lesson = lesson_of(table)
    assert set(table.athletes.label) == set(table.classes)
    assert lesson.rendered.sum() == len(table.athletes.who)
    weights = lesson.weights
    assert weights[lesson.rendered].sum() / weights[~lesson.rendered].sum() == pytest.approx(SHARE)
    assert lesson_of(replace(table, athletes=NOBODY)).weights.mean() == pytest.approx(1.0)


def test_the_same_clips_give_the_same_classifier(table: WindowTable) -> None:
    one, other = (fitted(lesson_of(table), table.classes) for _ in range(2))
    asked = table.features[:40]
    np.testing.assert_array_equal(one.predict_proba(asked), other.predict_proba(asked))
    assert list(one.classes_) == list(table.classes)


def test_views_that_few_people_are_seen_from_are_counted_by_person(table: WindowTable) -> None:
    views = thin_places(table, {"squat": ("side", "rear"), "plank": ("side",)})
    assert set(views) == {"squat"}
    seen = {film.group for film in table.films if film.label == "squat" and film.view == "side"}
    assert views["squat"] == {"side": len(seen), "rear": 0}
