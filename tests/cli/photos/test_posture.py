"""``coach posture``: measured, saved, compared, listed and deleted."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from tests.cli.conftest import Coach
from tests.photo.photos import standing_picture, write_photo


def test_a_photo_is_measured_and_saved_once(coach: Coach, tmp_path: Path, model: tuple[str, str]) -> None:
    photo = write_photo(tmp_path / "me.png")
    result = coach("posture", photo, "--date", "2026-03-08", *model)
    assert (result.code, result.err) == (0, "")
    for line in ("Standing posture, from the front", "Not measured: head (needs a side view)."):
        assert line in result.out
    assert "Saved as number 1, taken on 2026-03-08, for me." in result.out
    assert result.out.endswith("These are measurements of photos, not a diagnosis.\n")
    assert max(map(len, coach("posture", photo, *model, COLUMNS="80").out.splitlines()[1:])) <= 80
    assert len(coach("posture", "--history", "--json").lines) == 1  # the same photo replaces itself


def test_two_photos_are_compared(coach: Coach, tmp_path: Path, model: tuple[str, str]) -> None:
    before = write_photo(tmp_path / "before.png")
    after = write_photo(tmp_path / "after.png", standing_picture()[:, ::-1])
    result = coach("posture", before, after, "--no-save", *model)
    assert "From before.png to after.png:" in result.out
    assert "within the error of both photos" in result.out
    first, second, change = coach("posture", before, after, "--no-save", "--json", *model).lines
    assert [first["view"], second["view"], first["number"]] == ["front", "front", None]
    for each, one, other in zip(change["changes"], first["measures"], second["measures"], strict=True):
        assert each["measure"] == one["measure"] == other["measure"]
        assert each["value_deg"] == pytest.approx(other["value_deg"] - one["value_deg"], abs=0.11)
    side = write_photo(tmp_path / "side.png", standing_picture("side"))
    assert "have no measure in common" in coach("posture", before, side, "--no-save", *model).out
    assert "No posture is saved" in coach("posture", "--history").out


def test_the_trend_shows_and_a_photo_can_be_deleted(
    coach: Coach, tmp_path: Path, model: tuple[str, str]
) -> None:
    for week in (1, 8, 15):
        picture = standing_picture().copy()
        picture[0, 0] = week  # another file
        photo = write_photo(tmp_path / f"{week}.png", picture)
        assert coach("posture", photo, "--date", f"2026-03-{week:02}", *model).code == 0
    shown = coach("posture", "--history").out
    assert "Posture from the front" in shown
    assert "Shoulders: no change over 2 weeks, within the error of one measurement" in shown
    assert [line.split()[1] for line in shown.splitlines() if "±" in line][:3] == [
        "2026-03-01",
        "2026-03-08",
        "2026-03-15",
    ]
    numbers = [line["number"] for line in coach("posture", "--history", "--json").lines]
    assert coach("posture", "--delete", numbers[1]).out == "Deleted the posture of 2026-03-08.\n"
    assert len(coach("posture", "--history", "--json").lines) == 2
    again = coach("posture", "--delete", numbers[1])
    assert (again.code, again.err.splitlines()[0]) == (1, f"me has no posture with number {numbers[1]}.")
    assert coach("posture", "--history", "--profile", "anna", "--json").lines == []


def test_a_photo_without_a_date_has_that_of_its_file(
    coach: Coach, tmp_path: Path, model: tuple[str, str]
) -> None:
    photo = write_photo(tmp_path / "me.png")
    os.utime(photo, (1_770_000_000, 1_770_000_000))
    [line] = coach("posture", photo, "--json", *model).lines
    assert line["taken_at"].startswith("2026-02-02")


def test_what_can_not_be_measured_is_not_saved(coach: Coach, tmp_path: Path, model: tuple[str, str]) -> None:
    photo = write_photo(tmp_path / "me.png", standing_picture("oblique"))
    result = coach("posture", photo, *model)
    assert "Nothing measured: needs a front, rear or side view; you are turned by" in result.out
    assert "Saved" not in result.out
    wall = write_photo(tmp_path / "wall.png", np.full((200, 200, 3), 150, np.uint8))
    assert coach("posture", wall, *model).code == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ((), "name a photo, or add --history."),
        (("a.png", "b.png", "c.png"), "name one photo, or two to compare."),
        (("a.png", "b.png", "--date", "2026-03-08"), "it dates one photo"),
        (("a.png", "--history"), "--history and --delete take no photo."),
    ],
)
def test_wrong_usage_is_a_sentence(coach: Coach, typed: tuple[str, ...], sentence: str) -> None:
    result = coach("posture", *typed)
    assert result.code == 2
    assert sentence in result.err
