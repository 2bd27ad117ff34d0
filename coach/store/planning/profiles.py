"""Profiles of people: height, weight and units."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select, update

from coach.errors import ProfileTaken, UnknownProfile
from coach.quantities import WeightUnit
from coach.store.kinds import DEFAULT_PROFILE
from coach.store.readable import readable_rows, readable_value
from coach.store.tables import ProfileRow, WorkoutRow


@dataclass(frozen=True, slots=True)
class Profile:
    """A person.

    Attributes:
        name: The name.
        height_cm: Height in centimetres, or None.
        weight_kg: Body weight in kilograms, or None.
        units: The unit in which loads are shown; None for that of the settings.
        workouts: Number of saved workouts.
    """

    name: str
    height_cm: float | None
    weight_kg: float | None
    units: WeightUnit | None
    workouts: int

    @property
    def height_m(self) -> float | None:
        """Height in metres."""
        return None if self.height_cm is None else self.height_cm / 100


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileEdit:
    """New values of a profile; None leaves a value as it is."""

    height_cm: float | None = None
    weight_kg: float | None = None
    units: WeightUnit | None = None

    @property
    def values(self) -> dict[str, object]:
        """The columns that change."""
        given = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in given.items() if value is not None}


def profiles(connection: Connection) -> list[Profile]:
    """All profiles, by name."""
    mine = select(func.count()).where(WorkoutRow.profile_id == ProfileRow.id).scalar_subquery()
    query = (
        select(
            ProfileRow.name,
            readable_value(ProfileRow.height_cm),
            readable_value(ProfileRow.weight_kg),
            readable_value(ProfileRow.units),
            mine,
        )
        .where(readable_rows(ProfileRow))
        .order_by(ProfileRow.name)
    )
    return [Profile(*row) for row in connection.execute(query)]


def profile_named(connection: Connection, name: str) -> Profile:
    """One profile; the user's own is there even before anything is saved of it.

    Raises:
        UnknownProfile: There is none with this name.
    """
    known = profiles(connection)
    found = next((each for each in known if each.name == name), None)
    if found is None and name == DEFAULT_PROFILE:
        return Profile(name, height_cm=None, weight_kg=None, units=None, workouts=0)
    if found is None:
        raise UnknownProfile(name, [each.name for each in known])
    return found


def new_profile(connection: Connection, name: str, edit: ProfileEdit) -> None:
    """Create a profile.

    Raises:
        ProfileTaken: There is one with this name.
    """
    if connection.scalar(select(ProfileRow.id).where(ProfileRow.name == name)) is not None:
        raise ProfileTaken(name)
    values = {"name": name, "created_at": datetime.now(UTC), **edit.values}
    connection.execute(insert(ProfileRow).values(values))


def edit_profile(connection: Connection, name: str, edit: ProfileEdit) -> None:
    """Change a profile.

    Raises:
        UnknownProfile: There is none with this name.
    """
    profile_named(connection, name)
    if edit.values:
        ensured_profile(connection, name)
        connection.execute(update(ProfileRow).where(ProfileRow.name == name).values(edit.values))


def ensured_profile(connection: Connection, name: str) -> int:
    """The id of a profile, which is created if it is missing."""
    known = connection.scalar(select(ProfileRow.id).where(ProfileRow.name == name))
    if known is not None:
        return known
    new = insert(ProfileRow).values(name=name, created_at=datetime.now(UTC)).returning(ProfileRow.id)
    return connection.execute(new).scalar_one()
