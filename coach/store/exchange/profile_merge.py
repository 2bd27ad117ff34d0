"""Profiles, with goals, postures and joint ranges, merged into those of the database by their names."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from coach.store.exchange.row_values import Document, InvalidValue, row_from_json
from coach.store.log_tables import GoalRow, JointRangeRow, PostureRow
from coach.store.tables import ProfileRow

_LISTS = ("goals", "postures", "joint_ranges")
_SAME_RANGE = ("taken_at", "movement", "limb")
_SAME_GOAL = ("kind", "exercise", "created_at")
"""What makes two goals of a person the same."""


def merge_profile(connection: Connection, facts: Document, place: str) -> bool:
    """Add a profile with its goals; of one that exists, only what is unknown is filled in.

    Returns:
        Whether anything changed.

    Raises:
        InvalidValue: A value is missing, unknown or out of range.
    """
    values = row_from_json(ProfileRow, facts, place, _LISTS)
    if not values["name"].strip():
        raise InvalidValue(f"{place}.name must not be empty.")
    goals, postures, ranges = (_listed(facts, name, place) for name in _LISTS)
    query = select(ProfileRow.__table__).where(ProfileRow.name == values["name"])
    here = connection.execute(query).mappings().one_or_none()
    if here is None:
        number = profile_number(connection, values)
        changed = True
    else:
        number = here["id"]
        changed = _fill_in(connection, ProfileRow, dict(here), values)
    for place_of_goal, goal in enumerate(goals):
        wanted = row_from_json(GoalRow, goal, f"{place}.goals[{place_of_goal}]")
        changed |= _merge_goal(connection, number, wanted)
    for place_of_posture, posture in enumerate(postures):
        wanted = row_from_json(PostureRow, posture, f"{place}.postures[{place_of_posture}]")
        changed |= _merge_posture(connection, number, wanted)
    for place_of_range, measured in enumerate(ranges):
        wanted = row_from_json(JointRangeRow, measured, f"{place}.joint_ranges[{place_of_range}]")
        changed |= _merge_range(connection, number, wanted)
    return changed


def _listed(facts: Document, name: str, place: str) -> list[Any]:
    found = facts.get(name, [])
    if not isinstance(found, list):
        raise InvalidValue(f"{place}.{name} must be a list.")
    return found


def profile_number(connection: Connection, values: dict[str, Any]) -> int:
    """Insert a profile, and return its number."""
    return connection.execute(insert(ProfileRow).values(values).returning(ProfileRow.id)).scalar_one()


def known_profile(connection: Connection, name: str, since: datetime) -> int:
    """The number of the profile with this name, which is made if it is missing."""
    number = connection.scalar(select(ProfileRow.id).where(ProfileRow.name == name))
    return number or profile_number(connection, {"name": name, "created_at": since})


def _merge_goal(connection: Connection, profile: int, wanted: dict[str, Any]) -> bool:
    same = [getattr(GoalRow, name).is_not_distinct_from(wanted[name]) for name in _SAME_GOAL]
    query = select(GoalRow.__table__).where(GoalRow.profile_id == profile, *same)
    here = connection.execute(query).mappings().first()
    if here is None:
        connection.execute(insert(GoalRow).values(profile_id=profile, **wanted))
        return True
    return _fill_in(connection, GoalRow, dict(here), wanted)


def _merge_posture(connection: Connection, profile: int, wanted: dict[str, Any]) -> bool:
    """Add a measure of a photo, unless it is there."""
    same = (PostureRow.sha256 == wanted["sha256"], PostureRow.measure == wanted["measure"])
    known = connection.scalar(select(PostureRow.id).where(PostureRow.profile_id == profile, *same))
    if known is None:
        connection.execute(insert(PostureRow).values(profile_id=profile, **wanted))
    return known is None


def _merge_range(connection: Connection, profile: int, wanted: dict[str, Any]) -> bool:
    """Add a measured range, unless it is there."""
    same = [getattr(JointRangeRow, name) == wanted[name] for name in _SAME_RANGE]
    known = connection.scalar(select(JointRangeRow.id).where(JointRangeRow.profile_id == profile, *same))
    if known is None:
        connection.execute(insert(JointRangeRow).values(profile_id=profile, **wanted))
    return known is None


def _fill_in(
    connection: Connection, table: type[ProfileRow | GoalRow], here: dict[str, Any], wanted: dict[str, Any]
) -> bool:
    unknown = {name: value for name, value in wanted.items() if here[name] is None and value is not None}
    if unknown:
        connection.execute(update(table).where(table.id == here["id"]).values(unknown))
    return bool(unknown)
