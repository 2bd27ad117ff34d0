"""Hostile exercise and settings files: each error is a message, and other files still work."""

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
"""Most characters of an error about one value, to keep it readable."""


def _with_values(whole: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield variants of a valid file: odd values, each in several lines, and odd keys in each table."""
    lines = whole.splitlines()
    settable = [number for number, line in enumerate(lines) if b" = " in line and not line.startswith(b"#")]
    for name, value in hostile_toml.odd_values():
        for number in settable[:: max(len(settable) // 12, 1)]:
            changed = [*lines]
            changed[number] = lines[number].split(b" = ")[0] + b" = " + value
            yield f"{name}-{number}", b"\n".join(changed)
    for name, key in hostile_toml.odd_keys():
        for table in (b"", *(line for line in lines if line.startswith(b"["))):
            yield f"{name}-{table.decode()}", whole.replace(table, table + b"\n" + key + b" = 1\n", 1)


@pytest.mark.parametrize(("content"), [pytest.param(each, id=name) for name, each in hostile_toml.not_toml()])
def test_invalid_toml_is_one_error(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    with pytest.raises(InvalidExercise) as exercise:
        read_exercise(path)
    with pytest.raises(InvalidSettings) as settings:
        read_settings(path)
    assert len(str(exercise.value)) < _LONGEST
    assert len(settings.value.errors) == 1
    assert "Traceback" not in str(settings.value)


def test_every_odd_value_and_key_is_accepted_or_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    for name, content in _with_values(_SQUAT):
        path.write_bytes(content)
        try:
            read_exercise(path)
        except InvalidExercise as error:
            assert max(map(len, error.errors)) < _LONGEST, name
            assert all(": " in message for message in error.errors), name
    for name, content in _with_values(TEMPLATE.encode()):
        path.write_bytes(content)
        try:
            read_settings(path)
        except InvalidSettings as error:
            assert max(map(len, error.errors)) < _LONGEST, name


@pytest.mark.parametrize("value", ["nan", "inf", "-inf", "1e999"])
def test_a_limit_is_a_finite_number(tmp_path: Path, value: str) -> None:
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
def test_an_empty_file_sets_nothing(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(content)
    assert read_settings(path) == read_settings(tmp_path / "none.toml")
    with pytest.raises(InvalidExercise, match="name: is missing"):
        read_exercise(path)


def test_a_byte_order_mark_and_windows_line_ends_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"\xef\xbb\xbf" + _SQUAT.replace(b"\n", b"\r\n"))
    assert read_exercise(path).name == "squat"


def test_a_huge_file_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(InvalidExercise, match="larger than 1 MB"):
        read_exercise(path)
    with pytest.raises(InvalidSettings, match="larger than 1 MB"):
        read_settings(path)


@pytest.mark.parametrize("kind", ["folder", "fifo", "null", "loop", "gone"])
def test_anything_but_a_regular_file_is_refused(tmp_path: Path, kind: str) -> None:
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


def test_broken_user_files_are_skipped() -> None:
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
    skipped: list[Faulty] = []

    assert "squat" in all_exercises(skipped.append)
    assert len(skipped) == expected + 4
    assert load_exercise("push-up", skipped.append).name == "push-up"
    for each in skipped:
        assert "is skipped" in each.note


def test_a_broken_file_is_an_error_if_requested() -> None:
    user_exercises().mkdir(parents=True)
    (user_exercises() / "squat.toml").write_bytes(b"\xff")
    with pytest.raises(CoachError, match="not UTF-8"):
        load_exercise("squat")
    assert load_exercise("lunge").name == "lunge"
