"""What learns: features of windows in, a probability for each class out."""

from __future__ import annotations

from typing import Any, Protocol, Self, cast

import numpy as np
from numpy.typing import NDArray

SEED = 5


class Estimator(Protocol):
    """A scikit-learn classifier, as far as it is used here."""

    classes_: NDArray[np.intp]

    def fit(self, features: NDArray[Any], truth: NDArray[Any], sample_weight: NDArray[Any]) -> Self: ...

    def predict_proba(self, features: NDArray[Any]) -> NDArray[np.float64]: ...


def new_estimator(workers: int | None = None) -> Estimator:
    """The classifier that is used, not fitted yet.

    Args:
        workers: Processor cores to fit on.
    """
    from sklearn.ensemble import ExtraTreesClassifier

    trees = ExtraTreesClassifier(300, min_samples_leaf=3, max_features=0.3, random_state=SEED, n_jobs=workers)
    return cast("Estimator", trees)
