"""Evaluation of a classifier on people not in the training data, and with a random split."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from coach.learning.evaluation import Evaluation, film_probabilities, groups_by_view
from coach.learning.folds import MOST_OF_GROUP, SHARE, fitted, lesson_of, out_of_fold
from coach.learning.splits import at_random, by_group
from coach.learning.table import NOBODY, WindowTable
from tests.labelled import EXERCISES, ONCE


def test_no_person_is_on_both_sides_of_a_split_by_group(table: WindowTable) -> None:
    all_held_out = []
    for training, held_out in by_group(table, 3):
        assert not set(table.group[training].tolist()) & set(table.group[held_out].tolist())
        all_held_out += held_out.tolist()
    assert sorted(all_held_out) == list(range(len(table.film)))


def test_a_random_split_has_people_on_both_sides(table: WindowTable) -> None:
    training, held_out = next(at_random(table, 3))
    assert set(table.group[training].tolist()) == set(table.group[held_out].tolist())


def test_no_more_folds_than_people(table: WindowTable) -> None:
    assert len(list(by_group(table, 20))) == 5


def test_scores_on_people_not_in_the_training_data(known: Evaluation) -> None:
    assert known.folds == 3
    scores = {each.name: each for each in known.films.classes}
    assert all(scores[name].evaluable for name in (*EXERCISES, "none"))
    for figure in (known.films.accuracy, known.films.macro_f1):
        assert figure.value is not None
        assert figure.low is not None
        assert figure.high is not None
        assert figure.low <= figure.value <= figure.high
        assert figure.value > 0.7


def test_a_class_of_one_clip_is_not_evaluable(known: Evaluation) -> None:
    [lunge] = [each for each in known.films.classes if each.name == ONCE]
    assert (lunge.films, lunge.groups, lunge.evaluable) == (1, 1, False)


def test_a_random_split_scores_no_lower(known: Evaluation) -> None:
    leak = known.leak
    assert leak.by_group.value is not None
    assert leak.at_random.value is not None
    assert leak.at_random.value >= leak.by_group.value
    assert leak.film_accuracy_at_random.value is not None
    assert known.films.accuracy.value is not None
    assert leak.film_accuracy_at_random.value >= known.films.accuracy.value


def test_the_share_of_falsely_named_windows_is_reported(known: Evaluation) -> None:
    assert known.rejection is not None
    assert set(known.rejection.by_raw_label) == {"none"}
    for figure in (known.rejection.falsely_named, known.rejection.unnamed, known.rejection.misnamed):
        assert figure.value is not None
        assert 0 <= figure.value <= 1
    assert 0.3 <= known.threshold <= 0.95


def test_every_wrong_film_is_off_the_diagonal(known: Evaluation, table: WindowTable) -> None:
    confusion = np.array(known.films.confusion)
    assert confusion.sum() == len(table.films)
    assert confusion.sum() - np.trace(confusion) == len(known.wrong)
    assert all(each.label != each.called for each in known.wrong)


def test_a_film_is_classified_by_the_mean_of_its_windows() -> None:
    windows = np.array([[0.6, 0.4], [0.6, 0.4], [0.02, 0.98], [0.6, 0.4]])
    first, second = film_probabilities(windows, np.array([0, 0, 0, 1]))
    assert first[1] > 0.7, "one confident window outweighs two unsure ones"
    np.testing.assert_allclose(second, [0.6, 0.4])
    assert np.isfinite(film_probabilities(np.array([[1.0, 0.0]]), np.array([0]))).all()


def test_a_class_missing_from_the_training_side_has_probability_0(table: WindowTable) -> None:
    held_out = out_of_fold(replace(table, athletes=NOBODY), by_group(table, 3))
    lunge = table.classes.index(ONCE)
    assert not held_out.probabilities[table.truth == lunge, lunge].any()
    np.testing.assert_allclose(held_out.probabilities.sum(axis=1), 1.0)


def test_an_exercise_of_one_person_is_learned_from_rendered_athletes(table: WindowTable) -> None:
    held_out = out_of_fold(table, by_group(table, 3))
    lunge = table.classes.index(ONCE)
    assert (held_out.probabilities[table.truth == lunge, lunge] > 0.1).mean() > 0.5


def test_rendered_athletes_weigh_their_share(table: WindowTable) -> None:
    lesson = lesson_of(table)
    assert set(table.athletes.label) == set(table.classes)
    assert lesson.rendered.sum() == len(table.athletes.who)
    weights = lesson.weights
    assert weights[lesson.rendered].sum() / weights[~lesson.rendered].sum() == pytest.approx(SHARE)
    assert lesson_of(replace(table, athletes=NOBODY)).weights.mean() == pytest.approx(1.0)


def test_no_group_gives_more_than_100_windows_to_train_on(table: WindowTable) -> None:
    times = 1 + 2 * MOST_OF_GROUP // int(np.bincount(table.group).min())
    rows = np.repeat(np.arange(len(table.film)), times)
    lesson = lesson_of(replace(table, athletes=NOBODY), rows)
    assert np.bincount(lesson.group).tolist() == [2 * MOST_OF_GROUP] * (int(table.group.max()) + 1)
    few = rows[:: times * 20]
    assert len(lesson_of(replace(table, athletes=NOBODY), few).group) == 2 * len(few)


def test_the_same_clips_give_the_same_classifier(table: WindowTable) -> None:
    one, other = (fitted(lesson_of(table), table.classes) for _ in range(2))
    held_out = table.features[:40]
    np.testing.assert_array_equal(one.predict_proba(held_out), other.predict_proba(held_out))
    assert list(one.classes_) == list(table.classes)


def test_people_are_counted_by_view(table: WindowTable) -> None:
    views = groups_by_view(table, {"squat": ("side", "rear"), "plank": ("side",)})
    assert set(views) == {"squat"}
    people = {film.group for film in table.films if film.label == "squat" and film.view == "side"}
    assert views["squat"] == {"side": len(people), "rear": 0}
