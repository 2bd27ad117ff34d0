"""What is known of the person who trains: height and units."""

from __future__ import annotations

from coach.errors import HistoryError
from coach.quantities import WeightUnit
from coach.resources import database_exists, database_file
from coach.settings import Settings
from coach.store.database_errors import plain_database_errors
from coach.store.planning.active_profile import active_profile
from coach.store.planning.profiles import Profile, profiles
from coach.store.schema import open_database


def height_m(settings: Settings, name: str | None) -> float | None:
    """The height of a person, or of the one in use, in metres; the profile comes before the settings."""
    known = person(name)
    if known is not None and known.height_m is not None:
        return known.height_m
    return settings.height_m(name or active_profile())


def units_of(settings: Settings, name: str | None = None) -> WeightUnit:
    """The unit of a person's loads; the profile comes before the settings."""
    known = person(name)
    return settings.units if known is None or known.units is None else known.units


def person(name: str | None) -> Profile | None:
    """The profile of a person, or the one in use; None if there is none, or if it can't be read."""
    database = database_file()
    if not database_exists(database):
        return None
    wanted = name or active_profile()
    try:
        with (
            open_database(database) as engine,
            plain_database_errors(database),
            engine.connect() as connection,
        ):
            return next((each for each in profiles(connection) if each.name == wanted), None)
    except HistoryError:  # whatever needs the history says so
        return None
