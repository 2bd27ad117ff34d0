"""A tempo as people type it."""

from __future__ import annotations

import pytest

from coach.judging.figures.tempo_target import tempo_target


def test_a_tempo_has_four_parts() -> None:
    target = tempo_target("3-0-1-0")
    assert target.figures == (3.0, 0.0, 1.0, 0.0)
    assert target.rep_s == 4.0


def test_x_is_as_fast_as_you_can() -> None:
    assert tempo_target("4-1-x-0").figures == (4.0, 1.0, 0.0, 0.0)


@pytest.mark.parametrize("text", ["3-0-1", "3010", "a-b-c-d", "0-0-0-0", "3-0-1-0-0", "12-0-1-0", ""])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="must"):
        tempo_target(text)
