"""The date of a film: from its tags, else from its file, if plausible."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.vision.film.film_date import film_date, is_believable

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
CHANGED = datetime(2026, 3, 9, 7, tzinfo=UTC)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "film.mp4"
    path.write_bytes(b"film")
    os.utime(path, (CHANGED.timestamp(), CHANGED.timestamp()))
    return path


def test_the_date_in_the_tags_overrides_the_files(film: Path) -> None:
    own = datetime(2026, 3, 8, 18, 30, tzinfo=UTC)
    assert film_date(film, own) == (own, "film")
    assert film_date(film, None) == (CHANGED, "file")
    assert film_date(film, datetime(1904, 1, 1, tzinfo=UTC)) == (CHANGED, "file")


def test_implausible_dates_are_ignored(film: Path) -> None:
    os.utime(film, (0, 0))
    assert film_date(film, None) == (None, None)


def test_a_local_time_written_as_utc_is_not_in_the_future(film: Path) -> None:
    ahead = datetime.now(UTC) + timedelta(hours=9)
    date, by = film_date(film, ahead)
    assert by == "film"
    assert date is not None
    assert date <= datetime.now(UTC)


@pytest.mark.parametrize(
    "date",
    [
        datetime(1904, 1, 1, tzinfo=UTC),
        datetime(1970, 1, 1, 0, 5, tzinfo=UTC),
        datetime(1989, 12, 31, tzinfo=UTC),
        datetime(2000, 1, 1, 3, 20, tzinfo=UTC),
        datetime(2015, 1, 1, tzinfo=UTC),
        NOW + timedelta(days=1),
        datetime(9999, 12, 31, 23, 59, tzinfo=UTC),
        datetime(1, 1, 1, tzinfo=UTC),
    ],
)
def test_the_date_of_an_unset_clock_is_implausible(date: datetime) -> None:
    assert not is_believable(date, NOW)


def test_other_dates_are_plausible(film: Path) -> None:
    assert is_believable(datetime(1996, 7, 4, tzinfo=UTC), NOW)
    assert is_believable(datetime(2015, 1, 1, 10, 30, tzinfo=UTC), NOW)
