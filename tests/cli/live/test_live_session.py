"""``coach start`` with the rendered athlete: plans, keys, kills and resuming."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from coach.resources import database_file
from coach.store.history import open_history
from coach.store.records import WorkoutRecord
from coach.vision.pose_model.pose_model import PoseModel
from tests.cli.conftest import Coach
from tests.cli.terminal import Terminal

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("athlete")]


def typed(pose_model: PoseModel, *more: object) -> tuple[object, ...]:
    return ("start", "squats", "--source", "performer", "--model", pose_model.path, "--voice", "off", *more)


def unnamed(pose_model: PoseModel, *more: object) -> tuple[object, ...]:
    return ("start", "--source", "performer", "--model", pose_model.path, "--voice", "off", *more)


def happened(journal: Path, event: str) -> list[dict[str, Any]]:
    """The events of a kind so far."""
    if not journal.exists():
        return []
    lines = journal.read_text(encoding="utf-8").splitlines()
    return [result for line in lines if (result := json.loads(line))["event"] == event]


def wait_for(journal: Path, event: str, number: int = 1, *, seconds: float = 90.0) -> None:
    until = time.monotonic() + seconds
    while len(happened(journal, event)) < number:
        assert time.monotonic() < until, f"{event} never came"
        time.sleep(0.05)


def demo_workout() -> WorkoutRecord:
    with open_history(database_file("demo")) as history:
        return history.workout("last")


def test_a_planned_workout_ends_by_itself(
    coach_process: Coach, pose_model: PoseModel, tmp_path: Path
) -> None:
    result = coach_process(
        *typed(pose_model, "--sets", 2, "--reps", 2, "--rest", 2, "--events", "-", "--weight", 20)
    )
    assert result.code == 0, result.err
    kinds = [line["event"] for line in result.lines]
    assert kinds.count("rep_completed") == 4
    assert kinds.count("target_reached") == kinds.count("set_ended") == 2
    assert kinds.index("rest_started") > kinds.index("target_reached")
    assert kinds[-1] == "workout_over"
    workout = demo_workout()
    assert [(each.summary.full, each.target, each.weight_kg) for each in workout.sets] == [(2, 2, 20.0)] * 2
    assert workout.state == "finished"


def test_keys_pause_undo_correct_finish_and_quit(pose_model: PoseModel, tmp_path: Path) -> None:
    journal = tmp_path / "events.jsonl"
    with Terminal(typed(pose_model, "--events", journal, "--no-wait"), tmp_path) as terminal:
        terminal.wait_for("Getting ready …")
        terminal.wait_for("Loading the pose model, opening the rendered athlete …")
        wait_for(journal, "rep_completed", 2)
        terminal.press("u")
        wait_for(journal, "rep_undone")
        terminal.press("+")
        wait_for(journal, "count_corrected")
        terminal.press(" ")
        wait_for(journal, "paused")
        before = len(happened(journal, "rep_completed"))
        time.sleep(4.0)
        assert len(happened(journal, "rep_completed")) == before
        terminal.press(" ")
        wait_for(journal, "resumed")
        wait_for(journal, "rep_completed", before + 1)
        terminal.press("\r")
        wait_for(journal, "set_ended")
        terminal.press("\x1b[A")  # an arrow key is no command, and its letter neither
        terminal.press("v?")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.restored
    assert happened(journal, "workout_over")
    first = demo_workout().sets[0].summary
    assert first.added == 1
    assert first.full == first.detected_full + 1


def test_without_a_name_the_exercise_is_recognised(
    coach: Coach, pose_model: PoseModel, tmp_path: Path
) -> None:
    journal = tmp_path / "events.jsonl"
    with Terminal(unnamed(pose_model, "--events", journal), tmp_path) as terminal:
        terminal.wait_for("Loading the exercise classifier …")
        wait_for(journal, "exercise_recognised")
        wait_for(journal, "rep_completed", 3)
        terminal.press("p")
        wait_for(journal, "exercise_pinned")
        terminal.press("p")
        wait_for(journal, "exercise_pinned", 2)
        os.kill(terminal.process.pid, signal.SIGKILL)
        terminal.end()
    assert {result["exercise"] for result in happened(journal, "exercise_recognised")} == {"squat"}
    assert [result["exercise"] for result in happened(journal, "exercise_pinned")] == ["squat", None]
    killed = demo_workout()
    assert (killed.state, killed.exercise, killed.exercises) == ("interrupted", None, ("squat",))
    assert killed.full >= 3
    result = coach(*unnamed(pose_model, "--sets", 2, "--reps", 3, "--continue"))
    assert result.code == 0, result.err
    assert f"Resuming workout {killed.id}" in result.out
    assert "Recognised: squats" in result.out
    after = demo_workout()
    assert (after.id, after.state, after.exercise) == (killed.id, "finished", None)
    assert [(each.summary.exercise, each.target) for each in after.sets] == [("squat", None), ("squat", 3)]


def test_a_killed_workout_has_every_rep_and_can_be_resumed(
    coach: Coach, pose_model: PoseModel, tmp_path: Path
) -> None:
    journal = tmp_path / "events.jsonl"
    command = [sys.executable, "-m", "coach", *map(str, typed(pose_model, "--events", journal, "--no-wait"))]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.DEVNULL) as child:
        wait_for(journal, "rep_completed", 3)
        os.kill(child.pid, signal.SIGKILL)
    reps_so_far = len(happened(journal, "rep_completed"))
    workout = demo_workout()
    assert (workout.state, workout.full) == ("interrupted", reps_so_far)
    result = coach(*typed(pose_model, "--sets", 2, "--reps", 2, "--continue"))
    assert result.code == 0, result.err
    assert f"Resuming workout {workout.id}" in result.out
    after = demo_workout()
    assert (after.id, after.state, after.full) == (workout.id, "finished", reps_so_far + 2)
    earlier, later = (each.summary for each in after.sets)
    assert (earlier.number, later.number) == (1, 2)
    assert later.start_s > earlier.end_s


def test_an_interrupted_workout_is_mentioned_and_a_new_one_starts(
    coach: Coach, pose_model: PoseModel, tmp_path: Path
) -> None:
    with Terminal(typed(pose_model, "--events", tmp_path / "e", "--no-wait"), tmp_path) as terminal:
        wait_for(tmp_path / "e", "rep_completed")
        terminal.interrupt()
        assert terminal.end() == 130
        assert terminal.restored
    refused = coach(*unnamed(pose_model, "--continue"))
    assert (refused.code, refused.out) == (1, ""), "an unnamed workout does not resume a named one"
    assert refused.err.startswith("No workout was interrupted in the last 6 hours.")
    result = coach(*typed(pose_model, "--sets", 1, "--reps", 1))
    assert result.code == 0, result.err
    assert "\x1b" not in result.out, "without a terminal it prints plain lines"
    assert "1 squat  the rendered athlete" in result.out
    assert "frames analysed" in result.out
    assert "Workout 1, started just now, was interrupted after 1 squat in 1 set." in result.out
    assert "coach start squat --continue" in result.out
    assert demo_workout().id == 2


def test_continue_needs_an_interrupted_workout(coach: Coach, pose_model: PoseModel) -> None:
    result = coach(*typed(pose_model, "--continue"))
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("No workout of squat was interrupted in the last 6 hours.")


def test_sigterm_ends_a_workout_like_ctrl_c(pose_model: PoseModel, tmp_path: Path) -> None:
    with Terminal(typed(pose_model, "--events", tmp_path / "e", "--no-wait"), tmp_path) as terminal:
        wait_for(tmp_path / "e", "rep_completed")
        terminal.process.terminate()
        assert terminal.end() == 130
        assert terminal.restored
    assert demo_workout().full >= 1


@pytest.mark.parametrize(
    ("exercise", "option", "hint"),
    [("plank", "--reps", "--hold SECONDS"), ("squat", "--hold", "--reps NUMBER")],
)
def test_a_target_must_fit_the_exercise(coach: Coach, exercise: str, option: str, hint: str) -> None:
    result = coach("start", exercise, "--source", "performer", option, 10)
    assert (result.code, result.out) == (2, "")
    assert hint in result.err
