"""``coach analyze`` without a named exercise."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.kinematics.body import Body
from coach.performer.medley import medley
from coach.performer.motion.choreography import Performance
from coach.performer.repertoire import PerformanceChoice
from coach.resources import shipped
from tests.cli.conftest import Coach
from tests.cli.recorded import recorded


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three push-ups, a pause, and four lateral raises."""
    parts = [
        (load_exercise("push-up"), PerformanceChoice(depths=(1.0, 1.0, 0.95))),
        (load_exercise("lateral-raise"), PerformanceChoice(depths=(1.0, 0.9, 1.0, 1.0))),
    ]
    act = medley(parts, (1.0, 3.0), view="oblique", body=Body())
    return recorded(tmp_path_factory.mktemp("recordings") / "mixed.npz", act)


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A person who only stands."""
    poses = load_exercise("squat").poses
    act = Performance("squat", poses, depths=(), rest_before_s=4.0, rest_after_s=4.0)
    return recorded(tmp_path_factory.mktemp("recordings") / "standing.npz", act)


def test_json_has_exercise_and_confidence_of_each_set_and_segment(coach: Coach, mixed: Path) -> None:
    result = coach("analyze", mixed, "--json", "--weight", "5")
    assert (result.code, result.err) == (0, "")
    [line] = result.lines
    assert (line["exercise"], line["recognised"]) == (None, True)
    assert line["exercises"] == ["push-up", "lateral-raise"]
    assert 0.5 < line["confidence"] <= 1
    assert [(each["exercise"], len(each["reps"])) for each in line["sets"]] == [
        ("push-up", 3),
        ("lateral-raise", 4),
    ]
    named = [each for each in line["segments"] if each["exercise"] is not None]
    assert [each["exercise"] for each in named] == line["exercises"]
    assert [each["confidence"] for each in named] == [each["confidence"] for each in line["sets"]]
    assert named[0]["start_s"] < named[0]["end_s"] <= named[1]["start_s"] < named[1]["end_s"]
    [workout] = coach("history", "show", "--json").lines
    assert [(each["exercise"], each["weight_kg"]) for each in workout["sets"]] == [
        ("push-up", 5.0),
        ("lateral-raise", 5.0),
    ]
    assert [each["exercise_sha256"] for each in workout["sets"]] == [
        load_exercise(name).sha256 for name in line["exercises"]
    ]


def test_report_and_history_show_all_exercises(coach: Coach, mixed: Path) -> None:
    result = coach("analyze", mixed)
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("3 push-ups, 4 lateral raises")
    for expected in ("Set 1: 3 push-ups (recognised, ", "Set 2: 4 lateral raises (recognised, "):
        assert expected in result.out
        assert expected in coach("history", "show").out
    assert [each["id"] for each in coach("history", "-e", "lateral-raises", "--json").lines] == [1]
    assert "workout 1 is updated" in coach("analyze", mixed).out
    assert "Saved as workout 3" in coach("analyze", mixed, "-e", "push-up").out


def test_without_a_recognised_exercise_the_report_gives_hints(coach: Coach, standing: Path) -> None:
    result = coach("analyze", standing)
    assert result.code == 0
    assert result.out.startswith("No exercise recognised")
    for expected in ("--exercise EXERCISE", "coach exercises", "coach train"):
        assert expected in result.out
    [line] = coach("analyze", standing, "--json").lines
    assert (line["exercise"], line["exercises"], line["confidence"]) == (None, [], None)


def test_a_named_exercise_is_not_recognised(coach: Coach, mixed: Path) -> None:
    [line] = coach("analyze", mixed, "-e", "push-up", "--json").lines
    assert (line["exercise"], line["exercises"], line["recognised"]) == ("push-up", ["push-up"], False)
    assert (line["confidence"], line["segments"], line["sets"][0]["confidence"]) == (None, None, None)


def test_an_untrusted_model_is_reported_once_before_any_film(coach: Coach, home: Path, mixed: Path) -> None:
    (home / "models").mkdir(parents=True)
    for name in ("recognition.json", "recognition.joblib"):
        shutil.copy(shipped("models") / name, home / "models")
    result = coach("analyze", mixed, "missing.mp4", "--json")
    assert result.code == 1
    [line] = result.lines
    assert set(line) == {"error", "hint"}
    assert "coach models import" in line["hint"]
    assert coach("analyze", mixed, "-e", "push-up", "--no-save").code == 0


def test_the_history_has_the_keys_of_the_analysis(coach: Coach, mixed: Path) -> None:
    for typed in ((), ("-e", "push-up")):
        [analysed] = coach("analyze", mixed, *typed, "--json", "--why").lines
        [saved] = coach("history", "show", analysed["workout"], "--json", "--why").lines
        assert analysed.keys() <= saved.keys()
        null = ("duration_s", "not_judged", "judged_in_part", "recogniser", "date_by", "why_none")
        for key in analysed.keys() - {"format", "film", "kind", "date", "frames_with_pose", *null}:
            if key not in ("sets", "review"):
                assert saved[key] == analysed[key], key
        assert abs(saved["frames_with_pose"] - analysed["frames_with_pose"]) <= 1
        for one, other in zip(analysed["sets"], saved["sets"], strict=True):
            assert one.keys() <= other.keys()
            for key in one.keys() - {"review", "effort", "score"}:
                assert other[key] == one[key], key
