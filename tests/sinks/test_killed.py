"""What is left of a workout whose process is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from coach.store.history import open_history
from coach.store.past import PastWorkout
from tests.store.workouts import counted_set, facts, remember, rep


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "coach.sqlite3"


def remembered(database: Path) -> list[PastWorkout]:
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
    """A child counts until it has said this number, and is killed; the last number that it said."""
    with subprocess.Popen(
        [sys.executable, "-c", CHILD, str(database), sha256], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        for line in child.stdout:
            if int(line) >= number:
                break
        os.kill(child.pid, signal.SIGKILL)
        return int(([line, *child.stdout])[-1])


def test_kill_minus_nine_loses_at_most_the_repetition_under_way(database: Path) -> None:
    said = killed_after(database, 5)
    (workout,) = remembered(database)
    assert workout.state == "interrupted"
    assert [each.number for each in workout.reps] in (list(range(1, said + 1)), list(range(1, said + 2)))
    assert workout.sets[0].summary.end_s == workout.reps[-1].end_s


def test_a_killed_second_look_does_not_hurt_the_first(database: Path) -> None:
    first = remember(database, facts(), counted_set([rep(1), rep(2), rep(3)]))
    killed_after(database, 2)
    assert {each.state for each in remembered(database)} == {"finished", "interrupted"}
    again = remember(database, facts(), counted_set([rep(1)]))
    (workout,) = remembered(database)
    assert (workout.id, workout.full) == (first.workout_id, 1)
    assert again.workout_id == first.workout_id
    assert not list(database.parent.glob("*running*")), "nothing is left lying about"


def test_killed_before_the_first_repetition_it_leaves_nothing_behind(database: Path) -> None:
    killed_after(database, 0)
    remember(database, facts(sha256="77" * 32), counted_set([rep(1)]))
    workouts = remembered(database)
    assert [each.film_sha256 for each in workouts if not each.reps] == []
