"""``coach pose``: tables, JSON, CSV and pictures of the people in photos."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Coach
from tests.photo.photos import standing_picture, write_photo


def test_a_table_has_every_joint_with_its_error(coach: Coach, tmp_path: Path, model: tuple[str, str]) -> None:
    photo = write_photo(tmp_path / "me.png")
    result = coach("pose", photo, *model)
    assert (result.code, result.err) == (0, "")
    assert "One person: a front view" in result.out
    for joint in ("elbow", "shoulder", "hip", "knee", "ankle"):
        [row] = [line for line in result.out.splitlines() if line.split()[:1] == [joint]]
        assert row.count("±") == 2
    assert "left wrist" not in result.out
    detailed = coach("pose", photo, "--landmarks", *model, COLUMNS="80").out
    assert "left wrist" in detailed
    assert max(map(len, detailed.splitlines()[1:])) <= 80


def test_json_has_everyone_with_33_landmarks(coach: Coach, tmp_path: Path, model: tuple[str, str]) -> None:
    both = np.hstack([standing_picture("side"), standing_picture()])
    photo = write_photo(tmp_path / "both.png", both)
    [line] = coach("pose", photo, "--num-poses", 2, "--json", *model).lines
    assert (line["format"], line["image"], line["size"]) == (1, str(photo), [960, 480])
    assert [person["view"] for person in line["people"]] == ["side", "front"]
    for person in line["people"]:
        assert len(person["angles"]) == 14
        assert len({each["name"] for each in person["landmarks"]}) == 33
        assert all(len(each["world_m"]) == 3 for each in person["landmarks"])


def test_csv_has_a_row_for_each_landmark(coach: Coach, tmp_path: Path, model: tuple[str, str]) -> None:
    photo = write_photo(tmp_path / "me.png")
    result = coach("pose", photo, "--csv", "out.csv", *model)
    assert result.out.splitlines()[-1] == "Wrote out.csv"
    rows = list(csv.DictReader((tmp_path / "out.csv").read_text().splitlines()))
    assert len(rows) == 33
    assert {row["image"] for row in rows} == {str(photo)}
    assert all(0 <= float(row["visibility"]) <= 1 for row in rows)
    assert coach("pose", photo, "--csv", "-", *model).out == (tmp_path / "out.csv").read_text()


def test_pictures_have_the_size_of_the_photo(coach: Coach, tmp_path: Path, model: tuple[str, str]) -> None:
    photo = write_photo(tmp_path / "me.png")
    drawn, mask = tmp_path / "drawn.jpg", tmp_path / "mask.png"
    result = coach("pose", photo, "--annotate", drawn, "--labels", "--angles", "--mask", mask, *model)
    assert result.out.splitlines()[-2:] == [f"Wrote {drawn}", f"Wrote {mask}"]
    with Image.open(drawn) as picture, Image.open(mask) as grey:
        assert (picture.size, picture.mode) == ((480, 480), "RGB")
        assert (grey.size, grey.mode) == ((480, 480), "L")
        assert (np.asarray(picture) != standing_picture()[..., ::-1]).any()
        inside = np.asarray(grey) > 127
    coach("pose", photo, "--mask", mask, "--cut-out", *model)
    with Image.open(mask) as cut:
        assert cut.mode == "RGBA"
        pixels = np.asarray(cut)
    assert ((pixels[..., 3] > 127) == inside).all()
    assert (pixels[inside][:, :3] == standing_picture()[inside][:, ::-1]).all()


def test_several_photos_are_drawn_into_a_folder(coach: Coach, tmp_path: Path, model: tuple[str, str]) -> None:
    photos = [write_photo(tmp_path / name / "me.png") for name in ("a", "b")]
    assert coach("pose", *photos, "--annotate", "drawn", *model).code == 0
    assert {each.name for each in (tmp_path / "drawn").iterdir()} == {"me-pose.png", "me-2-pose.png"}


def test_a_photo_without_anyone_does_not_stop_the_others(
    coach: Coach, tmp_path: Path, model: tuple[str, str]
) -> None:
    wall = write_photo(tmp_path / "wall.png", np.full((200, 200, 3), 150, np.uint8))
    me = write_photo(tmp_path / "me.png")
    result = coach("pose", wall, me, "gone.jpg", *model)
    assert result.code == 3
    assert "One person" in result.out
    assert "No one was found in wall.png." in result.err
    assert "There is no photo gone.jpg." in result.err
    assert result.err.endswith("1 of 3 photos read. Failed: wall.png, gone.jpg\n")
    alone = coach("pose", wall, "--json", *model)
    assert alone.code == 1
    [line] = alone.lines
    assert line["error"] == "No one was found in wall.png."


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("--annotate", "me.png"), "me.png is one of the photos."),
        (("--annotate", "out.gif"), "name a file that ends in .png or .webp or .jpg or .jpeg."),
        (("--mask", "out.jpg"), "name a file that ends in .png or .webp."),
        (("--mask", "none/out.png"), "there is no folder none"),
        (("other.png", "--mask", "out.png"), "name a folder: there are several photos."),
        (("--cut-out",), "--cut-out needs it."),
        (("--angles",), "--labels and --angles need it."),
        (("--json", "--csv", "-"), "standard output can't have both JSON and CSV."),
        (("--num-poses", "0"), "'--num-poses' must be at least 1."),
        (("--min-presence", "2"), "'--min-presence' must be at most 1."),
        (("--model", "huge"), "'huge' is neither a grade (lite, full, heavy) nor a file."),
    ],
)
def test_options_that_do_not_fit_are_refused_before_anything_is_read(
    coach: Coach, tmp_path: Path, typed: tuple[str, ...], sentence: str
) -> None:
    before = write_photo(tmp_path / "me.png").read_bytes()
    result = coach("pose", "me.png", *typed)
    assert result.code in (1, 2)
    assert sentence in result.err
    assert (tmp_path / "me.png").read_bytes() == before


def test_a_full_disk_is_a_sentence(
    coach: Coach, tmp_path: Path, small_disk: Path, model: tuple[str, str]
) -> None:
    random = np.random.default_rng(1).integers(0, 60, (800, 800, 3), np.uint8)
    random[160:640, 160:640] = standing_picture()
    photo = write_photo(tmp_path / "noisy.png", random)
    place = small_disk / "out.png"
    result = coach("pose", photo, "--annotate", place, *model)
    assert result.code == 1
    assert f"The picture {place} can't be written" in result.err
    assert not list(small_disk.iterdir())
