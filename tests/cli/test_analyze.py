"""``coach analyze`` on recordings with a known count."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.performer.motion.choreography import Performance
from tests.cli.conftest import Coach

KEYS = {"format", "film", "exercise", "reps", "partial", "hold_s", "duration_s"}
KEYS |= {"frames", "frames_with_pose", "view", "tilt_deg", "sets", "picture", "why_none"}
REP_KEYS = {"number", "side", "start_s", "turn_s", "end_s", "rom_deg", "tempo", "verdict", "reason"}


def test_json_line_has_the_whole_analysis(coach: Coach, squats: Performance, squats_recording: Path) -> None:
    result = coach("analyze", squats_recording, "--exercise", "squats", "--json")
    assert result.code == 0
    assert result.err == ""
    [line] = result.lines
    assert set(line) >= KEYS
    assert (line["format"], line["film"], line["exercise"]) == (1, str(squats_recording), "squat")
    assert (line["reps"], line["partial"], line["hold_s"]) == (4, 1, None)
    assert line["frames"] == line["frames_with_pose"] == len(squats.times)
    assert line["duration_s"] == pytest.approx(squats.duration_s, abs=0.1)
    [only] = line["sets"]
    assert set(only) >= {"exercise", "start_s", "end_s", "reps"}
    for told_rep, true_rep in zip(only["reps"], squats.reps, strict=True):
        assert set(told_rep) >= REP_KEYS
        assert told_rep["number"] == true_rep.number
        assert told_rep["turn_s"] == pytest.approx(true_rep.turn_s, abs=0.25)
        assert told_rep["start_s"] < told_rep["turn_s"] < told_rep["end_s"]
        assert len(told_rep["tempo"]) == 4
    assert [rep["verdict"] for rep in only["reps"]] == ["full", "full", "full", "partial", "full"]


def test_report_says_where_it_is_saved(coach: Coach, squats_recording: Path) -> None:
    result = coach("analyze", squats_recording, "-e", "squat")
    assert result.code == 0
    assert "4 squats + 1 partial" in result.out
    assert "Saved as workout 1" in result.out
    assert result.err == "", "no progress bar without a terminal"


def test_a_film_analysed_twice_is_saved_once(coach: Coach, squats_recording: Path) -> None:
    coach("analyze", squats_recording, "-e", "squat", "--weight", "20", "--profile", "ada")
    again = coach("analyze", squats_recording, "-e", "squat", "--weight", "20", "--profile", "ada")
    remembered = coach("history", "--json").lines
    assert len(remembered) == 1
    assert (remembered[0]["reps"], remembered[0]["partial"], remembered[0]["profile"]) == (4, 1, "ada")
    assert "is updated" in again.out


def test_no_save_leaves_no_trace(coach: Coach, home: Path, squats_recording: Path) -> None:
    result = coach("analyze", squats_recording, "-e", "squat", "--no-save")
    assert "4 squats + 1 partial" in result.out
    assert not list(home.glob("*.sqlite3*"))


def test_one_film_that_fails_does_not_stop_the_others(
    coach: Coach, squats_recording: Path, tmp_path: Path
) -> None:
    letter = tmp_path / "letter.mp4"
    letter.write_text("Dear coach")
    result = coach("analyze", letter, squats_recording, "missing.mp4", "-e", "squat", "--json")
    assert result.code == 3
    broken, good, missing = result.lines
    assert set(broken) == set(missing) == {"format", "film", "error", "hint"}
    assert good["reps"] == 4
    assert broken["film"] == str(letter)
    assert missing["film"] == "missing.mp4"


def test_exit_code_is_1_if_every_film_fails(coach: Coach) -> None:
    result = coach("analyze", "one.mp4", "two.mp4", "-e", "squat")
    assert result.code == 1
    assert "one.mp4" in result.err
    assert "two.mp4" in result.err
    assert result.out == ""


@pytest.mark.parametrize(
    ("typed", "film"),
    [
        (("squats",), "film.mp4"),
        (("squats", "my film.mp4"), "'my film.mp4'"),
        (("me.mp4", "squats"), "me.mp4"),
    ],
)
def test_an_exercise_in_place_of_a_film_gives_a_hint(coach: Coach, typed: tuple[str, ...], film: str) -> None:
    result = coach("analyze", *typed)
    assert (result.code, result.out) == (1, "")
    assert result.err.splitlines()[0] == "'squats' is an exercise, not a film."
    assert f"'coach analyze {film} --exercise squat'" in result.err


def test_an_unknown_exercise_suggests_similar_names(coach: Coach) -> None:
    result = coach("analyze", "film.mp4", "-e", "sqat")
    assert result.code == 1
    assert "Did you mean squat" in result.err


def test_range_mine_replaces_the_minimum_and_is_reported(coach: Coach, squats_recording: Path) -> None:
    result = coach("analyze", squats_recording, "-e", "squat", "--range", "mine", "--json")
    assert result.lines[0]["range"] == "mine"
    assert coach("history", "--json").lines[0]["range"] == "mine"


@pytest.mark.parametrize("name", ["n" * 255 + ".mp4", "x/" * 3000 + "a.mp4"], ids=("long", "deep"))
def test_an_impossible_file_name_is_a_missing_film(coach: Coach, name: str) -> None:
    result = coach("analyze", name, "-e", "squat")
    assert (result.code, result.out) == (1, "")
    assert len(result.err.splitlines()) == 2, "a sentence and a hint"


def test_why_lists_every_movement(coach: Coach, squats_recording: Path) -> None:
    result = coach("analyze", squats_recording, "-e", "squat", "--why")
    assert "rep 4, partial" in result.out
    [line] = coach("analyze", squats_recording, "-e", "squat", "--why", "--json").lines
    reps = [each for each in line["attempts"] if each["rep"] is not None]
    assert [each["verdict"] for each in reps] == ["full", "full", "full", "partial", "full"]
    assert [each["turn_s"] for each in reps] == [rep["turn_s"] for rep in line["sets"][0]["reps"]]
    assert {each["set"] for each in reps} == {1}
    [plain] = coach("analyze", squats_recording, "-e", "squat", "--json").lines
    assert "attempts" not in plain


def test_why_names_the_limit_that_dropped_a_movement(coach: Coach, squats_recording: Path) -> None:
    [line] = coach("analyze", squats_recording, "-e", "sit-up", "--why", "--json").lines
    assert (line["reps"], line["partial"]) == (0, 0)
    assert line["attempts"]
    for each in line["attempts"]:
        assert each["verdict"] == "not counted"
        assert each["text"]
