"""Views in words, and the most frequent one."""

from __future__ import annotations

import pytest

from coach.body.view import View, most_frequent_view, view_needed


@pytest.mark.parametrize(
    ("views", "text"),
    [
        (("front",), "needs a front view"),
        (("oblique",), "needs an oblique view"),
        (("oblique", "side"), "needs an oblique or side view"),
        (("side", "oblique", "front"), "needs a side, oblique or front view"),
    ],
)
def test_needed_views_in_words(views: tuple[View, ...], text: str) -> None:
    assert view_needed(views) == text


def test_of_equally_frequent_views_the_first_is_taken_in_every_run() -> None:
    views: list[View] = ["oblique", "side", "front", "side", "oblique"]
    assert most_frequent_view(views) == "oblique"
    assert most_frequent_view([]) is None
