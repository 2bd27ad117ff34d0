"""Postures in the database: saved, replaced, exchanged, and gone with their person."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.export.history_import import import_history
from coach.export.history_json import export_json
from coach.judging.effort.set_figures import Estimate
from coach.store.changes.forgetting import erase, planned_erasure
from coach.store.history import open_history
from coach.store.posture.posture_log import (
    PosturePhoto,
    delete_posture,
    posture_change,
    postures,
    save_posture,
)
from coach.store.schema import WRITES, open_database

NOON = datetime(2026, 3, 8, 12, tzinfo=UTC)


def photo(name: str = "me.png", day: int = 0, hips: float = 2.0) -> PosturePhoto:
    return PosturePhoto(
        taken_at=NOON + timedelta(days=day),
        photo=name,
        sha256=f"{name}{day}",
        view="front",
        reference="body",
        figures={"hip_level": Estimate(hips, 4.0), "trunk_lean": Estimate(-1.0, 2.0)},
        model_sha256="m",
        coach_version="0",
    )


def save(database: Path, *photos: PosturePhoto, profile: str = "me") -> list[int | None]:
    with open_database(database) as engine, engine.execution_options(**WRITES).begin() as connection:
        return [save_posture(connection, profile, each) for each in photos]


def saved(database: Path, profile: str = "me") -> list[PosturePhoto]:
    with open_database(database) as engine, engine.connect() as connection:
        return postures(connection, profile)


def test_photos_come_back_by_their_date_and_a_second_measurement_replaces_the_first(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite3"
    save(database, photo(day=7), photo())
    save(database, photo(hips=3.0))
    found = saved(database)
    assert [each.taken_at for each in found] == [NOON, NOON + timedelta(days=7)]
    assert found[0].figures == {"hip_level": Estimate(3.0, 4.0), "trunk_lean": Estimate(-1.0, 2.0)}
    assert not saved(database, "anna")


def test_a_posture_is_deleted_by_its_number(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite3"
    first, second = save(database, photo(), photo(day=1))
    assert first is not None
    with open_database(database) as engine, engine.execution_options(**WRITES).begin() as connection:
        assert delete_posture(connection, "anna", first) is None
        assert delete_posture(connection, "me", first) is not None
        assert delete_posture(connection, "me", first) is None
    assert [each.number for each in saved(database)] == [second]


def weekly(hips_a_week: float) -> list[PosturePhoto]:
    return [photo(day=7 * week, hips=hips_a_week * week) for week in range(4)]


def test_a_change_is_put_against_the_error() -> None:
    within = posture_change(weekly(1.0), "hip_level", "front", "body")
    beyond = posture_change(weekly(5.0), "hip_level", "front", "body")
    assert within is not None
    assert beyond is not None
    assert within.amount == pytest.approx(3.0)
    assert (within.error, within.is_clear, beyond.is_clear) == (4.0, False, True)
    assert posture_change(weekly(1.0), "hip_level", "side", "body") is None


def test_postures_are_exported_and_imported_once(tmp_path: Path) -> None:
    here, there = tmp_path / "here.sqlite3", tmp_path / "there.sqlite3"
    save(here, photo(), profile="anna")
    document = tmp_path / "history.json"
    with open_history(here) as history:
        export_json(history, document)
    for _ in range(2):
        import_history(document, there)
    assert [(each.photo, each.figures) for each in saved(there, "anna")] == [
        (each.photo, each.figures) for each in saved(here, "anna")
    ]


def test_they_are_gone_with_their_person(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite3"
    save(database, photo(), profile="anna")
    save(database, photo())
    erase(database, planned_erasure(database, "anna"))
    assert not saved(database, "anna")
    assert len(saved(database)) == 1
