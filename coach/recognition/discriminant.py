"""Regularised linear discriminant analysis.

The many windows are of few people, so the covariance within the classes is shrunk towards a sphere (Friedman,
'Regularized Discriminant Analysis', JASA 1989), and outliers are clipped. scikit-learn's
``LinearDiscriminantAnalysis`` can't be fitted with a weight for each window.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

_SPHERE = 0.2
"""Share of the sphere. From 0.1 to 0.3, scores on people not in the training data were the same."""
_FAR = 2.0
"""Standard deviations from the mean at which features are clipped."""
_PRIOR = 0.5
"""Weight of the classes' frequencies in the training data, which differ from those of sets at home."""
_LEAST_DEVIATION = 1e-4


@dataclass(frozen=True, slots=True, eq=False)
class Discriminant:
    """A linear score for each class.

    Attributes:
        middle: Mean of each feature, shape (features,).
        spread: Standard deviation of each feature, shape (features,).
        slopes: Shape (features, classes).
        offsets: Shape (classes,).
    """

    middle: Table
    spread: Table
    slopes: Table
    offsets: Table

    @classmethod
    def fitted(cls, rows: Table, truth: NDArray[np.intp], weight: Table) -> Self:
        """Fit to rows (n, features) with the number of each row's class and the weight of each row."""
        share = weight / weight.sum()
        middle = share @ rows
        spread = np.sqrt(share @ (rows - middle) ** 2) + _LEAST_DEVIATION
        scores = np.clip((rows - middle) / spread, -_FAR, _FAR)
        member = np.zeros((len(rows), int(truth.max()) + 1))
        member[np.arange(len(rows)), truth] = share
        prior = np.maximum(member.sum(axis=0), 1e-12)
        means = (member.T @ scores) / prior[:, None]
        within = (scores - means[truth]) * np.sqrt(share)[:, None]
        covariance = within.T @ within
        size = max(float(np.trace(covariance)) / len(covariance), _LEAST_DEVIATION)
        rounded = (1 - _SPHERE) * covariance + _SPHERE * size * np.eye(len(covariance))
        slopes = np.linalg.solve(rounded, means.T)
        return cls(middle, spread, slopes, _PRIOR * np.log(prior) - (means.T * slopes).sum(axis=0) / 2)

    def scores(self, rows: Table) -> Table:
        """The logarithm of each class's likelihood, up to a constant, shape (n, classes)."""
        standardised = np.clip((rows - self.middle) / self.spread, -_FAR, _FAR)
        scores: Table = standardised @ self.slopes + self.offsets
        return scores
