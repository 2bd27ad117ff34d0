"""GIFs of movements: complete, looping, small, and never overwriting other files."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from coach.errors import PictureUnwritable
from coach.performer import gif
from coach.performer.gif import check_gif, write_gif
from coach.performer.render.scene import Picture


def pictures(number: int = 6, size: int = 80) -> list[Picture]:
    """A bright square that moves over a grey background."""
    drawn = []
    for place in range(number):
        picture = np.full((size, size, 3), 90, np.uint8)
        picture[10:30, place * 8 : place * 8 + 20] = (40, 60, 220)
        drawn.append(picture)
    return drawn


def test_it_has_every_picture_and_loops(tmp_path: Path) -> None:
    path = tmp_path / "walk.gif"
    write_gif(path, pictures(), rate=10, size=80)
    found, animation = cv2.imreadanimation(str(path))
    assert found
    assert len(animation.frames) == 6
    assert animation.loop_count == 0
    assert [round(each) for each in animation.durations] == [100] * 6
    last = np.asarray(animation.frames[-1])[..., :3].astype(int)
    assert np.abs(last - pictures()[-1]).mean() < 12


def test_it_has_normal_permissions_and_leaves_no_other_files(tmp_path: Path) -> None:
    path, beside = tmp_path / "walk.gif", tmp_path / "beside"
    beside.touch()
    write_gif(path, pictures(), rate=10)
    assert path.stat().st_mode == beside.stat().st_mode
    assert sorted(each.name for each in tmp_path.iterdir()) == ["beside", "walk.gif"]


def test_a_large_gif_is_scaled_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, random = tmp_path / "grain.gif", np.random.default_rng(1)
    grainy = [random.integers(80, 120, (80, 80, 3), dtype=np.uint8) for _ in range(3)]
    write_gif(path, grainy, rate=10)
    limit = path.stat().st_size // 2
    monkeypatch.setattr(gif, "LARGEST", limit)
    write_gif(path, grainy, rate=10)
    assert path.stat().st_size <= limit
    width = int(np.asarray(cv2.imreadanimation(str(path))[1].frames[0]).shape[1])
    assert 50 < width < 320


def test_an_older_gif_is_replaced_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "walk.gif"
    write_gif(path, pictures(3), rate=10)
    write_gif(path, pictures(5), rate=10)
    assert len(cv2.imreadanimation(str(path))[1].frames) == 5
    mine = tmp_path / "mine.toml"
    mine.write_text("name = 1")
    with pytest.raises(PictureUnwritable, match=r"the file exists and is not a GIF"):
        write_gif(mine, pictures(), rate=10)
    assert mine.read_text() == "name = 1"


@pytest.mark.parametrize(
    ("place", "message"), [("nowhere/walk.gif", "there is no folder"), ("folder", "is a folder")]
)
def test_an_unusable_path_is_an_error(tmp_path: Path, place: str, message: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(PictureUnwritable, match=message) as caught:
        check_gif(tmp_path / place)
    assert caught.value.hint
