"""The lock file: only one process writes a workout."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import HistoryUnreachable, WorkoutTaken
from coach.store.run_lock import is_running, running, sweep_mark


def test_only_one_of_several_processes_resumes(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite3"
    begun, over = threading.Barrier(8), threading.Event()
    winners: list[int] = []
    refusals: list[str] = []

    def resume(number: int) -> None:
        begun.wait()
        try:
            with running(database, 3):
                winners.append(number)
                over.wait(10)
        except WorkoutTaken as error:
            refusals.append(str(error))
            if len(refusals) == 7:
                over.set()

    threads = [threading.Thread(target=resume, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(winners) == 1
    assert set(refusals) == {"Workout 3 is already running in another window."}
    assert not is_running(database, 3)
    assert list(tmp_path.iterdir()) == []


def test_checking_the_lock_does_not_block_resuming(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite3"
    over = threading.Event()

    def check() -> None:
        while not over.is_set():
            is_running(database, 3)
            sweep_mark(database, 3)

    checkers = [threading.Thread(target=check) for _ in range(3)]
    for each in checkers:
        each.start()
    try:
        for _ in range(100):
            with running(database, 3):
                assert is_running(database, 3)
    finally:
        over.set()
        for each in checkers:
            each.join()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_a_pipe_or_folder_in_place_of_the_lock_file(tmp_path: Path, make: Callable[[Path], None]) -> None:
    database = tmp_path / "coach.sqlite3"
    make(tmp_path / "coach.sqlite3.running-3")
    assert not is_running(database, 3)
    assert sweep_mark(database, 3)
    with pytest.raises(HistoryUnreachable, match="running-3 can't be opened"), running(database, 3):
        pass
