"""``coach forget``: nothing of the person is left on the disk, and everything of the others is."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.store.changes.deletion import delete_workouts
from tests.cli.conftest import Coach
from tests.store.workouts import counted_set, facts, remember, rep


@pytest.fixture
def two_people(coach: Coach, home: Path, squats_recording: Path) -> Path:
    """A home with workouts of two people, a deleted one, a correction, recordings and a backup."""
    database = home / "coach.sqlite3"
    coach("analyze", squats_recording, "-e", "squat", "--profile", "Zenobia")
    remember(database, facts(sha256="1" * 64), counted_set([rep(1), rep(2)]))
    remember(database, facts(sha256="2" * 64, profile="Zenobia"), counted_set([rep(1)]))
    coach("history", "edit", "1", "--note", "Zenobia's own words")
    coach("history", "edit", "2", "--reps", "9")
    delete_workouts([3], database)
    coach("db", "backup")
    return home


def contents(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*")) if path.is_file())


def test_it_asks_and_says_what_goes(coach: Coach, two_people: Path) -> None:
    before = contents(two_people)
    result = coach("forget", "Zenobia")
    assert result.code == 2 and "add --yes" in result.err
    for line in ("1 x workout", "1 x recording", "1 x backup, which holds everybody's workouts"):
        assert line in result.out
    assert contents(two_people) == before
    assert coach("forget").code == 2 and coach("forget", "Zenobia", "--all").code == 2
    unknown = coach("forget", "Bob", "--yes")
    assert unknown.code == 1 and "no profile 'Bob'" in unknown.err and "Zenobia" in unknown.err


def test_nothing_of_the_person_is_left(coach: Coach, two_people: Path) -> None:
    assert b"Zenobia" in contents(two_people)
    result = coach("forget", "Zenobia", "--yes")
    assert result.code == 0 and "Left:" in result.out
    left = contents(two_people)
    assert b"Zenobia" not in left and b"own words" not in left and b"2" * 64 not in left
    assert not list((two_people / "recordings").rglob("*.npz"))
    assert not list(two_people.glob("coach.backup.*"))
    [line] = coach("history", "--json").lines
    assert (line["id"], line["reps"]) == (2, 9)
    [change] = coach("history", "changes", "--json").lines
    assert "workout 2" in change["what"]
    assert coach("history", "undo").code == 0


def test_everybody_is_erased(coach: Coach, two_people: Path) -> None:
    assert coach("forget", "--all", "--yes").code == 0
    assert not coach("history", "--json").lines
    assert b"Zenobia" not in contents(two_people)
    assert not list((two_people / "recordings").rglob("*.npz"))


def test_cached_landmarks_of_their_films_go_too(coach: Coach, home: Path, squats_recording: Path) -> None:
    coach("analyze", squats_recording, "-e", "squat", "--profile", "Zenobia")
    cache = home / "cache" / "recordings"
    cache.mkdir(parents=True)
    theirs, other = cache / "theirs.npz", cache / "other.npz"
    theirs.write_bytes(squats_recording.read_bytes())  # as if their film had been analysed
    other.write_bytes(b"of another film")
    assert "1 film." in coach("forget", "Zenobia", "--yes").out
    assert not theirs.exists() and other.exists()
