"""On a full disk, existing files stay, no partial file is left, and there is an error."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.body.recording.recording_tee import NamedRecording
from coach.catalogue.library import load_exercise
from coach.errors import CoachError, FilmUnwritable, ModelError, PictureUnwritable, RecordingUnwritable
from coach.learning.trust import put, trust
from coach.performer.film import is_whole, rendered_film, write_film
from coach.performer.gif import write_gif
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.settings import read_settings, write_settings
from coach.store.schema import open_database
from tests.campaign.watched_run import Run, watch


@pytest.fixture
def squat() -> Performance:
    return perform(load_exercise("squat"), depths=(1.0,), frame_rate=10, rest_before_s=0.2, rest_after_s=0.2)


def _fill(folder: Path, leaving: int = 0) -> Path:
    """Fill a small disk except for a few bytes."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError:
            file.truncate(max(0, file.tell() - leaving))
    return ballast


def _record(path: Path, squat: Performance) -> None:
    stage = Truth(squat)
    with NamedRecording(path) as keeper:
        for sighting in stage:
            keeper.add(sighting)
        keeper.finish(stage.facts, None)


def _render(path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (2, 400, 400, 3), np.uint8)
    write_gif(path, list(noise), rate=10)


Write = Callable[[Path, Performance], object]
WRITERS: dict[str, tuple[type[CoachError], Write]] = {
    "film.mp4": (FilmUnwritable, lambda path, squat: write_film(squat, path)),
    "moving.gif": (PictureUnwritable, lambda path, _: _render(path)),
    "set.npz": (RecordingUnwritable, _record),
    "model.joblib": (ModelError, lambda path, _: put(path, bytes(100_000))),
    "settings.toml": (CoachError, lambda path, _: write_settings(path)),
}


@pytest.mark.parametrize("name", WRITERS)
def test_a_full_disk_leaves_neither_a_partial_nor_a_temporary_file(
    small_disk: Path, squat: Performance, name: str
) -> None:
    error, write = WRITERS[name]
    ballast = _fill(small_disk, leaving=0 if name == "settings.toml" else 8192)
    with pytest.raises(error, match="written") as result:
        write(small_disk / name, squat)
    assert result.value.hint
    assert list(small_disk.iterdir()) == [ballast]
    ballast.unlink()
    if name != "moving.gif":  # noise is larger than this disk
        write(small_disk / name, squat)
        assert (small_disk / name).stat().st_size


def test_the_trust_list_survives_a_full_disk(small_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(small_disk))
    trust("a" * 64, "imported")
    before = (small_disk / "models" / "trusted.json").read_bytes()
    _fill(small_disk)
    with pytest.raises(ModelError):
        trust("b" * 64, "imported")
    assert (small_disk / "models" / "trusted.json").read_bytes() == before


def test_settings_can_be_written_after_freeing_space(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(small_disk))
    ballast = _fill(small_disk)
    with pytest.raises(CoachError, match="can't be written"):
        write_settings()
    ballast.unlink()
    write_settings()
    assert read_settings().voice == "all"


@pytest.mark.parametrize("keep", [0, 1000, 0.5, 0.999])
def test_a_partial_rendered_film_is_rendered_again(squat: Performance, home: Path, keep: float) -> None:
    path = rendered_film(squat)
    abandoned, foreign = path.with_name("tmpab12_xyz.mp4"), path.with_name("mine.mp4")
    for each in (abandoned, foreign):
        each.touch()
        os.utime(each, (0, 0))
    whole = path.read_bytes()
    path.write_bytes(whole[: int(keep * len(whole)) if keep < 1 else int(keep)])
    assert not is_whole(path, len(squat.times))
    assert rendered_film(squat) == path
    assert is_whole(path, len(squat.times))
    assert not is_whole(path, len(squat.times) + 1)
    assert (abandoned.exists(), foreign.exists()) == (False, True)


def test_files_and_folders_are_private(squat: Performance, home: Path) -> None:
    write_settings()
    trust("a" * 64, "imported")
    _record(home / "set.npz", squat)
    rendered_film(replace(squat, seed=1))
    with open_database():
        pass
    modes = {each: each.stat().st_mode & 0o777 for each in (home, *home.rglob("*"))}
    assert {mode for each, mode in modes.items() if each.is_dir()} == {0o700}
    assert {mode for each, mode in modes.items() if each.is_file()} == {0o600}


def test_a_full_disk_for_the_recording_does_not_affect_the_workout(
    small_disk: Path, squat: Performance, tmp_path: Path, home: Path
) -> None:
    film = tmp_path / "squats.npz"
    _record(film, squat)
    _fill(small_disk, leaving=4096)
    words = ("analyze", str(film), "-e", "squat", "--recording", str(small_disk / "out.npz"))
    result = watch(Run("a full disk", words, tmp_path, {}), tmp_path)
    assert result.out.startswith("1 squat")
    assert "Saved as workout 1" in result.out
    assert "out.npz can't be written" in " ".join(result.out.split())
    assert result.code == 1
    assert not result.faults
    assert [each.name for each in small_disk.iterdir()] == ["ballast"]
