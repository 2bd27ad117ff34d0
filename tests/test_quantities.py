"""Typed weights and durations are parsed exactly or refused with a sentence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.quantities import (
    KG_PER_LB,
    Weight,
    WeightUnit,
    parse_duration,
    parse_weight,
    units_joined,
    weight_text,
)


@pytest.mark.parametrize(
    ("typed", "weight"),
    [
        ("20.5", Weight(20.5, None)),
        ("20,5", Weight(20.5, None)),
        (".5", Weight(0.5, None)),
        ("+20", Weight(20.0, None)),
        ("20kg", Weight(20.0, "kg")),
        ("20 KG", Weight(20.0, "kg")),
        ("20,5 kilos", Weight(20.5, "kg")),
        ("20\u00a0kg", Weight(20.0, "kg")),
        ("\uff12\uff10\uff4b\uff47", Weight(20.0, "kg")),
        ("45lb", Weight(45.0, "lb")),
        ("45 lbs", Weight(45.0, "lb")),
        ("45 lbs.", Weight(45.0, "lb")),
        ("45 Pounds", Weight(45.0, "lb")),
    ],
)
def test_weights_are_parsed(typed: str, weight: Weight) -> None:
    assert parse_weight(typed) == weight


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("heavy", "'heavy' is not a weight like 20.5, 20,5kg or 45lb."),
        ("", "'' is not a weight like 20.5, 20,5kg or 45lb."),
        ("nan", "'nan' is not a weight"),
        ("1e3", "'1e3' is not a weight"),
        ("2x20kg", "'2x20kg' is not a weight"),
        ("20.5.5", "'20.5.5' is not a weight"),
        ("3 stone", "It can be in kg or lb."),
        ("1,000", "'1,000' could be 1000 or 1.000: write it like that."),
        ("-20", "it must be at least 0."),
    ],
)
def test_invalid_weights_are_refused(typed: str, why: str) -> None:
    with pytest.raises(ValueError, match=r"weight|must|could") as refused:
        parse_weight(typed)
    assert why in str(refused.value)


def test_a_bare_number_has_the_unit_of_the_settings() -> None:
    assert parse_weight("45").in_kg("lb") == parse_weight("45lb").in_kg("kg") == 45 * 0.45359237
    assert parse_weight("45").in_kg("kg") == parse_weight("45kg").in_kg("lb") == 45
    with pytest.raises(ValueError, match=r"at most 1000 kg \(2204.62 lb\)"):
        parse_weight("2205").in_kg("lb")


@given(st.integers(0, 99_999), st.sampled_from(["kg", "lb"]))
def test_a_weight_is_formatted_as_typed(hundredths: int, unit: WeightUnit) -> None:
    number = f"{hundredths / 100:g}"
    kg = parse_weight(number).in_kg(unit)
    assert weight_text(kg, units=unit) == f"{number} {unit}"


def test_a_range_has_one_unit() -> None:
    assert weight_text(20, 22.5, units="kg") == "20–22.5 kg"
    assert weight_text(45 * KG_PER_LB, 45 * KG_PER_LB, units="lb") == "45 lb"
    assert weight_text(20, units="lb") == "44.09 lb"


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("90", 90),
        ("90s", 90),
        ("90 sec", 90),
        ("1:30", 90),
        ("1m30", 90),
        ("1 min 30 s", 90),
        ("1,5 min", 90),
        ("2 minutes", 120),
        ("1:00:00", 3600),
        ("1h", 3600),
    ],
)
def test_durations_are_parsed(typed: str, seconds: float) -> None:
    assert parse_duration(typed) == seconds


@pytest.mark.parametrize(
    "typed", ["", "x", "1:75", ":30", "1h30", "1s1m", "90 90", "1m 1m", "-5", "1:30min", "nan"]
)
def test_invalid_durations_are_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r"is not a duration|must be at least 0"):
        parse_duration(typed)


@given(st.text(max_size=12))
def test_any_text_is_parsed_or_refused(typed: str) -> None:
    for read in (parse_weight, parse_duration):
        try:
            read(typed)
        except ValueError as refused:
            assert str(refused).endswith(".")


def test_a_separate_unit_is_joined_to_its_number() -> None:
    assert units_joined(["start", "--weight", "45", "lbs", "--rest", "90", "s"]) == [
        "start",
        "--weight",
        "45lbs",
        "--rest",
        "90s",
    ]
    assert units_joined(["analyze", "--weight=20,5", "kg", "kg"]) == ["analyze", "--weight=20,5kg", "kg"]
    for untouched in (
        ["--weight", "lb"],
        ["--reps", "5", "kg"],
        ["45", "lb"],
        ["--weight", "45", "film.mp4"],
    ):
        assert units_joined(untouched) == untouched
