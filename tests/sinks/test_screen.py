"""The screen: it shows the newest, waits for nobody, and gives the terminal back."""

from __future__ import annotations

import io
import time

import pytest
from rich.console import Console

from coach.catalogue.library import load_exercise
from coach.sinks.screen import PICTURES_A_SECOND, Screen
from tests.store.workouts import faulty_set, moment, moments_of, summary_of

ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"


def terminal(file: io.StringIO) -> Console:
    return Console(file=file, force_terminal=True, width=80, height=24, color_system="truecolor")


def test_it_shows_the_last_verdict_and_what_to_mend() -> None:
    written = io.StringIO()
    with Screen(load_exercise("squat"), terminal(written), heading="a test") as screen:
        for each in moments_of(faulty_set()):
            screen.receive(each)
        time.sleep(3 / PICTURES_A_SECOND)
    told = written.getvalue()
    for said in ("Squat", "a test", "repetition 3: ", "sagging hips", "«Squeeze the glutes.»"):
        assert said in told


def test_what_was_to_be_mended_goes_with_the_next_repetition() -> None:
    written = io.StringIO()
    *moments, last = moments_of(faulty_set())
    with Screen(load_exercise("squat"), terminal(written)) as screen:
        for each in moments:
            screen.receive(each)
        time.sleep(3 / PICTURES_A_SECOND)
        screen.receive(moment(last.time, last.observation.events[0]))
        time.sleep(2 / PICTURES_A_SECOND)
        before = len(written.getvalue())
        time.sleep(3 / PICTURES_A_SECOND)
    assert "sagging" not in written.getvalue()[before:]


def test_it_takes_thousands_of_moments_in_without_drawing_each() -> None:
    written = io.StringIO()
    began = time.monotonic()
    with Screen(load_exercise("squat"), terminal(written)) as screen:
        for number in range(5000):
            screen.receive(moment(number / 30))
    assert time.monotonic() - began < 2.0
    assert written.getvalue().count("Squat") < 50


def test_it_gives_the_terminal_back_at_the_end_and_whatever_happens() -> None:
    written = io.StringIO()
    with Screen(load_exercise("squat"), terminal(written)) as screen:
        screen.conclude(summary_of(), interrupted=False)
        assert _given_back(written)
    written = io.StringIO()
    with pytest.raises(KeyboardInterrupt), Screen(load_exercise("squat"), terminal(written)):
        raise KeyboardInterrupt
    assert _given_back(written)


def _given_back(written: io.StringIO) -> bool:
    told = written.getvalue()
    return told.rindex(LEAVE) > told.rindex(ENTER) and told.rindex(SHOW) > told.rindex(HIDE)
