"""Saves, lists and deletes the posture in photos; the photos themselves are not stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select

from coach.body.view import View
from coach.judging.effort.set_figures import Estimate
from coach.store.kinds import PostureReference
from coach.store.log_tables import PostureRow
from coach.store.planning.profiles import ensured_profile
from coach.store.progress.change import FigureChange, change
from coach.store.readable import readable_rows
from coach.store.tables import ProfileRow


@dataclass(frozen=True, slots=True)
class PosturePhoto:
    """The posture in a photo.

    Attributes:
        taken_at: When the photo was taken.
        photo: Name of its file.
        sha256: Hash of its file in hex.
        view: The view of the camera.
        reference: What was taken for vertical: the body's own line, or the edge of a level picture.
        figures: The measures by name, in degrees.
        model_sha256: Hash of the pose model.
        coach_version: The version that measured it.
        number: Its number in the history; None before it is saved.
    """

    taken_at: datetime
    photo: str
    sha256: str
    view: View
    reference: PostureReference
    figures: dict[str, Estimate]
    model_sha256: str
    coach_version: str
    number: int | None = None


def save_posture(connection: Connection, profile: str, photo: PosturePhoto) -> int | None:
    """Save the posture in a photo; one that was measured before is replaced.

    Returns:
        Its number; None if nothing was measured.
    """
    profile_id = ensured_profile(connection, profile)
    same = (PostureRow.profile_id == profile_id) & (PostureRow.sha256 == photo.sha256)
    connection.execute(delete(PostureRow).where(same))
    numbers = [
        connection.execute(
            insert(PostureRow)
            .values(
                profile_id=profile_id,
                taken_at=photo.taken_at,
                photo=photo.photo,
                sha256=photo.sha256,
                view=photo.view,
                reference=photo.reference,
                measure=measure,
                value_deg=figure.value,
                error_deg=figure.error,
                model_sha256=photo.model_sha256,
                coach_version=photo.coach_version,
            )
            .returning(PostureRow.id)
        ).scalar_one()
        for measure, figure in photo.figures.items()
    ]
    return min(numbers, default=None)


def postures(connection: Connection, profile: str) -> list[PosturePhoto]:
    """The postures of a person, oldest first."""
    query = (
        select(PostureRow)
        .join(ProfileRow, ProfileRow.id == PostureRow.profile_id)
        .where(ProfileRow.name == profile, readable_rows(PostureRow))
        .order_by(PostureRow.taken_at, PostureRow.id)
    )
    columns = PostureRow.__table__.columns
    found: dict[str, PosturePhoto] = {}
    for row in connection.execute(query.with_only_columns(*columns)).mappings():
        if row["sha256"] not in found:
            found[row["sha256"]] = PosturePhoto(
                taken_at=row["taken_at"],
                photo=row["photo"],
                sha256=row["sha256"],
                view=row["view"],
                reference=row["reference"],
                figures={},
                model_sha256=row["model_sha256"],
                coach_version=row["coach_version"],
                number=row["id"],
            )
        found[row["sha256"]].figures[row["measure"]] = Estimate(row["value_deg"], row["error_deg"])
    return list(found.values())


def delete_posture(connection: Connection, profile: str, number: int) -> PosturePhoto | None:
    """Delete the posture in a photo, and return it; None if the person has none with this number."""
    found = next((each for each in postures(connection, profile) if each.number == number), None)
    if found is not None:
        mine = select(ProfileRow.id).where(ProfileRow.name == profile).scalar_subquery()
        same = (PostureRow.profile_id == mine) & (PostureRow.sha256 == found.sha256)
        connection.execute(delete(PostureRow).where(same))
    return found


def posture_change(
    photos: Sequence[PosturePhoto], measure: str, view: View, reference: PostureReference
) -> FigureChange | None:
    """How a measure changed from photo to photo of one view and reference; None with fewer than three."""
    return change(
        [
            (each.taken_at, each.figures[measure])
            for each in photos
            if measure in each.figures and (each.view, each.reference) == (view, reference)
        ]
    )
