"""A program that shows a workout on the whole terminal and ends in a given way."""

from __future__ import annotations

import sys
import time
from dataclasses import replace

from rich.console import Console

from coach.body.stream import Frame
from coach.judging.events import RepCompleted
from coach.sinks.screen import Screen
from tests.store.workouts import rep, summary_of
from tests.ui.scenes import KEYS, example, led, pixels

_RATE = 30


def show(ending: str) -> None:
    """Show half a minute of a workout, or end as requested after half a second."""
    console = Console()
    with Screen(
        example(), console, heading="a test", foot="ends with Ctrl-C", keys=KEYS, mirrored=True
    ) as screen:
        for number in range(30 * _RATE):
            seconds = number / _RATE
            shown = led(full=min(number // 15, 12))
            events = (RepCompleted(seconds, 1, rep(1)),) if number == 15 else ()
            observed = replace(shown.observation, time=seconds, events=events)
            frame = Frame(seconds, pixels() + number % 50)
            screen.receive(replace(shown, time=seconds, frame=frame, observation=observed))
            if number == _RATE // 2 and ending == "crash":
                raise ZeroDivisionError("a bug")
            if number == _RATE // 2 and ending == "end":
                screen.conclude(summary_of(), interrupted=False)
                console.print("the report")
                return
            time.sleep(1 / _RATE)


if __name__ == "__main__":
    show(sys.argv[1])
