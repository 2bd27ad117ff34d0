"""``coach settings``: values, their origin, and a new file."""

from __future__ import annotations

from pathlib import Path

from coach.settings import Settings
from tests.cli.conftest import Coach


def row(out: str, name: str) -> str:
    [line] = [line for line in out.splitlines() if line.startswith(f"{name} ")]
    return " ".join(line.split()[1:])


def test_values_and_their_origin_are_shown(coach: Coach, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text(
        'voice = "counts"\nspeaker = ["say", "[red] x"]\n[cues]\nevery_s = 20\n'
    )
    result = coach("settings")
    assert (result.code, result.err) == (0, "")
    assert row(result.out, "voice") == "counts file"
    assert row(result.out, "speaker") == "say '[red] x' file"
    assert row(result.out, "cues.every_s") == "20 s file"
    assert row(result.out, "flash") == "false default"
    assert row(result.out, "rest_s") == "no countdown default"
    assert f"Settings file: {home / 'settings.toml'}" in result.out


def test_the_speaker_found_is_shown(coach: Coach, tmp_path: Path) -> None:
    folder = tmp_path / "programs"
    folder.mkdir()
    assert row(coach("settings", PATH=str(folder)).out, "speaker") == "the first one found: none default"
    (folder / "say").write_text("#!/bin/sh\n")
    (folder / "say").chmod(0o755)
    assert row(coach("settings", PATH=str(folder)).out, "speaker") == "the first one found: say default"


def test_init_creates_a_file_once(coach: Coach, home: Path) -> None:
    assert "'coach settings init' creates" in coach("settings").out
    assert not home.exists()
    result = coach("settings", "init")
    assert result.code == 0
    assert str(home / "settings.toml") in result.out
    before = (home / "settings.toml").read_bytes()
    result = coach("settings", "init")
    assert result.code == 1
    assert "You already have a settings file" in result.err
    assert (home / "settings.toml").read_bytes() == before
    assert coach("settings").code == 0


def test_settings_as_json(coach: Coach, home: Path) -> None:
    coach("settings", "init")
    [line] = coach("settings", "--json").lines
    assert (line["format"], line["path"], line["there"]) == (1, str(home / "settings.toml"), True)
    assert set(line["settings"]) == {name for name, _, _ in Settings().lines()}
    assert line["settings"]["voice"] == {"value": "all", "from_file": True}
    assert line["settings"]["rest_s"] == {"value": None, "from_file": False}


def test_all_errors_of_a_settings_file_are_listed(coach: Coach, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text('voice = "loud"\nflsh = true\n')
    result = coach("settings", "--json")
    assert result.code == 1
    assert "has 2 errors" in result.err
    assert "did you mean flash?" in result.lines[0]["error"]
