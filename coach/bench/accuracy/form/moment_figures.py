"""Figures of single moments of a set of push-ups, from which a model learns how people move."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from coach.bench.accuracy.form.push_up_measures import PushUpMeasures

MOMENTS = 40
"""Moments of each set, evenly spread: a long set weighs no more than a single push-up."""
_FULL_RATE = 0.05
"""Change of height per frame, as a share of the set's range, from which the direction is plain."""


def moment_figures(found: PushUpMeasures) -> NDArray[np.float64]:
    """The posture at each moment with its phase: how high the shoulders are, and where they go.

    Returns:
        Shape (40, 18). None of them depends on the side that the camera is on.
    """
    height = found.shoulder_height
    low, high = np.percentile(height, [5, 95])
    level = np.clip((height - low) / max(high - low, 1e-3), 0.0, 1.0)
    table = np.column_stack(
        [
            level,
            np.clip(np.gradient(level) / _FULL_RATE, -1.0, 1.0),
            height,
            found.hip_height,
            found.line,
            np.abs(found.line),
            found.line - np.median(found.line),
            found.sag,
            found.knee,
            found.knee - np.median(found.knee),
            found.head,
            found.elbow,
            found.body_in_depth,
            found.knee_in_depth,
            found.head_in_depth,
            found.knee_height,
            found.reach,
            found.hands_apart,
        ]
    )
    moments: NDArray[np.float64] = table[np.linspace(0, len(table) - 1, MOMENTS).astype(int)]
    return moments
