"""Windows of recordings that were rebuilt from other data, such as skeletons without a place or a size.

They bring further people, but they must not be recognisable as rebuilt: a classifier would learn the way they
were made in place of the exercise. What they can't know, where the body moves in the picture and which joints
are hidden, is taken from windows of films of the same exercise.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from coach.learning.table import TrainingWindows, WindowTable
from coach.recognition.body_signals import PLACES
from coach.recognition.features import NAMES

UNKNOWN = np.array([name.split(".")[0] in PLACES for name in NAMES])
"""Mask of the features that a rebuilt recording can't know: its body stands still in the picture."""

_SEED = 11
_FOLDS, _TREES = 5, 40
_MOST_OF_ONE = 30
"""Windows of one person or recording to tell apart: more are much alike."""


def in_place_of_unknown(rebuilt: TrainingWindows, film: TrainingWindows) -> TrainingWindows:
    """Rebuilt windows, each with what it can't know taken from a random window of film with its label.

    Args:
        rebuilt: Windows of rebuilt recordings; those of labels without any film are left out.
        film: Windows of film or of rendered athletes.
    """
    random = np.random.default_rng(_SEED)
    features, kept = rebuilt.features.copy(), np.isin(rebuilt.label, film.label)
    for label in np.unique(rebuilt.label[kept]):
        rows = np.flatnonzero(rebuilt.label == label)
        donors = film.features[random.choice(np.flatnonzero(film.label == label), len(rows))]
        features[np.ix_(rows, UNKNOWN)] = donors[:, UNKNOWN]
        features[rows] = np.where(np.isnan(donors), np.nan, features[rows])
    return TrainingWindows(features[kept], rebuilt.label[kept], rebuilt.who[kept])


def told_apart(table: WindowTable) -> float | None:
    """How well rebuilt windows can be told from film of the same exercise; None unless one has both.

    A forest is trained to tell them apart, and tried on other people. Every exercise has the same weight on
    both sides, so that the exercise tells it nothing.

    Returns:
        The area under the curve: 0.5 by chance, 1 if always.
    """
    labels = np.array([film.label for film in table.films])[table.film]
    groups = np.array([film.group for film in table.films])[table.film]
    shared = np.intersect1d(labels, table.rebuilt.label)
    film, rebuilt = np.isin(labels, shared), np.isin(table.rebuilt.label, shared)
    if not film.any():
        return None
    rows = np.concatenate([table.features[film], table.varied[film], table.rebuilt.features[rebuilt]])
    label = np.concatenate([labels[film], labels[film], table.rebuilt.label[rebuilt]])
    who = np.concatenate([groups[film], groups[film], np.char.add("rebuilt ", table.rebuilt.who[rebuilt])])
    truth = np.arange(len(rows)) >= 2 * film.sum()
    few = _few_of_each(who)
    rows, label, who, truth = rows[few], label[few], who[few], truth[few]
    rows = np.where(np.isnan(rows), 0.0, _about_their_exercise(rows, label, truth))
    weight = _even(label, truth)
    scores = np.zeros(len(rows))
    for training, held_out in GroupKFold(_FOLDS).split(rows, truth, who):
        trees = ExtraTreesClassifier(_TREES, min_samples_leaf=5, max_features=0.1, random_state=0)
        trees.fit(rows[training], truth[training], weight[training])
        scores[held_out] = trees.predict_proba(rows[held_out])[:, 1]
    return float(roc_auc_score(truth, scores, sample_weight=weight))


def _few_of_each(who: NDArray[np.str_]) -> NDArray[np.intp]:
    """Rows with at most :data:`_MOST_OF_ONE` of each person or recording, chosen at random."""
    rows = np.random.default_rng(_SEED).permutation(len(who))
    ordered = rows[np.argsort(who[rows], kind="stable")]
    _, first, count = np.unique(who[ordered], return_index=True, return_counts=True)
    rank = np.arange(len(who)) - np.repeat(first, count)
    return np.sort(ordered[rank < _MOST_OF_ONE])


def _about_their_exercise(
    rows: NDArray[np.float32], label: NDArray[np.str_], truth: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """The rows less the mean of film and of rebuilt windows of their exercise, each with the same weight."""
    moved = rows.astype(np.float64)
    for name in np.unique(label):
        own = label == name
        middle = np.mean([np.nanmean(moved[own & (truth == side)], axis=0) for side in (False, True)], axis=0)
        moved[own] -= middle
    return moved


def _even(label: NDArray[np.str_], truth: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Weights that give every exercise the same weight on both sides, shape (n,)."""
    _, cell, count = np.unique(
        np.stack([label, truth.astype(str)]), axis=1, return_inverse=True, return_counts=True
    )
    share = 1.0 / count[cell.reshape(-1)]
    weights: NDArray[np.float64] = share / share.mean()
    return weights
