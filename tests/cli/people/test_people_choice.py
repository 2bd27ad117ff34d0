"""Tests of the typed people."""

from __future__ import annotations

import pytest

from coach.cli.people.people_choice import PeopleChoice, people_choice


def test_everyone_a_number_or_names() -> None:
    assert people_choice("all") == PeopleChoice(None)
    assert people_choice("3") == PeopleChoice(3)
    assert people_choice("anna, ben") == PeopleChoice(2, ("anna", "ben"))


@pytest.mark.parametrize("typed", ["0", "7", "anna,", ",", "anna,anna", "a,b,c,d,e,f,g"])
def test_other_people_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"\.$"):
        people_choice(typed)
