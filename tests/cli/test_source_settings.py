"""Settings of one source: matched by name, overridden by typed options."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.checkup.machine import settings as settings_findings
from coach.cli.analysis.zero_count import rotation_notice
from coach.cli.runs.typed_values import picture_options
from coach.cli.source_settings import source_settings
from coach.judging.judge import Judge
from coach.settings import Settings, SourceSettings, read_settings
from coach.vision.live import camera
from coach.vision.picture.picture_options import AS_SHOWN, PictureOptions
from tests.cli.conftest import Coach


def _settings(*names: str) -> Settings:
    """Settings of these sources, each with its index as the person to follow."""
    return Settings(sources={name: SourceSettings(person=str(n)) for n, name in enumerate(names, start=1)})


@pytest.fixture
def two_cameras(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that lists two cameras."""
    for index, name in ((0, "Integrated Camera: Integrated C"), (2, "HD Pro Webcam C920")):
        (tmp_path / "sys" / f"video{index}").mkdir(parents=True)
        (tmp_path / "sys" / f"video{index}" / "name").write_text(f"{name}\n")
    monkeypatch.setattr(camera, "_DEVICES", tmp_path / "sys")


@pytest.mark.parametrize(
    ("name", "source", "is_meant"),
    [
        ("http://phone:8080/video", "http://phone:8080/video", True),
        ("http://phone:8080/video", "http://me:s3cr3t@Phone:8080/video/", True),
        ("http://me:old@phone:8080/video", "http://me:new@phone:8080/video", True),
        ("http://phone:8080/video", "http://phone:8081/video", False),
        ("performer", "performer", True),
        ("squats.mp4", "clips/squats.mp4", True),
        ("clips", "clips/squats.mp4", True),
        ("clips/", "clips/./squats.mp4", True),
        ("clips", "squats.mp4", False),
        ("other/squats.mp4", "clips/squats.mp4", False),
        ("c920", "2", True),
        ("c920", "/dev/video2", True),
        ("c920", "HD Pro", True),
        ("2", "C920", True),
        ("/dev/video2", "2", True),
        ("c920", "0", False),
        ("integrated", None, True),
        ("0", None, True),
        ("c920", None, False),
        ("phone", "http://phone/video", False),
        ("C920 of the gym", "C920 of the gym", True),
    ],
)
@pytest.mark.usefixtures("two_cameras")
def test_settings_match_any_name_of_a_source(
    name: str, source: str | None, is_meant: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "clips").mkdir()
    (tmp_path / "clips" / "squats.mp4").write_bytes(b"")
    found = source_settings(source, _settings(name))
    assert (found.person == "1") is is_meant


@pytest.mark.usefixtures("two_cameras")
def test_the_most_specific_name_wins() -> None:
    assert source_settings("2", _settings("webcam", "hd pro webcam", "2")).person == "3"
    assert source_settings("c920", _settings("webcam", "hd pro webcam", "2")).person == "2"
    assert source_settings("clips/squats.mp4", _settings("clips", "clips/squats.mp4")).person == "2"


def test_typed_options_override_settings() -> None:
    settings = Settings(sources={"performer": SourceSettings(rotate=90, mirror=True, person="left")})
    assert picture_options("performer", settings) == PictureOptions(90, True, "left")
    typed = picture_options("performer", settings, rotate="auto", mirror=False, person="auto")
    assert typed == AS_SHOWN
    assert picture_options("other.mp4", settings, rotate="270", speed=0.25) == PictureOptions(270, speed=0.25)


@pytest.mark.parametrize("command", [("analyze", "film.mp4"), ("start", "squat")])
def test_invalid_options_are_refused(coach: Coach, command: tuple[str, ...]) -> None:
    result = coach(*command, "--rotate", "45")
    assert (result.code, result.err.splitlines()[0]) == (
        2,
        "'--rotate': choose one of auto, 0, 90, 180, 270, not '45'.",
    )
    result = coach(*command, "--person", "bob")
    assert (result.code, result.err.splitlines()[0]) == (
        2,
        "'--person': choose auto, left, right, largest or a number from 1, not 'bob'.",
    )


def test_each_film_has_its_own_settings(coach: Coach, home: Path, squats_recording: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("[sources.'squats.npz']\nrotat = 90\n")
    result = coach("analyze", squats_recording, "-e", "squat")
    assert result.code == 1
    assert "sources.squats.npz.rotat: unknown key; did you mean rotate?" in result.err
    (home / "settings.toml").write_text("[sources.'squats.npz']\nrotate = 90\n")
    assert coach("analyze", squats_recording, "-e", "squat").code == 0
    assert picture_options(str(squats_recording), read_settings()).rotate == 90


def test_settings_and_doctor_hide_private_values(coach: Coach, home: Path) -> None:
    home.mkdir()
    (home / "settings.toml").write_text("[sources.'http://me:s3cr3t@phone:8080/video']\nmirror = true\n")
    result = coach("settings")
    assert 'sources."http://phone:8080/video".mirror' in result.out
    assert "s3cr3t" not in result.out + coach("settings", "--json").out
    [checked] = settings_findings()
    assert checked.what == "settings: you changed sources"


def test_a_typed_rotation_is_mentioned_if_nothing_is_counted() -> None:
    nothing = Judge(load_exercise("squat")).finish()
    assert rotation_notice(AS_SHOWN, nothing) == ""
    assert "rotated by 90°, as you typed or set it; '--rotate auto'" in rotation_notice(
        PictureOptions(rotate=90), nothing
    )
    assert rotation_notice(PictureOptions(rotate=0), nothing).startswith("The picture was not rotated")
