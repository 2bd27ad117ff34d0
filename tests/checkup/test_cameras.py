"""Camera checks on good, black, dark, soft, slow and missing sources."""

from __future__ import annotations

import pytest

from coach.checkup.cameras import CameraSource, quality_findings, refusal_findings
from coach.checkup.check_group import CheckGroup
from coach.errors import CameraRefused
from coach.finding import Group, Mark
from coach.vision.live.camera import cameras
from coach.vision.picture.image_quality import ImageQuality
from tests.conftest import MakeFilm
from tests.performances import PerformedFilm


def checked(source: str | None) -> tuple[CameraSource, Group]:
    camera = CameraSource(source)
    return camera, CheckGroup("Camera", (camera.rate_findings, camera.picture_findings)).run()


def test_a_film_is_sampled_for_three_seconds(push_up_film: PerformedFilm) -> None:
    camera, group = checked(str(push_up_film.path))
    assert [each.mark for each in group.findings] == ["ok"] * 4
    assert group.findings[1].what == "the film: 480×480, 30.0 frames per second (nominal 30)"
    assert camera.sample is not None
    assert camera.sample.times[-1] == pytest.approx(3.0, abs=0.05)


def test_the_performer_is_a_source_too() -> None:
    camera, group = checked("performer")
    assert [each.mark for each in group.findings] == ["ok"] * 4
    assert group.findings[1].what.startswith("the rendered athlete: 480×480, 30.0 frames per second")
    assert camera.sample is not None
    assert len(camera.sample.frames) >= 25


def test_a_low_frame_rate_is_a_warning(make_film: MakeFilm) -> None:
    _, group = checked(str(make_film(rate=12.0, frames=40)))
    slow = next(each for each in group.findings if each.what.startswith("the film"))
    assert (slow.mark, "12.0 frames per second" in slow.what) == ("warn", True)


def test_a_film_of_three_frames_is_reported(make_film: MakeFilm) -> None:
    _, group = checked(str(make_film(frames=3)))
    assert any("only 3 frames" in each.what for each in group.findings)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("93", "There is no camera 93"),
        ("gone.mp4", "There is no film at gone.mp4"),
        ("http://127.0.0.1:9/video", "the connection was refused"),
    ],
)
def test_a_source_that_does_not_open_is_one_finding(source: str, words: str) -> None:
    camera, group = checked(source)
    assert [each.mark for each in group.findings] == ["ok", "fail"]
    assert words in group.findings[1].what
    assert group.findings[1].hint
    assert "coach doctor" not in group.findings[1].hint, "the user is already there"
    assert camera.sample is None


def test_without_a_source_every_camera_is_checked() -> None:
    camera, group = checked(None)
    if not cameras():
        assert [(each.mark, each.what) for each in group.findings] == [("fail", "no camera found")]
        assert camera.sample is None
    assert all(each.hint for each in group.findings if each.mark != "ok")


def test_an_unusable_camera_fails_only_if_no_other_works() -> None:
    busy = CameraRefused("Camera 1 sends no pictures.", hint="Close it. Run 'coach doctor' for details.")
    assert [each.mark for each in refusal_findings([busy], any_works=True)] == ["ok"]
    [found] = refusal_findings([busy], any_works=False)
    assert (found.mark, found.hint) == ("fail", "Close it.")
    assert list(refusal_findings([], any_works=True)) == []
    assert [each.mark for each in refusal_findings([], any_works=False)] == ["fail"]


@pytest.mark.parametrize(
    ("quality", "marks", "words"),
    [
        (ImageQuality(120, 220, 0.2), ["ok", "ok"], "light: average brightness 47 %, bright parts 86 %"),
        (ImageQuality(20, 50, 3.0), ["warn"], "dim"),
        (ImageQuality(9, 20, 5.0), ["fail"], "too dark"),
        (ImageQuality(2, 9, 9.0), ["fail"], "the picture is black"),
        (ImageQuality(120, 220, 0.012), ["ok", "warn"], "soft"),
        (ImageQuality(120, 220, 0.002), ["ok", "warn"], "blurred"),
    ],
)
def test_light_and_sharpness_are_judged_but_only_light_in_the_dark(
    quality: ImageQuality, marks: list[Mark], words: str
) -> None:
    findings = list(quality_findings(quality))
    assert [each.mark for each in findings] == marks
    assert any(words in each.what for each in findings)


def test_the_name_of_a_film_stays_private(make_film: MakeFilm) -> None:
    _, group = checked(str(make_film("me-in-the-bathroom.mp4")))
    assert not any("bathroom" in each.what + each.hint for each in group.findings)
