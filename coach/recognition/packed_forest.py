"""A forest of decision trees as plain arrays: it evaluates all trees at once, in a tenth of a millisecond.

scikit-learn trains the trees, but evaluates them one after another from Python, which takes many times as
long for a single window.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

_ROWS = 2048
"""Rows per batch: larger batches take more memory and no less time."""


@dataclass(frozen=True, slots=True, eq=False)
class PackedForest:
    """Trees with all nodes in one array; a leaf is its own child.

    Attributes:
        roots: The first node of each tree, shape (trees,).
        feature: Index of the feature that each node tests, shape (nodes,).
        threshold: Largest value that leads to the first child, shape (nodes,).
        children: Indices of the two children, shape (nodes, 2).
        leaf: Row of ``shares`` for a leaf, 0 for other nodes, shape (nodes,).
        shares: Shares of the classes in each leaf, shape (leaves, classes); rounded, to compress well.
        depth: Depth of the deepest tree.
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int32]
    threshold: NDArray[np.float32]
    children: NDArray[np.int32]
    leaf: NDArray[np.int32]
    shares: NDArray[np.float32]
    depth: int

    @classmethod
    def of(cls, estimators: Iterable[Any]) -> Self:
        """Pack fitted scikit-learn trees."""
        trees = [each.tree_ for each in estimators]
        counts = [int(tree.node_count) for tree in trees]
        roots = np.cumsum([0, *counts[:-1]])
        parts = [_children(tree) + root for tree, root in zip(trees, roots, strict=True)]
        children = np.concatenate(parts)
        is_leaf = children[:, 0] == np.arange(len(children))
        leaf = np.where(is_leaf, np.cumsum(is_leaf) - 1, 0)
        shares = np.concatenate([tree.value[:, 0] for tree in trees])[is_leaf]
        return cls(
            roots.astype(np.int32),
            np.maximum(np.concatenate([tree.feature for tree in trees]), 0).astype(np.int32),
            np.concatenate([tree.threshold for tree in trees]).astype(np.float32),
            children.astype(np.int32),
            leaf.astype(np.int32),
            (shares / shares.sum(axis=1, keepdims=True)).astype(np.float16).astype(np.float32),
            max(int(tree.max_depth) for tree in trees),
        )

    def is_sound(self, features: int, classes: int) -> bool:
        """Whether shapes and indices are consistent; those of a damaged file may not be."""
        nodes = len(self.children)
        return (
            self.children.shape == (nodes, 2)
            and self.feature.shape == self.threshold.shape == self.leaf.shape == (nodes,)
            and self.shares.ndim == 2
            and self.shares.shape[1] == classes
            and _within(self.roots, nodes)
            and _within(self.children, nodes)
            and _within(self.feature, features)
            and _within(self.leaf, len(self.shares))
            and 0 <= self.depth <= nodes
            and bool(np.isfinite(self.shares).all())
        )

    def probabilities(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        """The mean probabilities of the trees, shape (n, classes)."""
        parts = [self._of_batch(rows[first : first + _ROWS]) for first in range(0, len(rows), _ROWS)]
        return np.concatenate(parts)

    def _of_batch(self, rows: NDArray[np.float64]) -> NDArray[np.float64]:
        exact = rows.astype(np.float32)
        number = np.arange(len(rows))[:, None]
        node = np.broadcast_to(self.roots, (len(rows), len(self.roots)))
        for _ in range(self.depth):
            beyond = exact[number, self.feature[node]] > self.threshold[node]
            node = self.children[node, beyond.astype(np.intp)]
        mean: NDArray[np.float64] = self.shares[self.leaf[node]].mean(axis=1, dtype=np.float64)
        return mean


def _within(numbers: NDArray[np.int32], count: int) -> bool:
    return bool(numbers.size and numbers.min() >= 0 and numbers.max() < count)


def _children(tree: Any) -> NDArray[np.int64]:
    """Indices of the children within the tree; for a leaf its own index twice."""
    own = np.arange(tree.node_count)[:, None]
    both = np.stack([tree.children_left, tree.children_right], axis=1)
    found: NDArray[np.int64] = np.where(both < 0, own, both)
    return found
