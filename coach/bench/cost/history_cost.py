"""What a long history costs: time against a short one and against bare SQL, memory, and bytes a rep."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from coach.bench.fixtures.long_history import EXERCISE, perform_workouts, write_history
from coach.cli.analysis.exercise_facts import facts_of_exercise, figures_basis
from coach.store.history import open_history
from coach.store.kinds import DEFAULT_PROFILE
from coach.store.progress.exercise_trend import exercise_days
from coach.store.progress.personal_records import personal_records
from coach.store.progress.training_sets import training_sets
from coach.store.queries import WorkoutFilter
from coach.ui.progress.exercise_page import ExercisePage
from coach.ui.theme import SafeConsole

FEW = 10
_LIST, _TREND, _BYTES, _MEMORY = 1.5, 3.0, 200.0, 1.1
_RUNS = 3
_BARE = """
WITH done AS (
    SELECT s.workout_id, s.id AS set_id, s.weight_kg, count(*) AS reps, sum(r.verdict = 'full') AS full,
        avg(r.rom_deg) AS rom, avg(r.rom_error_deg) AS error, min(r.rom_deg) AS least,
        avg(r.left_rom_deg) AS left_rom, avg(r.right_rom_deg) AS right_rom,
        avg(r.left_rom_deg - r.right_rom_deg) AS sides, avg(r.eccentric_s) AS lowering,
        avg(r.pause_stretched_s) AS low, avg(r.concentric_s) AS effort, avg(r.pause_contracted_s) AS high,
        sum(r.end_s - r.start_s) AS tension, max(r.velocity_deg_s) AS fastest,
        sum(r.level = 'parallel') AS parallel, sum(r.level = 'half') AS half, sum(r.level = 'deep') AS deep
    FROM workout_set s JOIN rep r ON r.workout_set_id = s.id WHERE s.exercise = ? GROUP BY s.id
)
SELECT w.id, w.started_at, count(*), sum(full), sum(reps - full), max(done.weight_kg),
    sum(done.weight_kg * full), avg(rom), avg(error), min(least), avg(left_rom), avg(right_rom), avg(sides),
    avg(lowering), avg(low), avg(effort), avg(high), sum(tension),
    avg(100 * (1 - (SELECT velocity_deg_s FROM rep x WHERE x.workout_set_id = done.set_id
        ORDER BY number DESC LIMIT 1) / fastest)),
    max(done.weight_kg * (1 + full / 30.0)), sum(parallel), sum(half), sum(deep)
FROM done JOIN workout w ON w.id = done.workout_id JOIN profile p ON p.id = w.profile_id
WHERE p.name = ? AND w.as_training GROUP BY w.id ORDER BY w.started_at DESC
"""


_MEASURED = """
import sys, time
from coach.cli import main
sys.argv[0] = "coach"
try:
    main()
except SystemExit:
    pass
with open("/proc/self/status") as status:
    peak = next(line.split()[1] for line in status if line.startswith("VmHWM"))
print(time.process_time(), peak, file=sys.stderr)
"""
"""Runs a command, and prints its time and its highest memory: that of a child counts its parent's too."""


@dataclass(frozen=True, slots=True)
class HistoryCost:
    """What was measured; times are those of the processor, the shortest of three runs.

    Attributes:
        workouts: Number of workouts of the long history.
        reps: Number of its reps.
        list_few_s: 'coach history' of ten workouts, the whole command.
        list_s: The same of all.
        first_trend_s: The trend of an exercise over all workouts, with its printing, the first time.
        trend_s: The same later, when the figures of the sets are remembered.
        bare_s: A bare query for such figures, with its printing.
        memory_few_mb: Highest memory of 'coach history --all' for a tenth of the workouts.
        memory_mb: The same for all.
        bytes_per_rep: Size of the database by its reps.
    """

    workouts: int
    reps: int
    list_few_s: float
    list_s: float
    first_trend_s: float
    trend_s: float
    bare_s: float
    memory_few_mb: float
    memory_mb: float
    bytes_per_rep: float

    @property
    def shortcomings(self) -> list[str]:
        """The bars that were missed, in words."""
        list_times, trend_times = self.list_s / self.list_few_s, self.trend_s / self.bare_s
        bars = (
            ("the list takes {:.2f} times that of ten workouts, at most {:g} allowed", list_times, _LIST),
            ("the trend takes {:.2f} times the bare query, at most {:g} allowed", trend_times, _TREND),
            ("memory grows {:.2f} times, at most {:g} allowed", self.memory_mb / self.memory_few_mb, _MEMORY),
            ("a rep takes {:.0f} bytes, at most {:g} allowed", self.bytes_per_rep, _BYTES),
        )
        return [text.format(value, most) for text, value, most in bars if value > most]


def history_cost(folder: Path, workouts: int, on_step: Callable[[str], None]) -> HistoryCost:
    """Write three histories and measure them.

    Args:
        folder: An empty folder.
        workouts: Number of workouts of the longest.
        on_step: Told what is done now.
    """
    few, tenth, many = (folder / str(number) / "coach.sqlite3" for number in (FEW, workouts // 10, workouts))
    performed = folder / "performed.sqlite3"
    on_step("performing workouts")
    perform_workouts(performed)
    for path in (few, tenth, many):
        on_step(f"writing {path.parent.name} workouts")
        path.parent.mkdir()
        write_history(path, performed, int(path.parent.name))
    [[reps]] = _rows(many, "SELECT count(*) FROM rep")
    size = many.stat().st_size
    on_step("timing the list")
    lists = [(_command(few, "history"), _command(many, "history")) for _ in range(_RUNS)]
    memory = [_command(path, "history", "--all")[1] for path in (tenth, many)]
    on_step("timing the trend")
    with (folder / "out").open("w", encoding="utf-8") as out:
        first = _timed(lambda: _trend(many, out))
        trends = [(_timed(lambda: _trend(many, out)), _timed(lambda: _bare(many, out))) for _ in range(_RUNS)]
    return HistoryCost(
        workouts=workouts,
        reps=reps,
        list_few_s=min(each[0] for each, _ in lists),
        list_s=min(each[0] for _, each in lists),
        first_trend_s=first,
        trend_s=min(ours for ours, _ in trends),
        bare_s=min(bare for _, bare in trends),
        memory_few_mb=memory[0],
        memory_mb=memory[1],
        bytes_per_rep=size / reps,
    )


def _rows(path: Path, query: str) -> list[tuple[int, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query).fetchall()


def _command(path: Path, *typed: str) -> tuple[float, float]:
    """Seconds of the processor and megabytes that a command takes as a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _MEASURED, *typed],
        env={**os.environ, "COACH_HOME": str(path.parent)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    )
    seconds, kilobytes = done.stderr.splitlines()[-1].split()
    return float(seconds), int(kilobytes) / 1024


def _timed(act: Callable[[], None]) -> float:
    began = time.process_time()
    act()
    return time.process_time() - began


def _trend(path: Path, out: TextIO) -> None:
    """Print every workout of the exercise, like 'coach history exercise --all'."""
    basis = figures_basis(DEFAULT_PROFILE)
    choice = WorkoutFilter(exercise=EXERCISE, profile=DEFAULT_PROFILE, training=True)
    with open_history(path) as history:
        sets = training_sets(history, choice, basis)
    levels = facts_of_exercise(EXERCISE, None).levels
    page = ExercisePage(
        EXERCISE,
        exercise_days(sets),
        personal_records(sets),
        levels=levels,
        units="kg",
        today=date.today(),
        most=None,
    )
    out.writelines(f"{line}\n" for line in page.lines(SafeConsole(file=out, width=160).options))


def _bare(path: Path, out: TextIO) -> None:
    """Run the bare query and print its rows."""
    with closing(sqlite3.connect(path)) as connection:
        out.writelines(_row_text(row) for row in connection.execute(_BARE, (EXERCISE, DEFAULT_PROFILE)))


def _row_text(row: Sequence[float | str | None]) -> str:
    number, at, sets, full, partial, load, volume, *figures = row
    day = datetime.fromisoformat(f"{at}+00:00").astimezone().date()
    cells = "".join("       –" if each is None else f"{each:8.1f}" for each in figures)
    return f"{day} {number:>5} {sets:>4} {full:>6} {partial:>4} {load:>6} kg {volume:>6} kg{cells}\n"
