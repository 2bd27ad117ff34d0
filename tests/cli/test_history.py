"""``coach history``: its outputs and exit codes."""

from __future__ import annotations

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from coach.body.picture_notes import PictureNote
from coach.cli import app
from coach.errors import NothingToEdit, UnknownWorkout
from coach.resources import database_file
from coach.store.run_lock import running
from tests.cli.conftest import Coach
from tests.store.workouts import UNKNOWN_EFFORT, counted_set, facts, held_set, mixed_sets, remember, rep

REPS = [rep(1), rep(2), rep(3, 45.0)]


def coach(*typed: str) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    return subprocess.run(
        [sys.executable, "-m", "coach", "history", *typed],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
    )


def inside(*typed: str, columns: int | None = None) -> str:
    """Run it in this process; a separate process takes a second."""
    env = {"COLUMNS": str(columns) if columns else None}
    result = CliRunner().invoke(app, ["history", *typed], env=env, catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


@pytest.fixture
def filled(home: Path) -> None:
    """Three films: squats, a plank, and Ada's squats with her own range."""
    remember(None, facts(sha256="1" * 64), counted_set(REPS))
    remember(None, facts(sha256="2" * 64, exercise="plank", film="plank.webm"), held_set(31.5))
    own = counted_set(REPS, range_used="mine")
    remember(
        None, facts(sha256="3" * 64, profile="Ada", film="a film with a long name, made in May.mp4"), own
    )


def test_an_empty_history_suggests_commands(home: Path) -> None:
    ran = coach()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.startswith("There are no workouts yet.")
    assert "'coach analyze FILM'" in ran.stdout
    assert not home.exists(), "reading creates nothing"
    assert inside("--json") == ""
    shown = coach("show")
    assert (shown.returncode, shown.stdout) == (1, "")
    assert "coach analyze" in shown.stderr


@pytest.mark.usefixtures("filled")
def test_list_shows_recent_workouts() -> None:
    ran = coach()
    assert (ran.returncode, ran.stderr) == (0, "")
    head, *rows = (" ".join(line.split()) for line in ran.stdout.splitlines())
    assert head == "id date who exercise full partial sets ROM tempo, s source"
    assert rows[0].endswith("Ada squat 2* 1 1 98° 1.1-0.1-0.8-0.2 a film with a long name, made in May.mp4")
    assert rows[1].endswith("me plank 31.5 s 1 plank.webm")
    assert rows[2].endswith("me squat 2 1 1 98° 1.1-0.1-0.8-0.2 squats.mp4")
    assert rows[3:] == ["* full reps reach the person's own range"]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("columns", [80, 120])
def test_list_fits_the_terminal_without_truncation(columns: int) -> None:
    for typed in ([], ["show", "3"]):
        text = inside(*typed, columns=columns)
        assert max(len(line) for line in text.splitlines()) <= columns
        assert "…" not in re.sub(r"a film with.*….*May\.mp4", "", text), (
            "only a film's long name is shortened"
        )
        assert "\x1b" not in text


def test_80_columns_fit_time_counts_weight_and_film(home: Path) -> None:
    long = "squats in the garden, filmed from the side, 2026.mp4"
    remember(None, facts(sha256="1" * 64, weight_kg=42.5, film=long), counted_set(REPS))
    light, heavy = counted_set(REPS), counted_set(REPS, number=2)
    remember(None, facts(sha256=None, kind="live", weight_kg=20), light, heavy)
    edited = inside("edit", "2", "--set", "2", "--weight", "22.5")
    assert edited.endswith("22.5 kg.\n")
    head, live, film = inside(columns=80).splitlines()
    assert head.split() == ["id", "date", "exercise", "full", "partial", "weight", "source"]
    assert live.endswith("20–22.5 kg live")
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d +squat +2 +1 +42.5 kg squats in th…e, 2026.mp4$", film)
    narrow, below = inside(columns=60).splitlines()[2:4]
    assert re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d +squat +2\+1 +42.5 kg$", narrow)
    assert below == f"   {long}", "with little room, the film has a line of its own"
    assert long in inside(), "nothing is shortened in a pipe"


def test_last_is_the_latest_whatever_the_clock(home: Path) -> None:
    for sha256 in ("1" * 64, "2" * 64):
        remember(None, facts(sha256=sha256), counted_set(REPS))
    with closing(sqlite3.connect(database_file())) as connection, connection:
        connection.execute("UPDATE workout SET started_at = '2199-01-01 00:00:00.000000' WHERE id = 1")
    assert json.loads(inside("show", "last", "--json"))["id"] == 2
    assert [json.loads(line)["id"] for line in inside("--json").splitlines()] == [2, 1]


@pytest.mark.usefixtures("filled")
def test_list_can_be_filtered() -> None:
    def ids(*typed: str) -> list[int]:
        return [json.loads(line)["id"] for line in inside("--json", *typed).splitlines()]

    assert ids() == [3, 2, 1]
    assert ids("--limit", "2") == [3, 2]
    assert ids("--limit", "1", "--all") == [3, 2, 1]
    assert ids("--profile", "Ada") == [3]
    assert ids("--kind", "live") == []
    assert ids("--since", "2999-01-01") == []
    assert ids("--since", "2020-01-01", "--exercise", "squats") == [3, 1]
    assert inside("--profile", "Eve").startswith("There is no such workout")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo", "America/New_York"])
def test_since_accepts_the_first_and_last_day_of_the_calendar(zone: str) -> None:
    for day, found in (("0001-01-01", 3), ("9999-12-31", 0)):
        command = [sys.executable, "-m", "coach", "history", "--json", "--since", day]
        environment = {**os.environ, "TZ": zone}
        ran = subprocess.run(command, capture_output=True, text=True, timeout=60, env=environment)
        assert (ran.returncode, ran.stderr, len(ran.stdout.splitlines())) == (0, "", found)


@pytest.mark.usefixtures("filled")
def test_show_prints_each_rep() -> None:
    text = inside("show", "1")
    for expected in (
        "2 squats + 1 partial",
        "full",
        " partial ",
        "1.1-0.1-0.8-0.2",
        "64%: knee and hip moved 45° of the 70° required",
        "Detected from the side in 95 % of 200 frames",
        "camera tilted up 3°",
        "squats.mp4",
        "coach 0.1.0",
        "pose model full (51515151)",
        "squat.toml (cdcdcdcd)",
    ):
        assert expected in text
    assert inside("show", "last") == inside("show", "3")


@pytest.mark.usefixtures("filled")
def test_show_as_json() -> None:
    workout = json.loads(inside("show", "1", "--json"))
    assert (workout["format"], workout["id"], workout["reps"], workout["partial"]) == (2, 1, 2, 1)
    assert (workout["mean_rom_deg"], workout["view"], workout["tilt_deg"]) == (98.4, "side", 3.4)
    assert workout["set_count"] == 1
    assert "sets" not in json.loads(inside("--json").splitlines()[0]), "the list has no details"
    (only,) = workout["sets"]
    assert only["reps"][0] == {
        "number": 1,
        "side": "both",
        "start_s": 3.5,
        "turn_s": 4.6,
        "end_s": 5.7,
        "rom_deg": 98.4,
        "rom_error_deg": None,
        "measured": True,
        "unmeasured": None,
        "tempo": [1.1, 0.1, 0.8, 0.2],
        "verdict": "full",
        "doubtful": False,
        "share": 1.0,
        "reason": "140%: knee and hip moved 98° of the 70° required",
        "level": None,
        "level_measure": None,
        "level_value": None,
        "level_error": None,
        "level_not_judged": None,
        **UNKNOWN_EFFORT,
    }
    assert only["confidence"] is None, "the exercise was named"


def test_show_has_confidence_and_target(home: Path) -> None:
    about = replace(facts(exercise=None), targets={"squat": 12, "push-up": 12, "plank": 45})
    remember(None, about, *mixed_sets())
    sets = json.loads(inside("show", "--json"))["sets"]
    assert [(each["exercise"], each["confidence"], each["target"]) for each in sets] == [
        ("squat", 0.93, 12),
        ("push-up", 0.81, 12),
        ("plank", 0.995, 45),
    ]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("number", ["4", "0", "nine", "-1", "9" * 23])
def test_an_unknown_number_is_an_error(number: str) -> None:
    with pytest.raises(UnknownWorkout, match="workout") as raised:
        inside("show", "--", number)
    assert "'coach history" in raised.value.hint


def test_demo_has_its_own_history(home: Path) -> None:
    remember(database_file("demo"), facts(kind="demo"), counted_set(REPS))
    assert inside().startswith("There are no workouts yet.")
    assert len(inside("--demo").splitlines()) == 2
    shown = inside("show", "--demo")
    assert "Saved as a demo, not as training" in shown
    assert inside("--demo", "show") == shown


def test_a_damaged_history_is_reported_and_not_changed(home: Path) -> None:
    home.mkdir()
    database_file().write_text("not a database, whatever its name says " * 9, encoding="utf-8")
    ran = coach()
    assert (ran.returncode, ran.stdout) == (1, "")
    assert "is not a database" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert database_file().read_text(encoding="utf-8").startswith("not a database")


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("typed", [[], ["--json"], ["show", "1"]])
def test_a_closed_pipe_is_not_an_error(typed: list[str]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "coach", "history", *typed]
    ran = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(writing)
    assert ran.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("typed", [[], ["--json"], ["show", "1"], ["--help"]])
def test_a_full_disk_for_the_output_is_reported(typed: list[str], unbuffered: str) -> None:
    command = [sys.executable, "-m", "coach", "history", *typed]
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with Path("/dev/full").open("w") as full:
        ran = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60, env=environment
        )
    assert ran.returncode == 1
    assert ran.stderr.splitlines() == [
        "The output could not be written: No space left on device.",
        "Free some space, or write it somewhere else.",
    ]


@pytest.mark.usefixtures("filled")
def test_history_imports_nothing_heavy() -> None:
    code = (
        "import sys; sys.argv = ['coach', 'history']\n"
        "import coach.cli\n"
        "try: coach.cli.main()\n"
        "except SystemExit: pass\n"
        "heavy = {'mediapipe', 'sklearn', 'cv2', 'alembic'}\n"
        "print(*heavy & {name.split('.')[0] for name in sys.modules}, file=sys.stderr, end='')\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "squat" in ran.stdout


def test_edit_corrects_a_count() -> None:
    remember(database_file(), facts(), counted_set(REPS))
    assert inside("edit", "last", "--reps", "12") == (
        "Workout 1, set 1: 12 squats + 1 partial, 2 detected, 10 added by hand.\n"
    )
    assert "2 detected, 10 added by hand" in inside("show", "last")
    assert json.loads(inside("show", "last", "--json"))["sets"][0]["added"] == 10
    assert json.loads(inside("--json"))["reps"] == 12
    assert inside("edit", "--weight", "20").endswith("20 kg.\n")


def test_edit_needs_an_option() -> None:
    remember(database_file(), facts(), counted_set(REPS))
    printed = coach("edit", "last")
    assert (printed.returncode, printed.stdout) == (2, "")
    assert "--date, --note or --as-counted" in " ".join(printed.stderr.split())
    assert coach("edit", "7", "--reps", "3").returncode == 1


@pytest.mark.usefixtures("filled")
def test_delete_needs_confirmation_and_valid_numbers() -> None:
    before = inside("--json")
    printed = coach("delete", "1")
    assert (printed.returncode, "--yes" in printed.stderr) == (2, True)
    with pytest.raises(UnknownWorkout, match="no workout 9"):
        inside("delete", "1", "9", "--yes")
    with running(database_file(), 2), pytest.raises(NothingToEdit, match="still running"):
        inside("delete", "1", "2", "--yes")
    assert inside("--json") == before
    assert "Nothing was changed" in inside("changes")


def test_sets_with_too_few_frames_are_marked(home: Path) -> None:
    remember(None, facts(sha256="1" * 64), counted_set(REPS))
    remember(None, facts(sha256="2" * 64), counted_set(REPS), frame_rate=6.0)
    _, few, enough, legend = inside().splitlines()
    assert " 2? " in few
    assert "?" not in enough
    assert legend == "? doubtful: 'coach history show' says why"
    assert " 2?+1 " in inside(columns=60)
    assert "Too few frames" in inside("show", "2")
    assert "Too few frames" not in inside("show", "1")
    listed = [json.loads(line)["too_few_frames"] for line in inside("--json").splitlines()]
    assert listed == [True, False]
    [shown] = json.loads(inside("show", "2", "--json"))["sets"]
    assert shown["too_few_frames"]
    assert 5.5 < shown["seen_frame_rate"] < 10


def test_sets_with_bad_pictures_are_marked_and_explained(home: Path) -> None:
    dark = PictureNote("dark", "It was dark until 0:08.", "Switch on a light.", doubtful=True, end_s=8.0)
    carried = PictureNote("camera moved", "The camera was unsteady.")
    sets = counted_set(REPS), counted_set([rep(4)], number=2)
    remember(None, facts(sha256="1" * 64), *sets, notes=(carried,))
    remember(None, facts(sha256="2" * 64), *sets, notes=(dark, carried))
    remember(None, facts(sha256="3" * 64), notes=(dark,))
    _, nothing, doubtful, sure, legend = inside().splitlines()
    assert "–? " in nothing
    assert " 3? " in doubtful
    assert "?" not in sure
    assert legend == "? doubtful: 'coach history show' says why"
    printed = inside("show", "2").splitlines()
    assert "! It was dark until 0:08. Switch on a light." in printed
    assert "The camera was unsteady." in printed
    assert printed.count("Doubtful: dark, see below") == 1
    assert "Doubtful" not in inside("show", "1")
    shown = json.loads(inside("show", "2", "--json"))
    assert [each["doubts"] for each in shown["sets"]] == [["dark"], []]
    assert [(each["problem"], each["doubtful"]) for each in shown["picture"]] == [
        ("dark", True),
        ("camera moved", False),
    ]


def test_a_question_mark_in_a_name_is_not_a_mark(home: Path) -> None:
    remember(None, facts(sha256=None, kind="live", profile="Ada?†*"), counted_set(REPS))
    remember(None, facts(sha256=None, kind="live", profile="Bo"), counted_set(REPS))
    assert len(inside().splitlines()) == 3


def test_why_lists_every_movement_of_a_workout(coach: Coach, squats_recording: Path) -> None:
    [analysed] = coach("analyze", squats_recording, "-e", "squat", "--why", "--json").lines
    [shown] = coach("history", "show", "--why", "--json").lines
    assert shown["attempts"] == analysed["attempts"]
    assert "rep 4, partial" in coach("history", "show", "--why").out
    [plain] = coach("history", "show", "--json").lines
    assert "attempts" not in plain


def test_why_is_known_of_a_film_in_which_nothing_counted(coach: Coach, squats_recording: Path) -> None:
    [analysed] = coach("analyze", squats_recording, "-e", "sit-up", "--why", "--json").lines
    [shown] = coach("history", "show", "--why", "--json").lines
    assert analysed["reps"] == 0
    assert analysed["attempts"]
    assert shown["attempts"] == analysed["attempts"]
    assert "not counted" in coach("history", "show", "--why").out
