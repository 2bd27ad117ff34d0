"""Folders of films."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from coach.cli.analysis.film_folder import contents, expanded, no_film
from coach.cli.analyze import analyze
from coach.errors import FilmMissing
from tests.cli.conftest import Coach


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Films, recordings and other files; all empty."""
    folder = tmp_path / "my clips"
    for name in ("10.mp4", "2.MOV", "b.webm", "2.npz", "alone.npz", ".hidden.mp4", "notes.txt", "sub/1.mp4"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    os.mkfifo(folder / "pipe.mp4")
    return folder


def test_films_are_sorted_by_name(folder: Path) -> None:
    found = contents(folder)
    assert [path.name for path in found.films] == ["2.MOV", "10.mp4", "alone.npz", "b.webm"]
    assert found.left_out == ("2.npz", "notes.txt", "pipe.mp4", "sub/")


def test_skipped_files_are_reported_and_films_taken_once(folder: Path, tmp_path: Path) -> None:
    films, notes = expanded([folder / "b.webm", folder, tmp_path / "film.mp4"])
    assert [path.name for path in films] == ["b.webm", "2.MOV", "10.mp4", "alone.npz", "film.mp4"]
    assert notes == [f"Skipped in {folder}: 2.npz, notes.txt, pipe.mp4, sub/"]
    for number in range(20):
        (folder / f"{number}.txt").touch()
    assert expanded([folder])[1][0].endswith("3.txt and 19 more")


def test_a_folder_without_films_suggests_a_subfolder(folder: Path) -> None:
    (folder / "empty").mkdir()
    error = no_film(folder / "empty")
    assert isinstance(error, FilmMissing)
    assert str(error) == f"There is no film in the folder {folder / 'empty'}."
    for path in folder.iterdir():
        if path.is_file() or path.is_fifo():
            path.unlink()
    assert f"coach analyze '{folder / 'empty'}'" in no_film(folder).hint


def test_a_failing_film_does_not_stop_the_others(
    folder: Path, squats_recording: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "alone.npz").unlink()
    shutil.copy(squats_recording, folder / "alone.npz")
    assert analyze([folder], "squat", no_save=True, as_json=True) == 3
    output = capsys.readouterr()
    assert [line.partition('", ')[0].rpartition("/")[2] for line in output.out.splitlines()] == [
        "2.MOV",
        "10.mp4",
        "alone.npz",
        "b.webm",
    ]
    assert "Skipped in" in output.err
    assert "1 of 4 films analysed. Failed: 2.MOV, 10.mp4, b.webm" in output.err
    (tmp_path / "empty").mkdir()
    assert analyze([tmp_path / "empty", folder / "alone.npz"], "squat", no_save=True) == 3
    assert "There is no film in the folder" in capsys.readouterr().err


def test_an_empty_folder_is_an_error(coach: Coach, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = coach("analyze", "empty", "--json")
    assert result.code == 1
    assert result.lines[0]["error"] == "There is no film in the folder empty."
    assert result.err.startswith("There is no film in the folder empty.")
