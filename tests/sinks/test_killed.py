"""What remains of a workout whose process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path

import pytest

from coach.store.history import open_history
from coach.store.records import WorkoutRecord
from tests.campaign.kills import WHENS, Gym, When, killed, until
from tests.store.workouts import counted_set, facts, remember, rep


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "coach.sqlite3"


def remembered(database: Path) -> list[WorkoutRecord]:
    with open_history(database) as history:
        return history.recent()


CHILD = """
import sys, time
from pathlib import Path
from coach.sinks.logbook import Logbook
from tests.store.workouts import counted_set, facts, moments_of, rep
reps = [rep(number) for number in range(1, 1000)]
with Logbook(facts(sha256=sys.argv[2]), Path(sys.argv[1])) as logbook:
    for each in moments_of(counted_set(reps)):
        logbook.receive(each)
        for event in each.observation.events:
            print(getattr(getattr(event, "rep", None), "number", 0), flush=True)
        time.sleep(0.01)
"""


def killed_after(database: Path, number: int, sha256: str = "ab" * 32) -> int:
    """Kill a child once it has counted to a number; returns the last number that it printed."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(database), sha256], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= number:
                break
        os.kill(child.pid, signal.SIGKILL)
        return int(([line, *child.stdout])[-1])


def test_kill_minus_nine_loses_at_most_the_current_rep(database: Path) -> None:
    printed = killed_after(database, 5)
    (workout,) = remembered(database)
    assert workout.state == "interrupted"
    assert [each.number for each in workout.reps] in (
        list(range(1, printed + 1)),
        list(range(1, printed + 2)),
    )
    assert workout.sets[0].summary.end_s == workout.reps[-1].end_s


def test_a_killed_second_analysis_does_not_harm_the_first(database: Path) -> None:
    first = remember(database, facts(), counted_set([rep(1), rep(2), rep(3)]))
    killed_after(database, 2)
    assert {each.state for each in remembered(database)} == {"finished", "interrupted"}
    again = remember(database, facts(), counted_set([rep(1)]))
    (workout,) = remembered(database)
    assert (workout.id, workout.full) == (first.workout_id, 1)
    assert again.workout_id == first.workout_id
    assert not list(database.parent.glob("*running*")), "nothing is left lying about"


def test_killed_before_the_first_rep_it_leaves_nothing_behind(database: Path) -> None:
    killed_after(database, 0)
    remember(database, facts(sha256="77" * 32), counted_set([rep(1)]))
    workouts = remembered(database)
    assert [each.film_sha256 for each in workouts if not each.reps] == []


@pytest.mark.slow
@pytest.mark.parametrize("when", WHENS)
def test_killed_and_resumed_it_has_every_reported_rep(when: When, tmp_path: Path) -> None:
    """A small part of ``poe kills``, through the whole pipeline from the poses on."""
    case = killed(when, 2, tmp_path)
    assert case.is_well, case


@pytest.mark.slow
def test_only_one_process_can_resume_a_workout(tmp_path: Path) -> None:
    gym = Gym(tmp_path)
    with gym.training(resume=False) as child:
        until(child, lambda: gym.number_of("rep_completed") >= 1)
        child.send_signal(signal.SIGKILL)
    with ExitStack() as stack:
        several = [stack.enter_context(gym.training(resume=True)) for _ in range(2)]
        codes = sorted(child.wait(60) for child in several)
    lines = gym.errors.read_text(encoding="utf-8").splitlines()
    assert (codes, len(lines)) == ([0, 1], 1), lines
    assert {line.partition(".")[0] for line in lines} == {"Workout 1 is already running in another window"}
    [workout] = remembered(gym.database)
    assert workout.state == "finished"
