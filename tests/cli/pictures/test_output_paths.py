"""``--recording``: the saved recording gives the same count as the film."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach


@pytest.mark.slow
def test_a_saved_recording_gives_the_same_count(
    coach: Coach, squats_film: Path, pose_model: PoseModel, tmp_path: Path
) -> None:
    """Saved during the analysis, and again from the cache."""
    outs = [tmp_path / "seen.npz", tmp_path / "cached.npz"]
    typed = ("analyze", squats_film, "-e", "squat", "--model", pose_model.path, "--json", "--recording")
    lines = [coach(*typed, out).lines[0] for out in outs]
    lines += [coach("analyze", out, "-e", "squat", "--json").lines[0] for out in outs]
    assert [(line["reps"], line["partial"]) for line in lines] == [(4, 1)] * 4
    assert lines[2]["sets"] == lines[0]["sets"]
    assert outs[0].read_bytes() == outs[1].read_bytes()
    assert len(coach("history", "--json").lines) == 1, "the film and its recordings are one workout"


def test_the_path_of_the_recording_is_printed(coach: Coach, squats_recording: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.npz"
    for _ in range(2):  # an older recording may be overwritten
        result = coach("analyze", squats_recording, "-e", "squat", "--recording", out)
        assert result.code == 0
        assert "Landmark recording saved as " in result.out
    assert out.read_bytes() == squats_recording.read_bytes()
    assert not list(tmp_path.glob(".*"))


def test_several_films_need_a_folder(coach: Coach, squats_recording: Path, tmp_path: Path) -> None:
    films, out = tmp_path / "films", tmp_path / "out"
    for name in ("a.npz", "b.mp4", "b.npz"):
        films.mkdir(exist_ok=True)
        shutil.copy(squats_recording, films / name)
    first, second, third = (films / name for name in ("a.npz", "b.mp4", "b.npz"))
    refused = coach("analyze", first, second, "-e", "squat", "--recording", out)
    assert refused.code == 2
    assert "several films need an existing folder" in refused.err
    out.mkdir()
    assert coach("analyze", first, second, "-e", "squat", "--recording", out).code == 0
    assert {path.name for path in out.iterdir()} == {"a.npz", "b.npz"}
    twice = coach("analyze", second, third, "-e", "squat", "--recording", out)
    assert twice.code == 2
    assert "more than one film would be saved as b.npz" in twice.err


def test_only_recordings_are_overwritten(coach: Coach, squats_recording: Path, tmp_path: Path) -> None:
    letter = tmp_path / "letter.npz"
    letter.write_text("Dear coach")
    result = coach("analyze", squats_recording, "-e", "squat", "--recording", letter)
    assert result.code == 1
    assert "the existing file is not a recording and would be overwritten" in result.err
    assert letter.read_text() == "Dear coach"
    assert coach("history", "--json").lines == []
