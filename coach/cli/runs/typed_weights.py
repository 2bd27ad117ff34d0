"""Weights as they are typed and shown, in the unit of the settings."""

from __future__ import annotations

import sys

import typer

from coach.errors import SettingsError
from coach.quantities import Weight, WeightUnit
from coach.settings import read_settings


def weight_in_kg(weight: Weight | None, units: WeightUnit) -> float | None:
    """A load as typed in kilograms; None if none was.

    Raises:
        typer.BadParameter: It is more than anybody lifts.
    """
    if weight is None:
        return None
    try:
        return weight.in_kg(units)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="'--weight'") from None


def units_shown() -> WeightUnit:
    """The unit to show weights in; kilograms, and a word about it, if the settings can't be read."""
    try:
        return read_settings().units
    except SettingsError as error:
        print(f"{error}\nWeights are shown in kg.", file=sys.stderr)
        return "kg"
