"""The classifier: a window's features in, a probability for each exercise and for none out."""

from __future__ import annotations

from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.utils.multiclass import check_classification_targets
from sklearn.utils.validation import check_is_fitted, validate_data

from coach.judging.recognition import NONE


class Classifier(ClassifierMixin, BaseEstimator):  # type: ignore[misc]
    """Names the exercise of a window, and says how sure it is.

    Attributes:
        classes_: The labels, sorted.
        threshold_: The probability from which on an exercise is named; below it is «not sure».
    """

    def __init__(self, trees: int = 300, random_state: int | None = 0) -> None:
        """Prepare to learn.

        Args:
            trees: How many trees vote.
            random_state: Seed; the same films give the same classifier.
        """
        self.trees = trees
        self.random_state = random_state

    def fit(self, X: Any, y: Any, sample_weight: Any = None, groups: Any = None) -> Self:  # noqa: N803
        """Learn from windows.

        Args:
            X: Features, shape (n, features).
            y: Labels, shape (n,).
            sample_weight: How much each window counts, shape (n,); by default each the same.
            groups: The person or footage of each window, shape (n,): by it the probabilities are
                calibrated, on people that were not learned from.
        """
        X, y = validate_data(self, X, y)  # noqa: N806
        check_classification_targets(y)
        forest = ExtraTreesClassifier(
            self.trees, min_samples_leaf=2, class_weight="balanced", random_state=self.random_state
        )
        self.forest_ = forest.fit(X, y, sample_weight)
        self.classes_ = forest.classes_
        self.threshold_ = 0.5
        return self

    def predict_proba(self, X: Any) -> NDArray[np.float64]:  # noqa: N803
        """The probability of each class, shape (n, classes)."""
        check_is_fitted(self)
        X = validate_data(self, X, reset=False)  # noqa: N806
        probabilities: NDArray[np.float64] = self.forest_.predict_proba(X)
        return probabilities

    def predict(self, X: Any) -> NDArray[Any]:  # noqa: N803
        """The likeliest class of each window, however sure, shape (n,)."""
        labels: NDArray[Any] = self.classes_[self.predict_proba(X).argmax(axis=1)]
        return labels

    def named(self, X: Any) -> NDArray[Any]:  # noqa: N803
        """The exercise of each window, or None where it is none or not sure; shape (n,), of objects."""
        probabilities = self.predict_proba(X)
        sure = probabilities.max(axis=1) >= self.threshold_
        labels = self.classes_[probabilities.argmax(axis=1)].astype(object)
        labels[~sure | (labels == NONE)] = None
        return labels
