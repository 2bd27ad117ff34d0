"""A camera's password is never shown, stored or reported."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Coach

_OPENED_BY = (
    "http://me:s3cr3t@127.0.0.1:1/video",
    "http://me:s3cr3t/s3cr3t@127.0.0.1:1/video",
    "http://127.0.0.1:1/video?password=s3cr3t",
    "http://127.0.0.1:1/video?token=s3cr3t&action=stream",
    "htp://me:s3cr3t@127.0.0.1:1/video",
    "http:/me:s3cr3t@127.0.0.1:1/video.mjpg",
    "me:s3cr3t@127.0.0.1:1/video",
)


@pytest.mark.parametrize("address", _OPENED_BY)
def test_no_password_is_printed(coach: Coach, address: str) -> None:
    settings = Path(os.environ["COACH_HOME"], "settings.toml")
    settings.parent.mkdir(parents=True)
    settings.write_text(f"source = '{address}'\n", encoding="utf-8")
    for typed in (
        ("settings",),
        ("settings", "--json"),
        ("start", "squat"),
        ("start", "squat", "--source", address),
        ("start", "squat", "--source", address, "--json"),
        ("start", address),
        ("start", "squat", address),
        ("analyze", address, "-e", "squat"),
        ("exercises", "show", address),
    ):
        result = coach(*typed)
        assert "s3cr3t" not in result.out + result.err, typed


def test_no_password_is_reported(coach: Coach, tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    result = coach("doctor", "--source", _OPENED_BY[3], "--report", report)
    assert "s3cr3t" not in result.out + result.err + report.read_text(encoding="utf-8")


def test_settings_show_the_address_without_its_password(coach: Coach) -> None:
    settings = Path(os.environ["COACH_HOME"], "settings.toml")
    settings.parent.mkdir(parents=True)
    settings.write_text(f'source = "{_OPENED_BY[0]}"\n', encoding="utf-8")
    assert "http://127.0.0.1:1/video" in coach("settings").out
    assert coach("settings", "--json").lines[0]["settings"]["source"]["value"] == "http://127.0.0.1:1/video"


def test_a_visible_password_is_warned_of(coach: Coach, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "can see the password" in coach("start", "squat", "--source", _OPENED_BY[0]).err
    monkeypatch.setenv("COACH_SOURCE", _OPENED_BY[0])
    result = coach("start", "squat")
    assert "can see the password" not in result.err
    assert "http://127.0.0.1:1/video" in result.err, "it was tried"
