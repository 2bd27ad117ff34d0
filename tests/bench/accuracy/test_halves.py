"""The halves of a list."""

from __future__ import annotations

from coach.bench.accuracy.halves import Half, half_of, is_in_half


def test_a_group_stays_in_its_half() -> None:
    """These halves must never change: constants were chosen on one of them."""
    halves = "".join(half_of(name) for name in ("anna", "ben", "chidi", "dora", "émile", ""))
    assert halves == "baabab"


def test_the_halves_are_about_as_large() -> None:
    in_a = sum(half_of(f"person {number}") is Half.A for number in range(1000))
    assert 450 < in_a < 550


def test_without_a_half_every_group_is_used() -> None:
    assert is_in_half("anna", None)
    assert is_in_half("anna", half_of("anna"))
    assert sum(is_in_half("anna", half) for half in Half) == 1
