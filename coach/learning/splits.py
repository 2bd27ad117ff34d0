"""Cross-validation splits of windows."""

from __future__ import annotations

from collections.abc import Iterator

from sklearn.model_selection import KFold, StratifiedGroupKFold

from coach.learning.folds import Split
from coach.learning.table import WindowTable

_SEED = 5


def by_group(table: WindowTable, folds: int) -> Iterator[Split]:
    """Splits with no group on both sides, stratified by class."""
    splitter = StratifiedGroupKFold(min(folds, int(table.group.max()) + 1), shuffle=True, random_state=_SEED)
    return iter(splitter.split(table.features, table.truth, table.group))


def at_random(table: WindowTable, folds: int) -> Iterator[Split]:
    """Random splits of windows: every film is on both sides, so scores are too high."""
    return iter(KFold(folds, shuffle=True, random_state=_SEED).split(table.features))
