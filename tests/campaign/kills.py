"""Kills workouts at random moments, goes on with each, and compares the history with what was told.

``python -m tests.campaign.kills --cases 60 --seed 1``. Half of the cases are killed at any moment, the others
before their first repetition or within half a second of one; some are killed again after they went on.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from coach.store.history import open_history
from coach.store.records import WorkoutRecord

When = Literal["before the first rep", "at a rep", "at any moment"]
WHENS: tuple[When, ...] = ("before the first rep", "at a rep", "at any moment")
_CLOSE_S = 0.5
"""So near to a repetition is at it."""
_LENGTH_S = 3.5
"""A workout of the trainee's takes about so long."""
_PATIENCE_S = 60.0
_STARTING_UP = 0.2
"""So many of those at any moment are killed while the program starts."""
_KILLED_AGAIN = 0.3
_UNNAMED = 0.25
_BY_ONE_MOMENT = 2
"""One moment completes at most so many repetitions: the database has them before they are told."""

Rep = tuple[int, int, float]
"""Number of the set, of the repetition, and when it ended."""


@dataclass
class Case:
    """One workout that was killed, and went on until it ended by itself.

    Attributes:
        when: When it was killed.
        seed: Draws the moment.
        kills: How often it was killed while it ran.
        told: Every repetition that was told and not taken back.
        remembered: Every repetition that the history has.
        troubles: What went wrong, a sentence each.
    """

    when: When
    seed: int
    kills: int = 0
    told: set[tuple[str, Rep]] = field(default_factory=set)
    remembered: set[tuple[str, Rep]] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """Told repetitions that the history does not have."""
        return len(self.told - self.remembered)

    @property
    def untold(self) -> int:
        """Repetitions that were remembered when the kill came, but not told yet."""
        return len(self.remembered - self.told)

    @property
    def is_well(self) -> bool:
        """Whether all that was told is remembered, and no more than one moment's besides."""
        return not (self.missing or self.troubles) and self.untold <= _BY_ONE_MOMENT * self.kills


class Gym:
    """A home for one case: a database, an events file, and processes that train."""

    def __init__(self, folder: Path, *, unnamed: bool = False) -> None:
        self.folder, self._unnamed = folder, unnamed
        self.events, self.said = folder / "events.jsonl", folder / "said.txt"
        self.environment = {**os.environ, "COACH_HOME": str(folder / "home")}
        self.database = folder / "home" / "coach.sqlite3"

    @contextmanager
    def training(self, *, go_on: bool) -> Iterator[subprocess.Popen[bytes]]:
        """A process that trains; what it says on standard error is added to ``said``."""
        command = [sys.executable, "-m", "tests.campaign.trainee", "--events", str(self.events)]
        command += ["--continue"] * go_on + ["--unnamed"] * self._unnamed
        with (
            self.said.open("ab") as said,
            subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, env=self.environment) as child,
        ):
            try:
                yield child
            finally:
                child.kill()

    def lines(self) -> list[dict[str, Any]]:
        """Every event that was told, as far as its line is whole."""
        if not self.events.exists():
            return []
        text = self.events.read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def number_of(self, event: str) -> int:
        """How many events of a kind were told."""
        return sum(line["event"] == event for line in self.lines())

    def is_running(self) -> bool:
        """Whether a workout has begun, and its process has not ended it."""
        return any(self.database.parent.glob(f"{self.database.name}.running-*"))

    def workouts(self) -> list[WorkoutRecord]:
        """What is remembered."""
        with open_history(self.database) as history:
            return history.recent()


def told_in(lines: Sequence[dict[str, Any]]) -> set[tuple[str, Rep]]:
    """The repetitions that events tell of, those taken back left out, with the exercise of their set."""
    sets: dict[int, tuple[str, dict[int, float]]] = {}
    for line in lines:
        match line["event"]:
            case "set_started":
                sets[line["number"]] = (line["exercise"], {})
            case "rep_completed":
                sets[line["set_number"]][1][line["rep"]["number"]] = line["rep"]["end_s"]
            case "rep_undone":
                sets[line["set_number"]][1].pop(line["rep"]["number"], None)
            case "set_ended":
                summary = line["summary"]
                reps = {rep["number"]: rep["end_s"] for rep in summary["reps"]}
                sets[summary["number"]] = (summary["exercise"], reps)
    return {
        (exercise, (number, rep, end_s))
        for number, (exercise, reps) in sets.items()
        for rep, end_s in reps.items()
    }


def remembered_in(workouts: Sequence[WorkoutRecord]) -> set[tuple[str, Rep]]:
    """The same of what is remembered."""
    return {
        (each.summary.exercise, (each.summary.number, rep.number, round(rep.end_s, 3)))
        for workout in workouts
        for each in workout.sets
        for rep in each.summary.reps
    }


def killed(when: When, seed: int, folder: Path) -> Case:
    """Kill a workout, go on with it until it ends, and compare what was told with what is remembered."""
    case, draw = Case(when, seed), random.Random(seed)
    gym = Gym(folder, unnamed=draw.random() < _UNNAMED)
    _kill(case, gym, draw, go_on=False)
    if draw.random() < _KILLED_AGAIN:
        _kill(case, gym, draw, go_on=bool(case.kills))
    with gym.training(go_on=True) as child:
        code = child.wait(_PATIENCE_S)
    said = gym.said.read_text(encoding="utf-8", errors="replace")
    workouts = gym.workouts()
    case.told, case.remembered = told_in(gym.lines()), remembered_in(workouts)
    if "Traceback" in said:
        case.troubles.append(said)
    nothing_left = "No workout of squat was interrupted" in said or "No workout was interrupted" in said
    if code != 0 and not (nothing_left and all(each.state == "finished" for each in workouts)):
        case.troubles.append(f"going on left with {code}: {said}")
    if len(workouts) > 1:
        case.troubles.append(f"it is {len(workouts)} workouts: {[each.state for each in workouts]}")
    return case


def _kill(case: Case, gym: Gym, draw: random.Random, *, go_on: bool) -> None:
    before = gym.number_of("rep_completed")
    with gym.training(go_on=go_on) as child:
        match case.when:
            case "before the first rep":
                until(child, gym.is_running)
                time.sleep(draw.uniform(0.0, _CLOSE_S))
            case "at a rep":
                wanted = before + draw.randint(1, 4)
                until(child, lambda: gym.number_of("rep_completed") >= wanted)
                time.sleep(draw.uniform(0.0, _CLOSE_S))
            case "at any moment":
                if draw.random() > _STARTING_UP:
                    until(child, gym.is_running)
                time.sleep(draw.uniform(0.0, _LENGTH_S))
        case.kills += child.poll() is None
        child.send_signal(signal.SIGKILL)


def until(child: subprocess.Popen[bytes], happened: Callable[[], bool]) -> None:
    """Wait until something has happened, or the process is over."""
    until = time.monotonic() + _PATIENCE_S
    while not happened() and child.poll() is None and time.monotonic() < until:
        time.sleep(0.005)


def campaign(cases: int, seed: int) -> list[Case]:
    """So many cases, each drawn by the seed."""
    done = []
    for number in range(cases):
        when = WHENS[min(number % 4, 2)]  # half of them at any moment
        with tempfile.TemporaryDirectory(prefix="coach-kills-") as folder:
            done.append(killed(when, seed * 1000 + number, Path(folder)))
        if not done[-1].is_well:
            sys.stderr.write(f"{done[-1]}\n")
    return done


def table(cases: Sequence[Case]) -> str:
    """What became of them, kind by kind."""
    lines = ["| killed | cases | kills | told | missing | kept, not yet told | in trouble |"]
    lines.append("|---|---:|---:|---:|---:|---:|---:|")
    for when in (*WHENS, "all"):
        some = [each for each in cases if when in (each.when, "all")]
        figures = (
            len(some),
            sum(each.kills for each in some),
            sum(len(each.told) for each in some),
            sum(each.missing for each in some),
            sum(each.untold for each in some),
            sum(not each.is_well for each in some),
        )
        lines.append(f"| {when} | {' | '.join(map(str, figures))} |")
    return "\n".join(lines)


def main() -> int:
    """Run the campaign and print its table; 1 where a case is not well."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=60)
    asked.add_argument("--seed", type=int, default=1)
    typed = asked.parse_args()
    cases = campaign(typed.cases, typed.seed)
    sys.stdout.write(f"{table(cases)}\n")
    return 0 if all(each.is_well for each in cases) else 1


if __name__ == "__main__":
    sys.exit(main())
