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


def test_a_setting_is_changed_and_the_comments_stay(coach: Coach, home: Path) -> None:
    assert coach("settings", "set", "landmarker.model", "lite").out == "landmarker.model is lite now.\n"
    coach("settings", "set", "rest_s", "90")
    coach("settings", "set", "heights.me", "178")
    coach("settings", "set", 'sources."my film.mp4".rotate', "90")
    coach("settings", "set", "speaker", "espeak-ng -s 150")
    text = (home / "settings.toml").read_text()
    assert "# What to speak: all, cues" in text and 'voice = "all"' in text
    shown = coach("settings").out
    for name, value in {"landmarker.model": "lite", "rest_s": "90 s", "heights.me": "178 cm"}.items():
        assert row(shown, name) == f"{value} file"
    assert row(shown, "speaker") == "espeak-ng -s 150 file"
    assert coach("settings", "unset", "rest_s").out == "rest_s is no countdown now.\n"
    assert coach("settings", "unset", "heights.me").out == "heights.me is not set now.\n"
    assert "[heights]" not in (home / "settings.toml").read_text().replace("# [heights]", "")
    assert coach("settings", "unset", "heights.me").code == 0


def test_a_wrong_change_changes_nothing(coach: Coach, home: Path) -> None:
    coach("settings", "set", "voice", "counts")
    before = (home / "settings.toml").read_bytes()
    for name, value, words in (
        ("voice", "loud", "voice"),
        ("landmarker.min_presence", "2", "at most 1"),
        ("cues.prise", "true", "Did you mean cues.praise"),
        ("cues", "true", "no setting 'cues'"),
        ("format", "1", "no setting 'format'"),
        ("voice.loud", "1", "no setting"),
        ("", "1", "no setting"),
    ):
        result = coach("settings", "set", name, value)
        assert (result.code, words in result.err) == (1, True), (name, result.err)
    (home / "settings.toml").write_text("voice = [")
    assert coach("settings", "set", "voice", "all").code == 1
    assert (home / "settings.toml").read_text() == "voice = ["
    (home / "settings.toml").write_bytes(before)
    assert coach("settings").code == 0


def test_every_setting_is_explained(coach: Coach) -> None:
    for name, _, _ in Settings().lines():
        if name not in ("format", "standards", "heights", "sources"):
            result = coach("settings", "explain", name)
            assert result.code == 0 and len(result.out.split()) > 6, name
            assert "the default is" in result.out
    assert "level" in coach("settings", "explain", "standards.squat").out
    assert "detect a person" in coach("settings", "explain", "landmarker.min_detection").out


def test_the_landmarkers_settings_are_the_defaults_of_its_options(
    coach: Coach, home: Path, one_squat_film: Path
) -> None:
    """A film is analysed again with other options, and not with the same ones."""

    def caches() -> int:
        return len(list((home / "cache" / "recordings").glob("*.npz")))

    analyze = ("analyze", one_squat_film, "-e", "squat", "--no-save", "--json")
    assert coach(*analyze).code == 0
    assert coach(*analyze, "--min-presence", "0.4").code == 0
    assert caches() == 2
    coach("settings", "set", "landmarker.min_presence", "0.4")
    assert coach(*analyze).code == 0
    assert caches() == 2, "the same as typed"
    coach("settings", "set", "landmarker.model", "huge")
    result = coach(*analyze)
    assert result.code == 2 and "landmarker.model in the settings" in result.err
