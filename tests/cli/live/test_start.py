"""``coach start`` with films, in real time, and with unusable sources."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from coach.cli import main
from tests.cli.conftest import Coach


def test_start_counts_a_film_like_analyze(coach: Coach, squats_recording: Path) -> None:
    started = coach("start", "squats", "--source", squats_recording, "--json", "--no-save")
    analyzed = coach("analyze", squats_recording, "--exercise", "squats", "--json", "--no-save")
    assert started.code == 0
    assert started.lines == analyzed.lines


def test_real_time_gives_the_same_count_and_reports_dropped_frames(coach: Coach, squats_film: Path) -> None:
    live = coach("start", "squats", "--source", squats_film, "--realtime", "--no-save")
    assert live.code == 0, live.err
    assert "\n4 squats + 1 partial  " in live.out, "as 'coach analyze' counts it in test_film_analysis"
    assert "frames analysed" in live.out


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ("93", "There is no camera 93"),
        ("Nokia", "There is no camera called 'Nokia'"),
        ("http://127.0.0.1:9/video", "the connection was refused"),
        ("gone.mp4", "There is no film at gone.mp4."),
    ],
)
def test_unusable_sources_are_named(coach: Coach, source: str, sentence: str) -> None:
    result = coach("start", "squats", "--source", source)
    assert (result.code, result.out) == (1, "")
    assert sentence in result.err


def test_an_unknown_exercise_suggests_similar_names(coach: Coach) -> None:
    assert "Did you mean push-up" in coach("start", "pushupp").err


def test_start_recognises_a_film_like_analyze(coach: Coach, squats_recording: Path) -> None:
    started = coach("start", "--source", squats_recording, "--json", "--no-save")
    analyzed = coach("analyze", squats_recording, "--json", "--no-save")
    assert started.code == 0, started.err
    assert started.lines == analyzed.lines


@pytest.mark.parametrize("film", ["my film.mp4", "squats.npz"])
def test_a_film_in_place_of_the_name_gives_a_hint(coach: Coach, film: str) -> None:
    result = coach("start", film)
    assert (result.code, result.out) == (2, "")
    assert "that is a film, not an exercise. Type: coach start --source" in result.err
    assert film in result.err


def test_a_recording_plays_in_real_time_and_ends_at_its_target(
    coach: Coach, squats_recording: Path, tmp_path: Path
) -> None:
    events = tmp_path / "events.jsonl"
    result = coach(
        *("start", "squats", "--source", squats_recording, "--realtime"),
        *("--sets", 1, "--reps", 2, "--voice", "off", "--events", events),
    )
    assert result.code == 0, result.err
    assert "2 squats  squats.npz" in result.out
    assert events.read_text(encoding="utf-8").count("rep_completed") == 2
    assert coach("history", "--json").code == 0


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--source", "FILM", "--sets", 3, "--continue"), "--sets, --continue apply to a film only with"),
        (("--source", "FILM", "--flash"), "--flash applies to a film only with --realtime"),
        (("--source", "FILM", "--events", "-"), "--events applies to a film only with --realtime"),
        (("--source", "FILM", "--realtime", "--picture"), "has no pictures"),
        (("--source", "FILM", "--realtime", "--no-cache"), "nothing is read from the cache"),
        (("--source", "performer", "--realtime"), "a camera is always in real time"),
    ],
)
def test_an_option_without_effect_is_refused(
    squats_recording: Path,
    options: tuple[object, ...],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    typed = [str(squats_recording) if each == "FILM" else str(each) for each in options]
    monkeypatch.setattr(sys, "argv", ["coach", "start", "squat", *typed])
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 2
    result = capsys.readouterr()
    assert result.out == ""
    assert sentence in result.err


@pytest.mark.parametrize("exercise", ["plank", "jumping jack", "anything"])
@pytest.mark.parametrize("option", [("--tempo", "3-0-1-0"), ("--stop-at-velocity-loss", 20)])
def test_what_has_no_effort_has_no_tempo_and_no_velocity(
    coach: Coach, exercise: str, option: tuple[str, object]
) -> None:
    result = coach("start", exercise, "--source", "performer", *option)
    assert result.code == 2
    assert result.err.startswith(f"{option[0]}: ")
    assert "has no lowering and no effort to time" in result.err


def test_a_tempo_has_four_figures(coach: Coach) -> None:
    result = coach("start", "squat", "--source", "performer", "--tempo", "3-0-1")
    assert result.code == 2
    assert "must be four figures such as 3-0-1-0" in result.err
