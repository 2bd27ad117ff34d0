"""Splits of windows into a side to fit on and a side to ask about."""

from __future__ import annotations

from collections.abc import Iterator

from sklearn.model_selection import KFold, StratifiedGroupKFold

from coach.learning.folds import Split
from coach.learning.table import WindowTable

_SEED = 5


def by_group(table: WindowTable, folds: int) -> Iterator[Split]:
    """Splits that have no group on both sides, with the classes in like shares."""
    splitter = StratifiedGroupKFold(min(folds, int(table.group.max()) + 1), shuffle=True, random_state=_SEED)
    return iter(splitter.split(table.features, table.truth, table.group))


def at_random(table: WindowTable, folds: int) -> Iterator[Split]:
    """Splits of single windows, which have every film on both sides: what flatters."""
    return iter(KFold(folds, shuffle=True, random_state=_SEED).split(table.features))
