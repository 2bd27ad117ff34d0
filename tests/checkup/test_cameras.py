"""Sources that are looked through, good, black, dark, soft, slow and gone."""

from __future__ import annotations

import pytest

from coach.checkup.cameras import CameraSource, judge_look, judge_refusals
from coach.checkup.check_group import CheckGroup
from coach.errors import CameraRefused
from coach.finding import Group, Mark
from coach.vision.live.camera import cameras
from coach.vision.picture.image_quality import ImageQuality
from tests.conftest import MakeFilm
from tests.performances import PerformedFilm


def looked(source: str | None) -> tuple[CameraSource, Group]:
    eyes = CameraSource(source)
    return eyes, CheckGroup("Camera", (eyes.look, eyes.picture)).make()


def test_a_film_is_looked_through_for_three_seconds_of_its_own(push_up_film: PerformedFilm) -> None:
    eyes, group = looked(str(push_up_film.path))
    assert [each.mark for each in group.findings] == ["ok"] * 4
    assert group.findings[1].what == "the film: 480×480, 30.0 pictures a second (it says 30)"
    assert eyes.sample is not None
    assert eyes.sample.times[-1] == pytest.approx(3.0, abs=0.05)


def test_the_performer_is_a_source_too() -> None:
    eyes, group = looked("performer")
    assert [each.mark for each in group.findings] == ["ok"] * 4
    assert group.findings[1].what.startswith("the rendered athlete: 480×480, 30.0 pictures a second")
    assert eyes.sample is not None
    assert len(eyes.sample.frames) >= 25


def test_too_few_pictures_a_second_are_told(make_film: MakeFilm) -> None:
    _, group = looked(str(make_film(rate=12.0, frames=40)))
    slow = next(each for each in group.findings if each.what.startswith("the film"))
    assert (slow.mark, "12.0 pictures a second" in slow.what) == ("warn", True)


def test_a_film_of_three_pictures_says_so(make_film: MakeFilm) -> None:
    _, group = looked(str(make_film(frames=3)))
    assert any("only 3 pictures" in each.what for each in group.findings)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("93", "There is no camera 93"),
        ("gone.mp4", "There is no film at gone.mp4"),
        ("http://127.0.0.1:9/video", "nobody listens there"),
    ],
)
def test_what_can_not_be_opened_is_one_finding(source: str, words: str) -> None:
    eyes, group = looked(source)
    assert [each.mark for each in group.findings] == ["ok", "fail"]
    assert words in group.findings[1].what
    assert group.findings[1].hint
    assert "coach doctor" not in group.findings[1].hint, "nobody is sent where they are"
    assert eyes.sample is None


def test_without_a_source_every_camera_is_looked_through() -> None:
    eyes, group = looked(None)
    if not cameras():
        assert [(each.mark, each.what) for each in group.findings] == [("fail", "there is no camera here")]
        assert eyes.sample is None
    assert all(each.hint for each in group.findings if each.mark != "ok")


def test_a_camera_that_refuses_matters_only_where_no_other_works() -> None:
    busy = CameraRefused("Camera 1 gives no picture.", hint="Close it. 'coach doctor' says more.")
    assert [each.mark for each in judge_refusals([busy], any_works=True)] == ["ok"]
    [found] = judge_refusals([busy], any_works=False)
    assert (found.mark, found.hint) == ("fail", "Close it.")
    assert list(judge_refusals([], any_works=True)) == []
    assert [each.mark for each in judge_refusals([], any_works=False)] == ["fail"]


@pytest.mark.parametrize(
    ("look", "marks", "words"),
    [
        (ImageQuality(120, 220, 0.2), ["ok", "ok"], "light: 47 % on average, 86 % in the bright parts"),
        (ImageQuality(20, 50, 3.0), ["warn"], "dim"),
        (ImageQuality(9, 20, 5.0), ["fail"], "too dark"),
        (ImageQuality(2, 9, 9.0), ["fail"], "the picture is black"),
        (ImageQuality(120, 220, 0.012), ["ok", "warn"], "soft"),
        (ImageQuality(120, 220, 0.002), ["ok", "warn"], "blurred"),
    ],
)
def test_light_and_sharpness_are_judged_and_in_the_dark_light_alone(
    look: ImageQuality, marks: list[Mark], words: str
) -> None:
    findings = list(judge_look(look))
    assert [each.mark for each in findings] == marks
    assert any(words in each.what for each in findings)


def test_a_name_that_is_nobodys_business_is_not_told(make_film: MakeFilm) -> None:
    _, group = looked(str(make_film("me-in-the-bathroom.mp4")))
    assert not any("bathroom" in each.what + each.hint for each in group.findings)
