"""A report contains no private names."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from coach.checkup.redact import redacted

PHONE = f"http://{'me:secret'}@phone.example:80/v"


@pytest.mark.parametrize(
    ("text", "source", "left"),
    [
        ("There is no film at tapes/me.mp4.", "tapes/me.mp4", "There is no film at SOURCE."),
        ("me.mp4 is damaged.", "tapes/me.mp4", "SOURCE is damaged."),
        (
            f"{PHONE} sends no pictures: 404.",
            PHONE,
            "SOURCE sends no pictures: 404.",
        ),
        ("phone.example is gone", "http://phone.example:80/v", "SOURCE is gone"),
        ("Camera 1 sends no pictures in 10 s.", "1", "Camera 1 sends no pictures in 10 s."),
        (f"{Path.home()}/x/y", None, "~/x/y"),
        (f"/mnt/{getpass.getuser()}/x", None, "/mnt/USER/x"),
    ],
)
def test_names_of_sources_folders_and_users_are_removed(text: str, source: str | None, left: str) -> None:
    assert redacted(text, source) == left


def test_coach_home_is_shown_as_its_variable(home: Path) -> None:
    assert redacted(f"{home / 'coach.sqlite3'} is damaged", None) == "$COACH_HOME/coach.sqlite3 is damaged"
