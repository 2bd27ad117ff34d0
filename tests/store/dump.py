"""Writes a database of this version as an SQL dump: ``python -m tests.store.dump``.

Every release adds one to ``tests/store/databases``, and every later version must still open it and find in it
what :func:`remembered_in` says.
"""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from coach import __version__
from coach.body.picture_notes import PictureNote
from coach.judging.effort.set_figures import Estimate
from coach.judging.observation import Segment
from coach.store.changes.editing import Edit, edit_set
from coach.store.history import open_history
from coach.store.measuring.joint_range_log import SavedRange, save_range
from coach.store.migration.revisions import revisions
from coach.store.posture.posture_log import PosturePhoto, save_posture
from coach.store.schema import WRITES, open_database
from tests.store.workouts import (
    LEANING,
    SAGGING,
    STRAY,
    attempted_set,
    counted_set,
    facts,
    guessed_set,
    held_set,
    mixed_sets,
    remember,
    rep,
)

DATABASES = Path(__file__).with_name("databases")

REMEMBERED = {
    1: ("me", "film", "finished", "squat", 2, 1, None),
    2: ("me", "film", "interrupted", "plank", 0, 0, 31.5),
    3: ("Ada", "film", "finished", "lunge", 1, 1, None),
    4: ("me", "live", "finished", "squat", 3, 0, None),
    5: ("me", "film", "finished", "push-up", 0, 0, None),
}
"""Expected workouts by number: profile, kind, state, exercises, full and partial reps, seconds held."""
POSTURE = PosturePhoto(
    taken_at=datetime(2026, 3, 8, 12, tzinfo=UTC),
    photo="me.jpg",
    sha256="f" * 64,
    view="front",
    reference="body",
    figures={"hip_level": Estimate(2.0, 4.0), "trunk_lean": Estimate(-1.0, 2.0)},
    model_sha256="0" * 64,
    coach_version=__version__,
)
"""The posture of 'me' in a photo, from revision 0013 on."""
JOINT_RANGE = SavedRange(
    taken_at=datetime(2026, 3, 9, 12, tzinfo=UTC),
    movement="knee-flexion",
    side="left",
    range_deg=Estimate(118.5, 13.5),
    tries=(116.0, 118.5),
    view="side",
    source="knee.mp4",
    coach_version=__version__,
)
"""A range of 'me', from revision 0014 on."""
RECOGNISED = {6: ("me", "film", "finished", "squat, push-up, plank", 3, 1, 31.5)}
"""Workouts with recognised exercises, from revision 0004 on."""
CORRECTED = {
    7: ("me", "film", "finished", "squat", 12, 1, None),
    8: ("me", "film", "finished", "plank", 0, 0, 45.0),
    9: ("me", "film", "finished", "lunge", 0, 0, None),
}
"""Corrected workouts, and a recognised one without reps, from revision 0005 on."""
SPARSE = {10: ("me", "film", "finished", "squat", 2, 0, None)}
"""A workout with too few frames, from revision 0006 on."""
NOTED = {11: ("me", "film", "finished", "squat", 3, 0, None)}
"""A workout with picture problems, from revision 0007 on."""
GUESSED = {12: ("me", "film", "finished", "squat", 2, 1, None)}
"""A workout with unmeasured ranges of motion, from revision 0008 on."""
ATTEMPTED = {13: ("me", "film", "finished", "squat", 2, 0, None)}
"""A workout with attempts that do not count, in a set and before it, from revision 0009 on."""
NOTES = (
    PictureNote("dark", "It is dark.", "Turn on a light.", doubtful=True, end_s=8.0),
    PictureNote("stretched", "The film was stretched."),
)
"""Its picture problems: the first of its two sets is doubtful."""
SEGMENTS = (Segment(1.0, 4.5, "lunge", 0.55), Segment(6.0, 9.0, None, 0.3))
"""The segments of the last corrected workout."""


def remembered_in(dump: Path) -> dict[int, tuple[str, str, str, str, int, int, float | None]]:
    """The expected workouts of a dump."""
    recognised = RECOGNISED if dump.stem >= "0004" else {}
    corrected = CORRECTED if dump.stem >= "0005" else {}
    sparse = SPARSE if dump.stem >= "0006" else {}
    noted = NOTED if dump.stem >= "0007" else {}
    guessed = GUESSED if dump.stem >= "0008" else {}
    attempted = ATTEMPTED if dump.stem >= "0009" else {}
    return REMEMBERED | recognised | corrected | sparse | noted | guessed | attempted


def old_database(dump: Path, path: Path) -> Path:
    """Restore a dump as a database."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(dump.read_text(encoding="utf-8"))
    return path


def remember_some_of_everything(path: Path) -> None:
    """Create a database with every kind of value."""
    faulty = replace(counted_set([rep(1), rep(2), rep(3, 45.0)]), faults=(LEANING, SAGGING))
    remember(path, facts(sha256="1" * 64, weight_kg=20.0), faulty)
    remember(path, facts(sha256="2" * 64, exercise="plank"), held_set(31.5), interrupted=True)
    alternating = counted_set(
        [rep(1, side="left"), rep(2, 40.0, side="right")], exercise="lunge", range_used="mine"
    )
    remember(path, facts(sha256="3" * 64, exercise="lunge", profile="Ada", as_training=True), alternating)
    live = (counted_set([rep(1), rep(2)]), counted_set([rep(3)], number=2))
    remember(path, facts(sha256=None, kind="live"), *live)
    remember(path, facts(sha256="5" * 64, exercise="push-up"))
    remember(path, facts(sha256="6" * 64, exercise=None), *mixed_sets())
    remember(path, facts(sha256="8" * 64), counted_set([rep(1), rep(2), rep(3, 45.0)]))
    remember(path, facts(sha256="9" * 64, exercise="plank"), held_set(31.5))
    remember(path, facts(sha256="a" * 64, exercise=None), segments=SEGMENTS)
    remember(path, facts(sha256="b" * 64), counted_set([rep(1), rep(2)]), frame_rate=6.0)
    noted = (counted_set([rep(1), rep(2)]), counted_set([rep(3)], number=2))
    half_speed = facts(sha256="c" * 64)
    half_speed = replace(half_speed, source=replace(half_speed.source, speed=0.5))
    remember(path, half_speed, *noted, notes=NOTES)
    remember(path, facts(sha256="d" * 64), guessed_set())
    remember(path, facts(sha256="e" * 64), attempted_set(), between_sets=(STRAY,))
    with open_history(path) as history:
        squats, plank = history.workout(7), history.workout(8)
    edit_set(squats, None, Edit(reps=12), path)
    edit_set(plank, None, Edit(hold_s=45.0), path)
    with open_database(path) as engine, engine.execution_options(**WRITES).begin() as connection:
        save_posture(connection, "me", POSTURE)
        save_range(connection, "me", JOINT_RANGE)


def write_dump() -> Path:
    """Dump a database of this version, named by revision and version; older dumps are never overwritten.

    Raises:
        FileExistsError: This version's is there already.
    """
    dump = DATABASES / f"{revisions()[-1]}-{__version__}.sql"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "coach.sqlite3"
        remember_some_of_everything(path)
        with closing(sqlite3.connect(path)) as connection, dump.open("x", encoding="utf-8") as file:
            file.writelines(f"{line}\n" for line in connection.iterdump())
    return dump


if __name__ == "__main__":
    write_dump()
