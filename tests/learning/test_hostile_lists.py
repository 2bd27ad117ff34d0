"""Damaged and malicious lists of clips: each raises an error that names the line."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from coach.bench.accuracy.films import read_list
from coach.errors import CoachError
from coach.learning.clips import check_listed, read_clips
from coach.learning.dataset import analyse_clips
from tests.campaign.hostile_lists import HEAD, SOUND, hostile_lists, mutated_lists


def _put(folder: Path, content: bytes) -> Path:
    path = folder / "clips.csv"
    path.write_bytes(content)
    return path


def test_a_valid_list_is_read(tmp_path: Path) -> None:
    path = _put(tmp_path, SOUND)
    assert len(read_clips(path).clips) == 4
    assert len(read_list(path).films) == 2


@pytest.mark.parametrize("content", [pytest.param(each, id=name) for name, each in hostile_lists()])
def test_both_readers_refuse_each_list_with_a_hint(tmp_path: Path, content: bytes) -> None:
    path = _put(tmp_path, content)
    for read in (read_clips, read_list):
        with pytest.raises(CoachError) as refusal:
            read(path)
        assert refusal.value.hint
        assert len(str(refusal.value)) < 1000


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (SOUND + b"\xff.mp4,squat,anna,3,,\n", "line 6: not valid UTF-8"),
        (SOUND + b"e\x00.mp4,squat,anna,3,,\n", "line 6: not text"),
        (SOUND + b"x" * 200_000 + b",squat,anna,3,,\n", "line 6: field larger than field limit"),
        (SOUND + b'"e.mp4,squat,anna,3,,\n', "line 6: unexpected end of data"),
    ],
)
def test_the_error_names_the_line(tmp_path: Path, content: bytes, message: str) -> None:
    path = _put(tmp_path, content)
    for read in (read_clips, read_list):
        with pytest.raises(CoachError, match=message):
            read(path)


def test_a_number_of_5000_digits_is_shortened(tmp_path: Path) -> None:
    path = _put(tmp_path, SOUND + b"e.mp4,squat,anna,3," + b"9" * 5000 + b",\n")
    with pytest.raises(CoachError, match=r"line 6: start_s '9{60}…' is not a number of seconds"):
        read_clips(path)
    path = _put(tmp_path, HEAD + b"e.mp4,squat,anna," + b"9" * 5000 + b",,\n")
    with pytest.raises(CoachError, match="1 with reps that are not a number"):
        read_list(path)


def test_mutated_lists_are_read_or_refused(tmp_path: Path) -> None:
    read = 0
    for _, content in mutated_lists(seed=1, count=150):
        path = _put(tmp_path, content)
        for reader in (read_clips, read_list):
            try:
                reader(path)
                read += 1
            except CoachError as refusal:
                assert refusal.hint
    assert read > 20


def test_a_film_with_too_long_a_name_does_not_stop_the_others(tmp_path: Path, home: Path) -> None:
    path = _put(tmp_path, SOUND + b"a" * 300 + b".mp4,squat,anna,3,,\n" + b"/dev/zero,squat,anna,3,,\n")
    clips = read_clips(path).clips
    with pytest.raises(CoachError, match="films are missing"):
        check_listed(clips)
    odd = [clip for clip in clips if len(clip.name) > 200 or clip.name == "/dev/zero"]
    assert [each.unreadable for each in analyse_clips(odd)] == [True, True]


def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    for read in (read_clips, read_list):
        with pytest.raises(CoachError, match="can't be read as CSV: it is a named pipe"):
            read(tmp_path / "pipe.csv")
