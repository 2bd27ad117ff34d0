"""CSV exports of Strong, Hevy and FitNotes, in each form of their columns; the files here are made up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from coach.errors import ImportUnreadable, InvalidRows
from coach.export.app_logs.app_log import AppLog, read_app_log
from coach.export.app_logs.exercise_names import matching_exercise
from coach.quantities import WeightUnit

STRONG = """\
Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds,Notes,Workout Notes,RPE
2025-12-20 18:00:00,"Push, Day",1h 5m,"Squat (Barbell)",W,60,10,0,0,"",,
2025-12-20 18:00:00,"Push, Day",1h 5m,"Squat (Barbell)",1,102.5,5,0,0,"deep","felt strong",8.5
2025-12-20 18:00:00,"Push, Day",1h 5m,"Plank",1,0,0,0,60,"",,
2025-12-20 18:00:00,"Push, Day",1h 5m,"Plank",Rest Timer,0,0,0,90,"",,
2025-12-22 07:30:00,"Run",25m,"Running",1,0,0,5.1,1500,"",,
2025-12-22 07:30:00,"Run",25m,"Pull Up (Assisted)",1,21,8,0,0,"",,
"""
STRONG_NEW = """\
\ufeffWorkout #;Date;Workout Name;Duration (sec);Exercise Name;Set Order;Weight (lbs);Reps;RPE;Distance (meters);Seconds;Notes;Workout Notes
7;2025-06-01 18:00:00;Upper;3720;Bench Press (Barbell);1;"135,5";8;;;;;
7;2025-06-01 18:00:00;Upper;3720;Bench Press (Barbell);D;95;12;9;;;last one;
"""  # noqa: E501
HEVY = """\
"title","start_time","end_time","description","exercise_title","superset_id","exercise_notes","set_index","set_type","weight_kg","reps","distance_km","duration_seconds","rpe"
"Evening","22 Dec 2025, 08:00","22 Dec 2025, 08:37","slept badly","Bicep Curl (Dumbbell)",,"slow",0,"warmup",8,12,,,
"Evening","22 Dec 2025, 08:00","22 Dec 2025, 08:37","slept badly","Bicep Curl (Dumbbell)",1,"",1,"dropset",12.5,10,,,9
"Evening","22 Dec 2025, 08:00","22 Dec 2025, 08:37","slept badly","Plank",,"",0,"normal",,,,45,
"""  # noqa: E501
HEVY_POUNDS = """\
title,start_time,end_time,description,exercise_title,superset_id,exercise_notes,set_index,set_type,weight_lbs,reps,distance_miles,duration_seconds,rpe
A,"Dec 24, 2025, 6:05 PM","Dec 24, 2025, 7:00 PM",,Deadlift (Barbell),,,0,failure,225,3,,,
"""
FITNOTES = """\
Date,Exercise,Category,Weight (kgs),Reps,Distance,Distance Unit,Time,Comment
2024-03-11,Flat Barbell Bench Press,Chest,60,10,,,,
2024-03-11,Plank,Abs,,,,,0:01:30,hard
2024-03-12,Barbell Squat,Legs,100,5,,,,
"""
FITNOTES_UNITS = """\
Date,Exercise,Category,Weight,Weight Unit,Reps,Distance,Distance Unit,Time,Comment
2024-03-11,Deadlift,Back,220.46,lbs,5,,,,
2024-03-11,Deadlift,Back,100,kgs,5,,,,
"""


def read(tmp_path: Path, text: str, units: WeightUnit = "kg", *, skip_bad: bool = False) -> AppLog:
    file = tmp_path / "log.csv"
    file.write_text(text, encoding="utf-8")
    return read_app_log(file, "me", units, skip_bad=skip_bad)


def sets_of(log: AppLog, workout: int = 0) -> list[tuple[Any, ...]]:
    names = ("exercise", "added", "weight_kg", "hold_s", "note")
    return [tuple(each[name] for name in names) for each in log.document.workouts[workout]["sets"]]


def test_strong(tmp_path: Path) -> None:
    log = read(tmp_path, STRONG)
    assert log.program == "Strong"
    assert sets_of(log) == [
        ("squat", 10, 60.0, None, "warm-up"),
        ("squat", 5, 102.5, None, "RPE 8.5, deep"),
        ("plank", 0, None, 60.0, None),
    ]
    assert sets_of(log, 1) == [("Pull Up (Assisted)", 8, None, None, "assisted by 21 kg")]
    assert log.document.workouts[0]["note"] == "Push, Day: felt strong"
    assert log.left_out == {"a rest timer": 1, "a distance": 1}
    assert log.exercises["Pull Up (Assisted)"] is None


def test_strong_with_semicolons_pounds_and_decimal_commas(tmp_path: Path) -> None:
    log = read(tmp_path, STRONG_NEW)
    first, second = sets_of(log)
    assert first == ("bench-press", 8, pytest.approx(61.4618, abs=1e-4), None, None)
    assert second[-1] == "drop set, RPE 9, last one"


def test_hevy(tmp_path: Path) -> None:
    log = read(tmp_path, HEVY)
    assert log.program == "Hevy"
    assert sets_of(log) == [
        ("biceps-curl", 12, 8.0, None, "warm-up, slow"),
        ("biceps-curl", 10, 12.5, None, "drop set, RPE 9, superset 1"),
        ("plank", 0, None, 45.0, None),
    ]
    assert log.document.workouts[0]["note"] == "Evening: slept badly"
    assert "2025-12-22T08:00:00" in log.document.workouts[0]["started_at"]


def test_hevy_in_pounds(tmp_path: Path) -> None:
    log = read(tmp_path, HEVY_POUNDS)
    [(exercise, reps, weight_kg, _, note)] = sets_of(log)
    assert (exercise, reps, note) == ("deadlift", 3, "to failure")
    assert weight_kg == pytest.approx(102.0583, abs=1e-4)
    assert "2025-12-24T18:05:00" in log.document.workouts[0]["started_at"]


def test_fitnotes(tmp_path: Path) -> None:
    log = read(tmp_path, FITNOTES)
    assert log.program == "FitNotes"
    assert sets_of(log) == [
        ("bench-press", 10, 60.0, None, None),
        ("plank", 0, None, 90.0, "hard"),
    ]
    assert sets_of(log, 1) == [("squat", 5, 100.0, None, None)]
    assert "2024-03-11T12:00:00" in log.document.workouts[0]["started_at"], (
        "the day in every time zone nearby"
    )


def test_fitnotes_with_a_column_for_the_unit(tmp_path: Path) -> None:
    log = read(tmp_path, FITNOTES_UNITS)
    assert [each[2] for each in sets_of(log)] == [pytest.approx(100, abs=0.01), 100.0]


def test_a_weight_without_a_unit_is_in_that_of_the_settings(tmp_path: Path) -> None:
    assert sets_of(read(tmp_path, STRONG, "lb"))[0][2] == pytest.approx(27.2155, abs=1e-4)


def test_a_workout_is_the_same_in_every_export(tmp_path: Path) -> None:
    first, later = read(tmp_path, STRONG), read(tmp_path, STRONG + STRONG.splitlines()[2] + "\n")
    uids = [[each["uid"] for each in log.document.workouts] for log in (first, later)]
    assert uids[0] == uids[1]
    assert len(set(uids[0])) == 2
    other = tmp_path / "log.csv"
    assert not {each["uid"] for each in read_app_log(other, "Ada").document.workouts} & set(uids[0])


@pytest.mark.parametrize(
    ("cell", "bad", "why"),
    [
        ("102.5", "heavy", "line 3: 'heavy' is not a number"),
        ("102.5", "-5", "line 3: '-5' is not a number"),
        ("102.5", "5000", "line 3: 5000 kg is too heavy"),
        (",5,0,0,", ",5.5,0,0,", "line 3: 5.5 is not a number of reps"),
        (",5,0,0,", ",99999,0,0,", "line 3: 99999 is not a number of reps"),
        ('2025-12-20 18:00:00,"Push, Day",1h 5m,"Squat (Barbell)",1', "12/10/25,A,1,Squat,1", "'12/10/25'"),
        ('"Squat (Barbell)",1', '"",1', "line 3: it names no exercise"),
    ],
)
def test_bad_rows_are_listed_and_nothing_is_read(tmp_path: Path, cell: str, bad: str, why: str) -> None:
    assert cell in STRONG
    text = STRONG.replace(cell, bad, 1)
    with pytest.raises(InvalidRows) as raised:
        read(tmp_path, text)
    assert why in str(raised.value) and "--skip-bad" in raised.value.hint
    log = read(tmp_path, text, skip_bad=True)
    assert len(log.bad) == 1 and sum(len(each["sets"]) for each in log.document.workouts) == 3


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "Date,Weight\n2025-01-01,80\n", "\0\0\0"])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImportUnreadable, match=r"log\.csv can't be imported"):
        read(tmp_path, text)


def test_a_file_of_a_spreadsheet_is_read(tmp_path: Path) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes(FITNOTES.replace("hard", "é").encode("cp1252"))
    assert sets_of(read_app_log(file, "me"))[1][-1] == "é"
    file.write_bytes(FITNOTES.replace(",", "\t").replace("\n", "\r\n").encode("utf-16"))
    assert len(read_app_log(file, "me").document.workouts) == 2


@pytest.mark.parametrize(
    ("name", "exercise"),
    [
        ("Squat (Barbell)", "squat"),
        ("Bench Press (Dumbbell)", "bench-press"),
        ("Pull Up", "pull-up"),
        ("Push Ups", "push-up"),
        ("Weighted Pull Ups", "pull-up"),
        ("Triceps Pushdown", "triceps-pushdown"),
        ("Squat (Smith Machine)", None),
        ("Pull Up (Assisted)", None),
        ("Leg Press", None),
        ("Hack Squat", None),
    ],
)
def test_names_are_matched_only_where_that_is_sure(name: str, exercise: str | None) -> None:
    assert matching_exercise(name) == exercise
