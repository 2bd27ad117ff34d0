"""``coach analyze --plot``, ``--chart`` and ``--stills``."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach
from tests.cli.pictures.conftest import Analysed


def test_a_recording_is_plotted_and_charted(coach: Coach, squats_recording: Path, tmp_path: Path) -> None:
    result = coach("analyze", squats_recording, "-e", "squat", "--plot", "a.svg", "--chart")
    assert result.code == 0
    assert "Plot saved as a.svg" in result.out
    assert (tmp_path / "a.svg").read_text(encoding="utf-8").count("<polyline") > 4
    assert "4 + 1 partial squats in " in result.out
    assert "Knee angle, left and right" in result.out
    line = coach("analyze", squats_recording, "-e", "squat", "--plot", ".", "--chart", "--json").lines[0]
    assert line["written"] == {"plot": [f"{squats_recording.stem}-angles.svg"]}
    assert (tmp_path / f"{squats_recording.stem}-angles.svg").exists()


@pytest.mark.slow
def test_stills_show_the_best_rep(
    coach: Coach, squats_film: Path, analysed: Analysed, pose_model: PoseModel, tmp_path: Path
) -> None:
    typed = ("analyze", analysed(squats_film), "-e", "squat", "--model", pose_model.path, "--json")
    result = coach(*typed, "--stills", "new/stills")
    assert result.code == 0
    names = sorted(path.name for path in (tmp_path / "new" / "stills").iterdir())
    assert names == sorted(Path(path).name for path in result.lines[0]["written"]["stills"])
    assert any(name.startswith(f"{squats_film.stem}-set-1-best-rep-") for name in names)


def test_what_can_not_be_drawn_is_refused_before_the_analysis(
    coach: Coach, squats_recording: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("mine")
    for typed, code, said in (
        (("--plot", "a.pdf"), 2, "must end in .svg or .png"),
        (("--plot", "missing/a.svg"), 1, "there is no folder missing"),
        (("--stills", "file"), 2, "file is a file; name a folder"),
        (("--stills", "out"), 1, "has no pictures"),
        (("--blur-background",), 2, "it needs --annotate"),
    ):
        result = coach("analyze", squats_recording, "-e", "squat", *typed)
        assert result.code == code, typed
        assert said in " ".join(result.err.split())
    assert not coach("history", "--json").lines
