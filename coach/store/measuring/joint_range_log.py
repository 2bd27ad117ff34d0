"""Saves and lists the measured ranges of joints of a person."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from coach.body.landmarks import Side
from coach.body.view import View
from coach.judging.effort.set_figures import Estimate
from coach.store.log_tables import JointRangeRow
from coach.store.planning.profiles import ensured_profile
from coach.store.progress.change import FigureChange, change
from coach.store.readable import readable_rows
from coach.store.tables import ProfileRow

_SAME = ("profile_id", "taken_at", "movement", "limb")


@dataclass(frozen=True, slots=True)
class SavedRange:
    """The peak range of one joint.

    Attributes:
        taken_at: When it was measured.
        movement: Name of the movement, such as "knee-flexion".
        side: The side.
        range_deg: The peak range with its error, degrees.
        tries: The peak of each try.
        view: The view of the camera.
        source: Name of the film, recording or camera.
        coach_version: The version that measured it.
    """

    taken_at: datetime
    movement: str
    side: Side
    range_deg: Estimate
    tries: tuple[float, ...]
    view: View
    source: str
    coach_version: str


def save_range(connection: Connection, profile: str, measured: SavedRange) -> int:
    """Save a range, and return its number; the same film measured again replaces it."""
    values = {
        "profile_id": ensured_profile(connection, profile),
        "taken_at": measured.taken_at,
        "movement": measured.movement,
        "limb": measured.side,
        "value_deg": measured.range_deg.value,
        "error_deg": measured.range_deg.error,
        "tries": json.dumps([round(each, 1) for each in measured.tries]),
        "view": measured.view,
        "source": measured.source,
        "coach_version": measured.coach_version,
    }
    same = [getattr(JointRangeRow, name) == values[name] for name in _SAME]
    connection.execute(delete(JointRangeRow).where(*same))
    return connection.execute(insert(JointRangeRow).values(values).returning(JointRangeRow.id)).scalar_one()


def saved_ranges(connection: Connection, profile: str, movement: str) -> list[SavedRange]:
    """The ranges of a movement of a person, oldest first."""
    query = (
        select(*JointRangeRow.__table__.columns)
        .join(ProfileRow, ProfileRow.id == JointRangeRow.profile_id)
        .where(ProfileRow.name == profile, JointRangeRow.movement == movement, readable_rows(JointRangeRow))
        .order_by(JointRangeRow.taken_at, JointRangeRow.id)
    )
    return [
        SavedRange(
            taken_at=row["taken_at"],
            movement=row["movement"],
            side=row["limb"],
            range_deg=Estimate(row["value_deg"], row["error_deg"]),
            tries=_tries(row["tries"]),
            view=row["view"],
            source=row["source"],
            coach_version=row["coach_version"],
        )
        for row in connection.execute(query).mappings()
    ]


def _tries(text: str) -> tuple[float, ...]:
    """The tries; none if the text was edited by hand."""
    try:
        found = json.loads(text)
        return tuple(float(each) for each in found)
    except (ValueError, TypeError):
        return ()


def range_change(saved: list[SavedRange], side: Side) -> FigureChange | None:
    """How the range of a side changed; None with fewer than three measurements."""
    return change([(each.taken_at, each.range_deg) for each in saved if each.side == side])
