"""``coach bench films --auto`` and ``coach bench workouts``: their tables, their JSON, and the commands."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from coach.bench.accuracy.auto_recognition import AutoRecognition, Took
from coach.bench.accuracy.halves import Half, half_of
from coach.bench.accuracy.segmentation import SegmentedWorkout, compare_segments
from coach.bench.commands import auto_recognition
from coach.bench.commands.tables import segmentation_tables
from coach.bench.fixtures.stretch import Stretch
from coach.judging.observation import Segment, Summary
from coach.learning.clips import read_clips
from coach.ui.bench_tables import markdown
from tests.cli.conftest import Coach

RIGHT = AutoRecognition("a.mp4", "squat", "squat", "g", 3, ("squat",), {"squat": Took(3)})
WRONG = AutoRecognition(
    "b.mp4", "squat", "squat", "g", 4, ("squat", "lunge"), {"squat": Took(2), "lunge": Took(1, 2)}
)
PLANK = AutoRecognition("c.mp4", "plank", "plank", "h", None, (None,), {})
IDLE = AutoRecognition("d.mp4", "none", "negative", "i", None, ("wall-sit",), {"wall-sit": Took(held_s=3.0)})
OTHER = AutoRecognition("e.mp4", "none", "other", "i", None, ("dip",), {"dip": Took(1, 1)})
FAILED = AutoRecognition("f.mp4", "none", "negative", "i", None, why="no film")
MEASURED = auto_recognition.RecognitionResults((RIGHT, WRONG, PLANK, IDLE, OTHER, FAILED), shipped=False)


def test_tables_of_films_without_a_named_exercise() -> None:
    report = "\n\n".join(markdown(head, rows) for head, rows in auto_recognition.sections(MEASURED))
    assert "| b.mp4 | 4 | 2 | 0 | lunge 1 + 2 |" in report
    assert "| c.mp4 | plank | not recognised |" in report
    assert "| d.mp4 | negative | wall-sit 3 s |" in report
    assert "| f.mp4 | no film |" in report
    assert "| all films | 2 | 0.500 | 0.500 | 0.250 |\n| *target* |  | 0.850 | 0.950 |  |" in report
    assert "| all films of exercises | 3 | 0.333 | 1 | 1 | 3 | 0 s |" in report
    assert "| films counted by eye | 2 | 0.500 | 0 | 1 | 3 | 0 s |" in report
    assert "| no exercise at all | 1 | 1.000 | 0 | 0 | 3 s |" in report
    assert "| an exercise without a name here | 1 | 1.000 | 1 | 2 | 0 s |" in report
    assert "a.mp4" not in report, "only wrong results have their own line"


def test_json_matches_the_tables() -> None:
    report = json.loads(json.dumps(auto_recognition.results_json(MEASURED)))
    assert (report["format"], report["failed"], report["groups"]) == (1, 1, 1)
    assert report["scores"]["all films"]["exact"] == 0.5
    assert report["bars"] == {"exact": 0.85, "off_by_one": 0.95, "repetitions in films of no exercise": 0}
    assert report["naming"]["reps_otherwise"] == 3
    assert report["nothing"]["no exercise at all"]["held_s"] == 3.0
    assert [each["named_rightly"] for each in report["films"]] == [True, *[False] * 5]


def workout() -> SegmentedWorkout:
    truth = [Stretch("squat", 10.0, 20.0), Stretch("push-up", 30.0, 40.0)]
    found = (
        Segment(1.0, 4.0, "dip", 0.8),
        Segment(10.5, 19.0, "squat", 0.9),
        Segment(30.0, 35.0, "plank", 0.9),
        Segment(35.0, 40.0, None, 0.0),
    )
    summary = Summary(None, (), 400, 400, 40.0, "side", None, "minimum", (), segments=found)
    return compare_segments("one", truth, summary)


def test_tables_of_workouts() -> None:
    groups = {"rendered workouts": [workout()]}
    report = "\n\n".join(markdown(head, rows) for head, rows in segmentation_tables.sections(groups))
    assert "| one | push-up | 30.0, 40.0 | – | – | plank, unnamed movement |" in report
    assert "| rendered workouts | 1 | 1 of 2 | 0.500 | 1 | 1 | 1 |\n| *target* |  |  | 0.900 |" in report
    assert "| rendered workouts: segments' ends | 1 | 1.00 | 1.00 |" in report
    assert "| rendered workouts: first reps' starts | 0 | – | – |" in report
    assert "| push-up | plank | 1 |" in report
    assert "| one | dip | 1.0 | 4.0 | 0.80 |" in report


def test_json_of_workouts_matches_the_tables() -> None:
    report = json.loads(json.dumps(segmentation_tables.results_json({"rendered workouts": [workout()]})))
    assert report["figures"]["rendered workouts"]["share"] == 0.5
    [one] = report["workouts"]["rendered workouts"]
    assert [each["found"] for each in one["cuts"]] == [True, False]
    assert one["aside"][0]["exercise"] == "dip"


def listing(folder: Path, path: Path) -> Path:
    """The clips of a folder as a list with their counts."""
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file)
        rows.writerow(("path", "exercise", "group", "reps", "certainty"))
        for clip in read_clips(folder).clips:
            report = ("negative", "", "") if clip.label == "none" else (clip.label, "3", "sure")
            rows.writerow((clip.path, report[0], clip.group, *report[1:]))
    return path


def test_films_are_recognised_by_models_not_trained_on_them(
    coach: Coach, clips_folder: Path, tmp_path: Path
) -> None:
    clips = listing(clips_folder, tmp_path / "clips.csv")
    rebuilt = tmp_path / "rebuilt.csv"
    rebuilt.write_text(f"path,exercise,group\n{clips_folder}/lunge/plain/lunge.npz,row,someone\n")
    report = coach("bench", "films", clips, "--auto", "--rebuilt", rebuilt, "--json", "--jobs", 1)
    assert (report.code, report.err) == (0, "")
    [facts] = report.lines
    assert {each["label"] for each in facts["films"]}.isdisjoint({"row"}), "it is only trained on"
    assert facts["recognised_by"] == "models that never saw the group"
    assert facts["scores"]["all films"]["n"] == 16
    assert facts["naming"]["rightly"] > 0.6
    assert facts["nothing"]["no exercise at all"]["films"] == 5
    workouts = coach("bench", "workouts", "--films", clips, "--no-rendered", "--jobs", 1)
    assert workouts.code == 1
    assert "too few films for a workout" in workouts.err, "each fold has one person here"


def test_the_current_model_splits_workouts_joined_from_films(
    coach: Coach, clips_folder: Path, tmp_path: Path
) -> None:
    clips = listing(clips_folder, tmp_path / "clips.csv")
    report = coach("bench", "workouts", "--films", clips, "--no-rendered", "--shipped", "--json", "--jobs", 1)
    assert (report.code, report.err) == (0, "")
    [facts] = report.lines
    assert facts["figures"]["workouts made of films"]["stretches"] >= 4


def test_a_half_has_its_people_only(coach: Coach, clips_folder: Path, tmp_path: Path) -> None:
    clips = listing(clips_folder, tmp_path / "clips.csv")
    given = ("bench", "films", clips, "--auto", "--shipped", "--half", "a", "--jobs", 1)
    [facts] = coach(*given, "--json").lines
    people = {each.group for each in read_clips(clips_folder).clips if half_of(each.group) is Half.A}
    assert people
    assert (facts["half"], {each["group"] for each in facts["films"]}) == ("a", people)
    assert any(each["label"] == "none" for each in facts["films"])


def test_shipped_needs_auto(coach: Coach) -> None:
    report = coach("bench", "films", "clips.csv", "--shipped")
    assert report.code == 2
    assert "--auto" in report.err
    assert "--auto" in coach("bench", "films", "clips.csv", "--rebuilt", "more.csv").err


def test_workouts_need_a_source(coach: Coach) -> None:
    report = coach("bench", "workouts", "--no-rendered")
    assert report.code == 1
    assert "--films" in report.err
