"""The camera's views of the body.

The history needs only their names, and starts faster without NumPy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Literal

View = Literal["front", "oblique", "side", "rear"]


def most_frequent_view(views: Iterable[View]) -> View | None:
    """The most frequent view, of equals the first; None without any."""
    most = Counter(views).most_common(1)
    return most[0][0] if most else None


def view_name(*views: View) -> str:
    """One view, or any of several, such as 'an oblique view' or 'a side or oblique view'."""
    names = " or ".join(filter(None, (", ".join(views[:-1]), views[-1])))
    return f"{'an' if names.startswith('o') else 'a'} {names} view"


def view_needed(views: Sequence[View]) -> str:
    """The views that something needs, such as 'needs a front view' or 'needs a side or oblique view'."""
    return f"needs {view_name(*views)}"
