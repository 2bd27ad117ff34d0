"""Groups of films that show the same person in the same place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering

from coach.bench.accuracy.form.labelled_sets import LabelledSet
from coach.body.landmarks import of_side

SAME_PLACE = 0.04
"""Films are near-duplicates up to this median distance of their joints, as a share of the picture. With 0.03
to 0.05, the groups of the films at hand differ little; from 0.06 on, they include other people."""
_LEVELS = (0.1, 0.5, 0.9)
"""Heights of the shoulders at which the bodies are compared: low, halfway and high."""
_AROUND = 0.05
_JOINTS = [
    of_side(side, part)
    for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle")
    for side in ("left", "right")
]


def near_duplicates(sets: Sequence[LabelledSet]) -> NDArray[np.intp]:
    """The number of each film's group, shape (n,).

    Compared are the median places of twelve joints in the picture with the shoulders low, halfway and high,
    so that neither the number of reps nor their pace matters. A chain of near-duplicates is one group. Films
    with unlike labels are grouped too.
    """
    bodies = np.stack([_postures(each.landmarks) for each in sets])
    apart = np.linalg.norm(bodies[:, None] - bodies[None], axis=-1)
    distance = np.median(apart.reshape(len(sets), len(sets), -1), axis=-1)
    clusters = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="single", distance_threshold=SAME_PLACE
    )
    groups: NDArray[np.intp] = clusters.fit(distance).labels_
    return groups


def _postures(landmarks: NDArray[np.float64]) -> NDArray[np.float64]:
    """The median places of the joints at three heights of the shoulders, shape (36, 2)."""
    shoulders, wrists = (landmarks[:, _pair(part), 1].mean(axis=1) for part in ("shoulder", "wrist"))
    order = np.argsort(shoulders - wrists)
    count = len(order)
    places = []
    for level in _LEVELS:
        near = order[int(count * (level - _AROUND)) : int(count * (level + _AROUND)) + 1]
        places.append(np.median(landmarks[near][:, _JOINTS, :2], axis=0))
    return np.concatenate(places)


def _pair(part: str) -> list[int]:
    return [of_side("left", part), of_side("right", part)]
