"""The classifier of windows: class probabilities from features.

It multiplies the probabilities of two models with different errors: a linear discriminant, which generalises
best from few people, and a forest, which best rejects movements that are no exercise.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import _check_sample_weight, check_is_fitted, validate_data

from coach.recognition.discriminant import Discriminant
from coach.recognition.packed_forest import PackedForest
from coach.recognition.sequence_decoder import NONE

_LINEAR = 0.1
"""Weight of the discriminant's logarithm, which is overconfident: windows of a film are not independent."""
_LEAST = 1e-3
"""Lowest probability of a class: a class that no tree votes for is not impossible."""
_DEFAULT_THRESHOLD = 0.5


class Classifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Predicts the exercise of a window, with a probability.

    Attributes:
        classes_: The labels, sorted.
        usual_: Mean of each feature, which replaces missing values.
        discriminant_: The linear discriminant.
        forest_: The forest.
        threshold_: The lowest probability at which an exercise is named.
    """

    def __init__(self, trees: int = 80, random_state: int | None = 0) -> None:
        """Set the parameters.

        Args:
            trees: Number of trees.
            random_state: Seed of the forest.
        """
        self.trees = trees
        self.random_state = random_state

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:  # noqa: N803 - scikit-learn's name
        """Fit the classifier.

        Args:
            X: Features, shape (n, features).
            y: Labels, shape (n,).
            sample_weight: Weight of each window, shape (n,); by default equal.
        """
        rows, y = validate_data(self, X, y, dtype=np.float64, ensure_all_finite="allow-nan")
        check_classification_targets(y)
        weight = np.asarray(_check_sample_weight(sample_weight, rows, dtype=np.float64))
        self.classes_, truth = np.unique(y, return_inverse=True)
        self.usual_ = _usual(rows, weight)
        rows = self._filled(rows)
        self.discriminant_ = Discriminant.fitted(rows, truth, weight)
        trees = ExtraTreesClassifier(
            self.trees, min_samples_leaf=5, max_features=0.05, random_state=self.random_state
        )
        # Rows of weight 0 are left out, because they would count towards the leaves' minimum of samples.
        used = weight > 0
        trees.fit(rows[used], truth[used], weight[used])
        self.forest_ = PackedForest.of(trees.estimators_)
        self._known = trees.classes_
        self.threshold_ = _DEFAULT_THRESHOLD
        return self

    def predict_proba(self, X: Any) -> NDArray[np.float64]:  # noqa: N803 - as above
        """The probability of each class, shape (n, classes)."""
        check_is_fitted(self)
        rows = validate_data(self, X, reset=False, dtype=np.float64, ensure_all_finite="allow-nan")
        rows = self._filled(rows)
        logs = _LINEAR * self.discriminant_.scores(rows)
        of_forest = np.zeros_like(logs)
        of_forest[:, self._known] = self.forest_.probabilities(rows)
        logs += np.log(of_forest + _LEAST)
        likely = np.exp(logs - logs.max(axis=1, keepdims=True))
        probabilities: NDArray[np.float64] = likely / likely.sum(axis=1, keepdims=True)
        return probabilities

    def predict(self, X: Any) -> NDArray[Any]:  # noqa: N803 - as above
        """The class with the highest probability for each window, shape (n,)."""
        probabilities = self.predict_proba(X)
        labels: NDArray[Any] = self.classes_[probabilities.argmax(axis=1)]
        return labels

    def is_usable(self, names: Sequence[str], features: int) -> bool:
        """Whether it has these sorted classes and predicts from this number of features."""
        check_is_fitted(self)
        if self.classes_.tolist() != list(names) or not self.forest_.is_sound(features, len(self._known)):
            return False
        likely = self.predict_proba(np.zeros((1, features)))
        return likely.shape == (1, len(names)) and bool(np.isfinite(likely).all())

    def _filled(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The rows with missing values, of hidden joints, replaced by the mean."""
        filled: NDArray[np.float64] = np.where(np.isnan(rows), self.usual_, rows)
        return filled

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def named(self, X: Any) -> NDArray[Any]:  # noqa: N803 - as above
        """The exercise of each window, or None if unsure or ``none``; shape (n,), of objects."""
        probabilities = self.predict_proba(X)
        sure = probabilities.max(axis=1) >= self.threshold_
        labels: NDArray[Any] = self.classes_[probabilities.argmax(axis=1)].astype(object)
        labels[~sure | (labels == NONE)] = None
        return labels


def _usual(rows: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """The weighted mean of each feature, ignoring missing values; 0 if all are missing."""
    known = ~np.isnan(rows)
    sums = weight @ np.where(known, rows, 0.0)
    share = weight @ known
    return np.divide(sums, share, out=np.zeros(rows.shape[1]), where=share > 0)
