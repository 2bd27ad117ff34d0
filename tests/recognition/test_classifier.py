"""The classifier is a scikit-learn estimator, and its packed trees predict like scikit-learn's."""

from __future__ import annotations

import pickle
from typing import Any

import numpy as np
from sklearn.datasets import make_classification
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.utils.estimator_checks import parametrize_with_checks

from coach.recognition.classifier import Classifier
from coach.recognition.packed_forest import PackedForest


def _expected(_: Classifier) -> dict[str, str]:
    why = "trees draw at random, and count rows in their leaves, as scikit-learn's own do"
    return {"check_sample_weight_equivalence_on_dense_data": why}


@parametrize_with_checks([Classifier(trees=20)], expected_failed_checks=_expected)  # type: ignore[untyped-decorator]
def test_it_passes_the_checks_of_scikit_learn(estimator: Classifier, check: Any) -> None:
    check(estimator)


def test_packed_trees_predict_the_same() -> None:
    rows, truth = make_classification(300, 12, n_informative=8, n_classes=4, random_state=0)
    trees = ExtraTreesClassifier(25, random_state=0).fit(rows, truth)
    packed = PackedForest.of(trees.estimators_)
    rows_to_predict = np.random.default_rng(1).normal(0, 2, (4100, 12))
    np.testing.assert_allclose(
        packed.probabilities(rows_to_predict), trees.predict_proba(rows_to_predict), atol=1e-6
    )


def test_below_the_threshold_nothing_is_named_and_none_is_never_named() -> None:
    rows, truth = make_classification(300, 12, n_informative=8, n_classes=3, random_state=0)
    labels = np.array(["lunge", "none", "squat"])[truth]
    classifier = Classifier(trees=20).fit(rows, labels)
    classifier.threshold_ = 0.5
    probabilities, names = classifier.predict_proba(rows), classifier.named(rows)
    unsure = probabilities.max(axis=1) < 0.5
    assert unsure.any() and all(name is None for name in names[unsure])
    assert set(names[~unsure]) == {"lunge", "squat", None}


def test_missing_values_count_as_the_mean() -> None:
    rows, truth = make_classification(300, 12, n_informative=8, n_classes=3, random_state=0)
    classifier = Classifier(trees=20).fit(rows, truth)
    usual, gaps = rows.copy(), rows.copy()
    usual[:, 4] = rows[:, 4].mean()
    gaps[:, 4] = np.nan
    np.testing.assert_allclose(classifier.predict_proba(gaps), classifier.predict_proba(usual), atol=1e-6)
    learned = Classifier(trees=20).fit(np.where(rows > 2, np.nan, rows), truth)
    assert np.isfinite(learned.predict_proba(gaps)).all()


def test_it_predicts_the_same_after_pickling() -> None:
    rows, truth = make_classification(200, 10, n_informative=6, n_classes=3, random_state=0)
    classifier = Classifier(trees=20).fit(rows, truth)
    again = pickle.loads(pickle.dumps(classifier))
    np.testing.assert_array_equal(again.predict_proba(rows), classifier.predict_proba(rows))
