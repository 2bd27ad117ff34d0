"""The list of workouts in a narrow terminal, and what stands above it."""

from __future__ import annotations

import re

from tests.cli.conftest import Coach
from tests.store.workouts import counted_set, facts, remember, rep


def test_80_columns_show_time_and_film_beside_a_long_name_and_weight(coach: Coach) -> None:
    person, film = "Bartholomew", "squats in the garden, filmed from the side.mp4"
    for sha256, profile in (("1" * 64, person), ("2" * 64, "me")):
        about = facts(sha256=sha256, weight_kg=42.5, film=film, profile=profile, exercise="romanian-deadlift")
        remember(None, about, counted_set([rep(1), rep(2)], exercise="romanian-deadlift"))
    text = coach("history", COLUMNS="80").out
    assert len(re.findall(r"\d{4}-\d\d-\d\d \d\d:\d\d", text)) == text.count(film) == 2
    assert max(map(len, text.splitlines())) <= 80
