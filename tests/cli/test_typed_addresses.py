"""Addresses on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Coach

PAGE = "https://" + "www.youtube.com/watch?v=abc"
SAVE = "Save the film on this machine first, then run 'coach analyze film.mp4'."


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (("analyze", PAGE), 1),
        (("analyze", PAGE, "-e", "squat"), 1),
        (("start", PAGE), 1),
        (("start", "squat", "--source", PAGE), 1),
        (("start", "squat", "--source", PAGE.partition("//")[2]), 1),
        ((PAGE,), 2),
    ],
)
def test_a_films_page_is_not_downloaded(coach: Coach, typed: tuple[str, ...], code: int) -> None:
    result = coach(*typed)
    assert result.code == code
    assert "coach doesn't download films" in result.err
    assert result.err.endswith(f"{SAVE}\n")
    assert "password" not in result.err


def test_an_address_among_films_does_not_stop_them(coach: Coach, squats_recording: Path) -> None:
    result = coach("analyze", PAGE, f"file://{squats_recording}", "-e", "squat", "--json")
    assert result.code == 3
    failed, counted = result.lines
    assert failed["error"].startswith("coach doesn't download films")
    assert counted["reps"] == 4


def test_an_address_in_the_wrong_place_gives_a_hint(coach: Coach) -> None:
    result = coach("start", "127.0.0.1:9/video")
    assert result.err.startswith(
        "EXERCISE: that is an address, not an exercise. Type: coach start --source http://127.0.0.1:9/video"
    )
    result = coach("start", "squat", "127.0.0.1:9/video")
    assert "An address goes after --source: coach start EXERCISE --source 127.0.0.1:9/video" in result.err


def test_an_address_without_http_works(coach: Coach, home: Path) -> None:
    expected = "http://127.0.0.1:9/video sends no pictures: the connection was refused."
    assert coach("start", "squat", "--source", "127.0.0.1:9/video").err.startswith(expected)
    home.joinpath("settings.toml").write_text('source = "127.0.0.1:9/video"\n')
    assert coach("start", "squat").err.startswith(expected)
