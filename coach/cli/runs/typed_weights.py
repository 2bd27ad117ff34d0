"""Typed and shown weights, in the unit of the person or of the settings."""

from __future__ import annotations

import sys

import typer

from coach.cli.analysis.person import units_of
from coach.errors import SettingsError
from coach.quantities import Weight, WeightUnit
from coach.settings import read_settings


def weight_in_kg(weight: Weight | None, units: WeightUnit) -> float | None:
    """A typed load in kilograms; None if there is none.

    Raises:
        typer.BadParameter: The load is too heavy to be real.
    """
    if weight is None:
        return None
    try:
        return weight.in_kg(units)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="'--weight'") from None


def units_shown() -> WeightUnit:
    """The unit for weights; kilograms, with a warning, if the settings can't be read."""
    try:
        return units_of(read_settings())
    except SettingsError as error:
        print(f"{error}\nWeights are shown in kg.", file=sys.stderr)
        return "kg"
