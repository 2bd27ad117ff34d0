"""Exercise and settings files with anything in them: each fault is a sentence, and stops nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.catalogue.library import Faulty, all_exercises, load_exercise, read_exercise
from coach.errors import CoachError, ExerciseError, InvalidExercise, InvalidSettings, SettingsError
from coach.resources import shipped, user_exercises
from coach.settings import TEMPLATE, read_settings
from tests.campaign import hostile_toml

_SQUAT = (shipped("exercises") / "squat.toml").read_bytes()
_LONGEST = 400
"""Characters of an error about one value: more can't be read."""


def _with_values(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """A sound file with one value after another in the place of its own, a different one at each line."""
    lines = whole.splitlines()
    said = [number for number, line in enumerate(lines) if b" = " in line and not line.startswith(b"#")]
    for name, value in hostile_toml.odd_values():
        for number in said[:: max(len(said) // 12, 1)]:
            changed = [*lines]
            changed[number] = lines[number].split(b" = ")[0] + b" = " + value
            yield f"{name}-{number}", b"\n".join(changed)
    for name, key in hostile_toml.odd_keys():
        for table in (b"", *(line for line in lines if line.startswith(b"["))):
            yield f"{name}-{table.decode()}", whole.replace(table, table + b"\n" + key + b" = 1\n", 1)


@pytest.mark.parametrize(("content"), [pytest.param(each, id=name) for name, each in hostile_toml.not_toml()])
def test_what_is_no_toml_is_one_fault(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidExercise) as exercise:
        read_exercise(path)
    with pytest.raises(InvalidSettings) as settings:
        read_settings(path)
    assert len(str(exercise.value)) < _LONGEST
    assert len(settings.value.errors) == 1
    assert "Traceback" not in str(settings.value)


def test_every_value_and_key_is_sound_or_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for name, content in _with_values(_SQUAT):
        path.write_bytes(content)
        try:
            read_exercise(path)
        except InvalidExercise as error:
            assert max(map(len, error.errors)) < _LONGEST, name
            assert all(": " in fault for fault in error.errors), name
    for name, content in _with_values(TEMPLATE.encode()):
        path.write_bytes(content)
        try:
            read_settings(path)
        except InvalidSettings as error:
            assert max(map(len, error.errors)) < _LONGEST, name


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999"])
def test_a_bound_is_a_finite_number(tmp_path: Path, value: str) -> None:
    path = tmp_path / "a.toml"
    text = _SQUAT.decode()
    line = next(each for each in text.splitlines() if each.startswith("at_least = "))
    path.write_text(text.replace(line, f"at_least = {value}", 1), encoding="utf-8")
    with pytest.raises(InvalidExercise, match=r"at_least: must be a finite number, not -?(nan|inf)"):
        read_exercise(path)


def test_a_key_with_a_bracket_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text('"a[b]" = 1\n', encoding="utf-8")
    with pytest.raises(InvalidSettings, match=r"a\[b\]: unknown key"):
        read_settings(path)


@pytest.mark.parametrize("content", [b"", b"\n", b"\xef\xbb\xbf", b"# nothing\r\n"])
def test_an_empty_file_says_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    assert read_settings(path) == read_settings(tmp_path / "none.toml")
    with pytest.raises(InvalidExercise, match="name: is missing"):
        read_exercise(path)


def test_an_editors_marks_and_line_ends_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + _SQUAT.replace(b"\n", b"\r\n"))
    assert read_exercise(path).name == "squat"


def test_a_file_that_is_far_too_large_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(InvalidExercise, match="larger than 1 MB"):
        read_exercise(path)
    with pytest.raises(InvalidSettings, match="larger than 1 MB"):
        read_settings(path)


@pytest.mark.parametrize("kind", ["folder", "fifo", "null", "loop", "gone"])
def test_what_is_no_plain_file_is_said_at_once(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "a.toml"
    match kind:
        case "folder":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "null":
            path.symlink_to("/dev/zero")
        case "loop":
            path.symlink_to(path)
    with pytest.raises(ExerciseError, match="can't be read"):
        read_exercise(path)
    if kind != "gone":  # no settings at all are fine
        with pytest.raises(SettingsError, match="can't be read"):
            read_settings(path)


def test_faulty_files_of_the_users_stop_nothing() -> None:
    folder = user_exercises()
    folder.mkdir(parents=True)
    expected = 0
    for name, content in hostile_toml.not_toml():
        (folder / f"{name}.toml").write_bytes(content)
        expected += 1
    for name, key in hostile_toml.odd_keys():
        (folder / f"key-{name}.toml").write_bytes(key + b" = 1\n" + _SQUAT)
        expected += 1
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "fifo.toml")
    (folder / "gone.toml").symlink_to("nowhere")
    (folder / os.fsdecode(b"\xff.toml")).write_bytes(b"a = [")
    left_out: list[Faulty] = []

    assert "squat" in all_exercises(left_out.append)
    assert len(left_out) == expected + 4
    assert load_exercise("push-up", left_out.append).name == "push-up"
    for each in left_out:
        assert "is skipped" in each.note


def test_a_faulty_file_says_what_is_wrong_when_it_is_meant() -> None:
    user_exercises().mkdir(parents=True)
    (user_exercises() / "squat.toml").write_bytes(b"\xff")
    with pytest.raises(CoachError, match="not UTF-8"):
        load_exercise("squat")
    assert load_exercise("lunge").name == "lunge"
