"""Models for evaluation on people not in their training data."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from coach.bench.accuracy.leave_group_out import ForAll, UnseenPeople, unseen_people
from coach.learning.artefact import load
from coach.learning.folds import fitted, lesson_of
from coach.learning.table import NOBODY, WindowTable
from coach.recognition.sequence_decoder import NONE
from tests.labelled import ONCE


def test_a_model_is_trained_on_all_other_groups(table: WindowTable, people: UnseenPeople) -> None:
    for group in {film.group for film in table.films}:
        part = people.part(group)
        mates = [people.part_of[film.group] == part for film in table.films]
        others = np.flatnonzero(~np.array(mates)[table.film])
        again = fitted(lesson_of(table, others), table.classes)
        rows = table.features[::7]
        np.testing.assert_array_equal(
            people.model(group).classifier.predict_proba(rows), again.predict_proba(rows)
        )


def test_without_athletes_an_exercise_of_one_person_is_not_recognised(table: WindowTable) -> None:
    people = unseen_people(replace(table, athletes=NOBODY))
    column = table.classes.index(ONCE)
    [doing] = [film.group for film in table.films if film.label == ONCE]
    for group in people.part_of:
        model = people.model(group)
        assert model.classes == table.classes
        likely = model.probabilities(table.features)
        np.testing.assert_allclose(likely.sum(axis=1), 1)
        knows = people.part(group) != people.part(doing)
        assert bool(likely[:, column].max() > 0.3) is knows
        assert 0.3 <= model.threshold <= 0.95


def test_with_athletes_it_is(table: WindowTable, people: UnseenPeople) -> None:
    column = table.classes.index(ONCE)
    [doing] = [film.group for film in table.films if film.label == ONCE]
    assert people.model(doing).probabilities(table.features)[:, column].max() > 0.3


def test_scores_on_people_not_in_the_training_data(table: WindowTable, people: UnseenPeople) -> None:
    right = []
    for number, film in enumerate(table.films):
        if film.label not in (ONCE, NONE):
            likely = people.model(film.group).probabilities(table.features[table.film == number])
            right.append(table.classes[int(np.log(likely).sum(axis=0).argmax())] == film.label)
    assert np.mean(right) > 0.8


def test_an_unknown_group_has_the_first_model(people: UnseenPeople) -> None:
    assert people.model("nobody") is people.models[0]


def test_the_model_in_use_is_for_all_groups() -> None:
    shipped = load()
    for_all = ForAll(shipped)
    assert for_all.part("one") == for_all.part("other")
    assert for_all.model("one") is shipped
