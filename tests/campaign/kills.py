"""Kills workouts at random moments, continues each, and compares the history with the events.

``python -m tests.campaign.kills --cases 60 --seed 1``. Half of the cases are killed at any moment, the others
before their first rep or within half a second of a rep; some are killed again after they continued.
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
"""Largest delay after a rep."""
_LENGTH_S = 3.5
"""Approximate duration of a workout."""
_PATIENCE_S = 60.0
_STARTING_UP = 0.2
"""Share of kills at any moment that happen while the program starts."""
_KILLED_AGAIN = 0.3
_UNNAMED = 0.25
_BY_ONE_MOMENT = 2
"""Most reps completed at one moment; the database has them before the event stream."""

Rep = tuple[int, int, float]
"""Number of the set, number of the rep, and its end time."""


@dataclass
class Case:
    """One workout that was killed and then continued to its end.

    Attributes:
        when: When it was killed.
        seed: Seed for the moment.
        kills: Number of kills while it ran.
        reported: All reps in events, except removed ones.
        saved: All reps in the history.
        troubles: Problems, one sentence each.
    """

    when: When
    seed: int
    kills: int = 0
    reported: set[tuple[str, Rep]] = field(default_factory=set)
    saved: set[tuple[str, Rep]] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    @property
    def missing(self) -> int:
        """Number of reported reps that the history lacks."""
        return len(self.reported - self.saved)

    @property
    def unreported(self) -> int:
        """Number of reps that were saved but not yet reported at the kill."""
        return len(self.saved - self.reported)

    @property
    def is_well(self) -> bool:
        """Whether all reported reps are saved, and at most those of one moment more."""
        return not (self.missing or self.troubles) and self.unreported <= _BY_ONE_MOMENT * self.kills


class Gym:
    """A home for one case: a database, an events file, and workout processes."""

    def __init__(self, folder: Path, *, unnamed: bool = False) -> None:
        self.folder, self._unnamed = folder, unnamed
        self.events, self.errors = folder / "events.jsonl", folder / "errors.txt"
        self.environment = {**os.environ, "COACH_HOME": str(folder / "home")}
        self.database = folder / "home" / "coach.sqlite3"

    @contextmanager
    def training(self, *, resume: bool) -> Iterator[subprocess.Popen[bytes]]:
        """A workout process; its standard error is appended to ``errors``."""
        command = [sys.executable, "-m", "tests.campaign.trainee", "--events", str(self.events)]
        command += ["--continue"] * resume + ["--unnamed"] * self._unnamed
        with (
            self.errors.open("ab") as errors,
            subprocess.Popen(
                command, stdout=subprocess.DEVNULL, stderr=errors, env=self.environment
            ) as child,
        ):
            try:
                yield child
            finally:
                child.kill()

    def lines(self) -> list[dict[str, Any]]:
        """All events with complete lines."""
        if not self.events.exists():
            return []
        text = self.events.read_text(encoding="utf-8")
        return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]

    def number_of(self, event: str) -> int:
        """Number of events of a kind."""
        return sum(line["event"] == event for line in self.lines())

    def is_running(self) -> bool:
        """Whether a workout has started and its process has not ended it."""
        return any(self.database.parent.glob(f"{self.database.name}.running-*"))

    def workouts(self) -> list[WorkoutRecord]:
        """Workouts in the history."""
        with open_history(self.database) as history:
            return history.recent()


def reported_reps(lines: Sequence[dict[str, Any]]) -> set[tuple[str, Rep]]:
    """The reps in events, without removed ones, with the exercise of their set."""
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


def saved_reps(workouts: Sequence[WorkoutRecord]) -> set[tuple[str, Rep]]:
    """The reps in the history, with the exercise of their set."""
    return {
        (each.summary.exercise, (each.summary.number, rep.number, round(rep.end_s, 3)))
        for workout in workouts
        for each in workout.sets
        for rep in each.summary.reps
    }


def killed(when: When, seed: int, folder: Path) -> Case:
    """Kill a workout, continue it to its end, and compare the events with the history."""
    case, draw = Case(when, seed), random.Random(seed)
    gym = Gym(folder, unnamed=draw.random() < _UNNAMED)
    _kill(case, gym, draw, resume=False)
    if draw.random() < _KILLED_AGAIN:
        _kill(case, gym, draw, resume=bool(case.kills))
    with gym.training(resume=True) as child:
        code = child.wait(_PATIENCE_S)
    errors = gym.errors.read_text(encoding="utf-8", errors="replace")
    workouts = gym.workouts()
    case.reported, case.saved = reported_reps(gym.lines()), saved_reps(workouts)
    if "Traceback" in errors:
        case.troubles.append(errors)
    nothing_left = "No workout of squat was interrupted" in errors or "No workout was interrupted" in errors
    if code != 0 and not (nothing_left and all(each.state == "finished" for each in workouts)):
        case.troubles.append(f"continuing ended with code {code}: {errors}")
    if len(workouts) > 1:
        case.troubles.append(f"there are {len(workouts)} workouts: {[each.state for each in workouts]}")
    return case


def _kill(case: Case, gym: Gym, draw: random.Random, *, resume: bool) -> None:
    before = gym.number_of("rep_completed")
    with gym.training(resume=resume) as child:
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
    """Wait until something has happened or the process has ended."""
    deadline = time.monotonic() + _PATIENCE_S
    while not happened() and child.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)


def campaign(cases: int, seed: int) -> list[Case]:
    """Run a number of cases drawn by the seed."""
    done = []
    for number in range(cases):
        when = WHENS[min(number % 4, 2)]  # half of them at any moment
        with tempfile.TemporaryDirectory(prefix="coach-kills-") as folder:
            done.append(killed(when, seed * 1000 + number, Path(folder)))
        if not done[-1].is_well:
            sys.stderr.write(f"{done[-1]}\n")
    return done


def table(cases: Sequence[Case]) -> str:
    """The results by kind."""
    lines = ["| killed | cases | kills | reported | missing | saved, not yet reported | with problems |"]
    lines.append("|---|---:|---:|---:|---:|---:|---:|")
    for when in (*WHENS, "all"):
        some = [each for each in cases if when in (each.when, "all")]
        figures = (
            len(some),
            sum(each.kills for each in some),
            sum(len(each.reported) for each in some),
            sum(each.missing for each in some),
            sum(each.unreported for each in some),
            sum(not each.is_well for each in some),
        )
        lines.append(f"| {when} | {' | '.join(map(str, figures))} |")
    return "\n".join(lines)


def main() -> int:
    """Run the campaign and print its table; 1 if a case has a problem."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    typed = parser.parse_args()
    cases = campaign(typed.cases, typed.seed)
    sys.stdout.write(f"{table(cases)}\n")
    return 0 if all(each.is_well for each in cases) else 1


if __name__ == "__main__":
    sys.exit(main())
