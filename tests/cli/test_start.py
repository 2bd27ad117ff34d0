"""``coach start``: the same way as analyze, and a plain word about webcams."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Coach


def test_along_a_film_it_counts_what_analyze_counts(coach: Coach, squats_recording: Path) -> None:
    started = coach("start", "squats", "--source", squats_recording, "--json", "--no-save")
    analyzed = coach("analyze", squats_recording, "--exercise", "squats", "--json", "--no-save")
    assert started.code == 0
    assert started.lines == analyzed.lines


def test_without_a_film_it_says_that_webcams_are_not_there_yet(coach: Coach) -> None:
    told = coach("start", "squats")
    assert told.code == 1
    assert "not in this version yet" in told.err
    assert "coach start squat --source film.mp4" in told.err


def test_an_unknown_exercise_brings_the_nearest(coach: Coach) -> None:
    assert "Did you mean push-up" in coach("start", "pushupp").err
