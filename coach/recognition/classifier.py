"""The classifier: a window's features in, a probability for each exercise and for none out.

Two kinds of reasoning that err differently are multiplied: a linear discriminant, which generalises best
from few people, and a forest, which knows best what is none of the exercises.
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
"""How much of the discriminant's logarithm counts: it takes windows of one film for as many proofs."""
_LEAST = 1e-3
"""No class is impossible only because no tree has seen it there."""
_DEFAULT_THRESHOLD = 0.5


class Classifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """Names the exercise of a window, and says how sure it is.

    Attributes:
        classes_: The labels, sorted.
        usual_: What each feature is on average, which stands in where it is not known.
        discriminant_: The linear half.
        forest_: The other half.
        threshold_: The probability from which on an exercise is named; below it is 'not sure'. Whoever trains
            sets it by people who were not learned from.
    """

    def __init__(self, trees: int = 80, random_state: int | None = 0) -> None:
        """Prepare to learn.

        Args:
            trees: How many trees vote.
            random_state: Seed; the same films give the same classifier.
        """
        self.trees = trees
        self.random_state = random_state

    def fit(self, X: Any, y: Any, sample_weight: Any = None) -> Self:  # noqa: N803 - scikit-learn's name
        """Learn from windows.

        Args:
            X: Features, shape (n, features).
            y: Labels, shape (n,).
            sample_weight: How much each window counts, shape (n,); by default each the same.
        """
        rows, y = validate_data(self, X, y, dtype=np.float64, ensure_all_finite="allow-nan")
        check_classification_targets(y)
        weight = np.asarray(_check_sample_weight(sample_weight, rows, dtype=np.float64))
        self.classes_, truth = np.unique(y, return_inverse=True)
        self.usual_ = _usual(rows, weight)
        rows = self._filled(rows)
        self.discriminant_ = Discriminant.learned(rows, truth, weight)
        trees = ExtraTreesClassifier(
            self.trees, min_samples_leaf=5, max_features=0.05, random_state=self.random_state
        )
        # What counts nothing is left out: the trees' leaves would count its rows.
        told = weight > 0
        trees.fit(rows[told], truth[told], weight[told])
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
        said = np.zeros_like(logs)
        said[:, self._known] = self.forest_.probabilities(rows)
        logs += np.log(said + _LEAST)
        likely = np.exp(logs - logs.max(axis=1, keepdims=True))
        probabilities: NDArray[np.float64] = likely / likely.sum(axis=1, keepdims=True)
        return probabilities

    def predict(self, X: Any) -> NDArray[Any]:  # noqa: N803 - as above
        """The likeliest class of each window, however sure, shape (n,)."""
        probabilities = self.predict_proba(X)
        labels: NDArray[Any] = self.classes_[probabilities.argmax(axis=1)]
        return labels

    def answers(self, names: Sequence[str], features: int) -> bool:
        """Whether it tells these sorted classes apart, and answers when asked about so many features."""
        check_is_fitted(self)
        if self.classes_.tolist() != list(names) or not self.forest_.is_sound(features, len(self._known)):
            return False
        likely = self.predict_proba(np.zeros((1, features)))
        return likely.shape == (1, len(names)) and bool(np.isfinite(likely).all())

    def _filled(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The same rows; what is hidden, and so no number, is as usual and speaks for nothing."""
        filled: NDArray[np.float64] = np.where(np.isnan(rows), self.usual_, rows)
        return filled

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.allow_nan = True
        return tags

    def named(self, X: Any) -> NDArray[Any]:  # noqa: N803 - as above
        """The exercise of each window, or None where it is none or not sure; shape (n,), of objects."""
        probabilities = self.predict_proba(X)
        sure = probabilities.max(axis=1) >= self.threshold_
        labels: NDArray[Any] = self.classes_[probabilities.argmax(axis=1)].astype(object)
        labels[~sure | (labels == NONE)] = None
        return labels


def _usual(rows: NDArray[np.float64], weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean of what is known of each feature; 0 of one that is never known."""
    known = ~np.isnan(rows)
    sums = weight @ np.where(known, rows, 0.0)
    share = weight @ known
    return np.divide(sums, share, out=np.zeros(rows.shape[1]), where=share > 0)
