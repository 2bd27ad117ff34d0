"""When a newly trained model is put to use, how to undo that, and how reports name it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import coach
from coach.learning.active_model import NAME, card_path, own_folder, previous_folder, unused_folder
from coach.learning.artefact import install_model
from coach.learning.comparison import compare_classes
from coach.resources import shipped
from tests.cli.conftest import Coach


@pytest.fixture(scope="module")
def trained(few: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A home with a model trained on a few clips, and the output of the training."""
    folder = tmp_path_factory.mktemp("trained")
    result = subprocess.run(
        [sys.executable, "-m", "coach", "train", few / "few.csv", "--workers", "1", "--folds", "3"],
        env={**os.environ, "COACH_HOME": str(folder)},
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return folder, " ".join(result.stdout.split()), result.stderr


@pytest.fixture
def learned(trained: tuple[Path, str, str], home: Path) -> str:
    """The output of a command in that home."""
    shutil.copytree(trained[0], home)
    return trained[1]


def test_a_model_that_will_not_be_used_is_announced_before_training(trained: tuple[Path, str, str]) -> None:
    assert trained[2].startswith(
        "The new model will not be used unless you add --use: it does not recognise 25 exercises"
    )


def test_a_model_with_fewer_exercises_needs_use(learned: str, coach: Coach, squats_recording: Path) -> None:
    assert "It recognises 2 exercises: lunge, squat." in learned
    assert "Not recognised, unlike with the current model: bench-press, " in learned
    missing = "it does not recognise 25 exercises that the model in use recognises"
    assert f"The model is not in use: {missing}" in learned
    assert not card_path(own_folder()).exists()
    assert "already in use" in coach("models", "reset").out
    [line] = coach("analyze", squats_recording, "--json").lines
    assert line["recogniser"]["shipped"] is True

    brought = coach("models", "import", unused_folder() / f"{NAME}.joblib")
    assert (brought.code, brought.err) == (0, ""), "your own model needs no trust question"
    assert "No longer recognised: bench-press" in brought.out
    assert "your own model" in coach("models").out
    result = coach("analyze", squats_recording)
    assert "Recognised by your own model, trained on " in result.out
    assert "(2 exercises)" in " ".join(result.out.split())
    [line] = coach("analyze", squats_recording, "--json").lines
    assert (line["recogniser"]["shipped"], len(line["recogniser"]["sha256"])) == (False, 64)
    [named] = coach("analyze", squats_recording, "-e", "squat", "--json").lines
    assert named["recogniser"] is None

    back = coach("models", "reset")
    assert "The shipped model is now in use." in back.out
    assert card_path(previous_folder()).exists(), "nothing is lost"
    result = coach("analyze", squats_recording)
    assert "your own model" not in result.out


def test_a_model_that_recognises_as_much_is_used(learned: str, home: Path) -> None:
    assert compare_classes(("lunge", "none", "squat"), scored=True).lost
    install_model(unused_folder() / f"{NAME}.joblib")
    before = card_path(own_folder()).read_bytes()
    assert not compare_classes(("lunge", "none", "plank", "squat"), scored=True).objections
    assert compare_classes(("lunge", "squat"), scored=False).objections == (
        "it has no class 'none', so it names every movement as an exercise",
        "it can't be scored",
    )
    install_model(unused_folder() / f"{NAME}.joblib")
    assert card_path(previous_folder()).read_bytes() == before, "the previous model is saved"
    install_model(previous_folder() / f"{NAME}.joblib")
    assert card_path(own_folder()).exists()


def test_too_few_clips_are_reported_before_analysis(coach: Coach, few: Path, tmp_path: Path) -> None:
    """Even if the list names missing films, no film is analysed first."""
    listing = tmp_path / "few.csv"
    here = few / "squat-plain.npz"
    listing.write_text(
        "path,exercise,group\n"
        f"{here},squat,a\n"
        + "".join(f"gone-{number}.mp4,{('squat', 'none')[number % 2]},{number}\n" for number in range(9))
    )
    result = coach("train", listing)
    assert result.code == 1
    assert result.err.startswith("9 of 10 films are missing, for example ")
    assert "Every film shows squat" in result.err


def test_only_one_place_for_the_model_can_be_typed(coach: Coach, few: Path, tmp_path: Path) -> None:
    result = coach("train", few / "few.csv", "--out", tmp_path, "--use")
    assert result.code == 2
    assert "choose only one" in result.err


def test_ship_needs_a_checkout(few: Path, home: Path, tmp_path: Path) -> None:
    """Laid out as by pip, with the shipped files inside the package."""
    installed = tmp_path / "site-packages" / "coach"
    shutil.copytree(Path(coach.__file__).parent, installed, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("exercises", "models"):
        (installed / "_shipped").mkdir(exist_ok=True)
        (installed / "_shipped" / name).symlink_to(shipped(name))
    result = subprocess.run(
        [sys.executable, "-m", "coach", "train", few / "few.csv", "--ship"],
        cwd=installed.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr.startswith("--ship needs a checkout")
