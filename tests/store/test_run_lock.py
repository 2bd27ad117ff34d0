"""Of several that want to write one workout, one does."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from coach.errors import HistoryUnreachable, WorkoutTaken
from coach.store.run_lock import is_running, running, sweep_mark


def test_one_of_several_at_once_goes_on(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite3"
    begun, over = threading.Barrier(8), threading.Event()
    goes_on: list[int] = []
    told: list[str] = []

    def go_on(number: int) -> None:
        begun.wait()
        try:
            with running(database, 3):
                goes_on.append(number)
                over.wait(10)
        except WorkoutTaken as error:
            told.append(str(error))
            if len(told) == 7:
                over.set()

    threads = [threading.Thread(target=go_on, args=(number,)) for number in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(goes_on) == 1
    assert set(told) == {"Workout 3 is already running in another window."}
    assert not is_running(database, 3)
    assert list(tmp_path.iterdir()) == []


def test_who_only_asks_keeps_nobody_from_going_on(tmp_path: Path) -> None:
    database = tmp_path / "coach.sqlite3"
    over = threading.Event()

    def ask() -> None:
        while not over.is_set():
            is_running(database, 3)
            sweep_mark(database, 3)

    asking = [threading.Thread(target=ask) for _ in range(3)]
    for each in asking:
        each.start()
    try:
        for _ in range(100):
            with running(database, 3):
                assert is_running(database, 3)
    finally:
        over.set()
        for each in asking:
            each.join()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_only_has_the_name_of_a_mark_is_told_and_waits_for_nobody(
    tmp_path: Path, make: Callable[[Path], None]
) -> None:
    database = tmp_path / "coach.sqlite3"
    make(tmp_path / "coach.sqlite3.running-3")
    assert not is_running(database, 3)
    assert sweep_mark(database, 3)
    with pytest.raises(HistoryUnreachable, match="running-3 can't be opened"), running(database, 3):
        pass
