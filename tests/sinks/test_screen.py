"""The screen shows the newest state, follows the size of the terminal and restores it."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console
from rich.text import Text

from coach.body.live_figures import LiveFigures
from coach.catalogue.library import load_exercise
from coach.sinks.screen import Screen
from coach.ui.live.big_text import letters
from tests.cli.terminal import Terminal, rows_of
from tests.store.workouts import faulty_set, moment, moments_of, summary_of
from tests.ui.scenes import GONE, KEYS, LIVE, led

ENTER, LEAVE = "\x1b[?1049h", "\x1b[?1049l"
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
PICTURE = "▀" * 30
SQUEEZE = letters("! Squeeze the", 79, 3)[1]
ROOT = Path(__file__).parents[2]


def terminal(file: io.StringIO) -> Console:
    return Console(file=file, force_terminal=True, width=80, height=24, color_system="truecolor")


def on_screen(written: str) -> list[str]:
    """The rows on the terminal after some output."""
    return [Text.from_ansi(row).plain for row in rows_of(written)]


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_it_shows_the_last_verdict_and_the_cue() -> None:
    written = io.StringIO()
    with Screen(load_exercise("squat"), terminal(written), heading="a test") as screen:
        for each in moments_of(faulty_set()):
            screen.receive(each)
        until(lambda: SQUEEZE in written.getvalue())
        shown = "\n".join(on_screen(written.getvalue()))
    for text in ("Squat", "a test", "✓ FULL   ", SQUEEZE):
        assert text in shown


def test_the_last_time_is_shown_until_the_first_set_begins() -> None:
    written = io.StringIO()
    opening = "Last Monday: 3 x 10 at 20 kg; try 11."
    first, *others = moments_of(faulty_set())
    with Screen(load_exercise("squat"), terminal(written), opening=opening) as screen:
        screen.receive(led("waiting", full=0, partial=0, begins_in_s=2.4))
        until(lambda: opening in "\n".join(on_screen(written.getvalue())))
        for each in (first, *others):
            screen.receive(each)
        until(lambda: "✓ FULL" in "\n".join(on_screen(written.getvalue())))
        assert opening not in "\n".join(on_screen(written.getvalue()))


def test_the_next_rep_removes_the_cue() -> None:
    written = io.StringIO()
    *moments, last = moments_of(faulty_set())
    with Screen(load_exercise("squat"), terminal(written)) as screen:
        for each in (*moments, last):
            screen.receive(each)
        until(lambda: SQUEEZE in written.getvalue())
        screen.receive(moment(last.time, last.observation.events[0]))
        until(lambda: SQUEEZE not in "\n".join(on_screen(written.getvalue())))


def test_it_takes_thousands_of_moments_without_drawing_each() -> None:
    written = io.StringIO()
    began = time.monotonic()
    with Screen(load_exercise("squat"), terminal(written)) as screen:
        for number in range(5000):
            screen.receive(moment(number / 30))
        taken_s = time.monotonic() - began
    assert written.getvalue().count("\x1b[?2026h") <= 20 * taken_s + 2


def test_without_changes_nothing_is_sent() -> None:
    written = io.StringIO()
    with Screen(load_exercise("squat"), terminal(written)) as screen:
        screen.receive(moment(1.0))
        time.sleep(0.5)
        before = len(written.getvalue())
        time.sleep(0.5)
        assert len(written.getvalue()) == before


def test_keys_toggle_the_picture_the_help_and_the_mute_sign() -> None:
    written = io.StringIO()

    def shown() -> str:
        return "\n".join(on_screen(written.getvalue()))

    with Screen(load_exercise("squat"), terminal(written), keys=KEYS) as screen:
        screen.receive(led())
        until(lambda: PICTURE in shown())
        screen.toggle_help()
        until(lambda: "undo the last rep" in shown())
        screen.toggle_help()
        screen.toggle_picture()
        until(lambda: "undo the last rep" not in shown() and PICTURE not in shown())
        screen.show_muted(True)
        until(lambda: "muted" in shown())
        screen.show_muted(False)
        screen.toggle_picture()
        until(lambda: "muted" not in shown() and PICTURE in shown())


def test_live_figures_are_read_at_every_redraw() -> None:
    written = io.StringIO()
    now: list[LiveFigures] = [LIVE]
    with Screen(load_exercise("squat"), terminal(written), figures=lambda: now[0]) as screen:
        screen.receive(led())
        until(lambda: "3 dropped" in written.getvalue())
        now[0] = GONE
        until(lambda: "The stream gave no picture for 5 seconds." in written.getvalue())
        assert "reconnected 1×" in "\n".join(on_screen(written.getvalue()))


def test_it_always_restores_the_terminal() -> None:
    written = io.StringIO()
    with Screen(load_exercise("squat"), terminal(written)) as screen:
        screen.conclude(summary_of(), interrupted=False)
        assert _is_restored(written.getvalue())
    written = io.StringIO()
    with pytest.raises(KeyboardInterrupt), Screen(load_exercise("squat"), terminal(written)):
        raise KeyboardInterrupt
    assert _is_restored(written.getvalue())


def _is_restored(written: str) -> bool:
    return written.rindex(LEAVE) > written.rindex(ENTER) and written.rindex(SHOW) > written.rindex(HIDE)


def test_an_error_while_drawing_ends_the_workout() -> None:
    def broken() -> LiveFigures:
        raise ZeroDivisionError

    written = io.StringIO()
    with (
        pytest.raises(ZeroDivisionError),
        Screen(load_exercise("squat"), terminal(written), figures=broken) as screen,
    ):
        for number in range(2000):
            screen.receive(moment(number / 30))
            time.sleep(0.01)
    assert _is_restored(written.getvalue())


def showing(ending: str, **given: object) -> Terminal:
    return Terminal((ending,), ROOT, program="tests.sinks.showing", **given)  # type: ignore[arg-type]


def redrawn(shown: Terminal, since: int, rows: int) -> bool:
    """Whether the whole screen was redrawn, down to a last row."""
    _, emptied, drawn = shown.shown[since:].rpartition("\x1b[2J")
    return bool(emptied) and f"\x1b[{rows};1H" in drawn.rpartition("\x1b[?2026l")[0]


def test_it_follows_the_size_of_the_terminal() -> None:
    with showing("go on") as shown:
        shown.wait_for("✓ FULL")
        for columns, rows in ((100, 30), (200, 50), (40, 12), (80, 24)):
            shown.resize(columns, rows)
            before = len(shown.shown)
            shown.wait_until(partial(redrawn, shown, before, rows))
            last = on_screen(shown.shown[: shown.shown.rindex("\x1b[?2026l")])
            assert {len(row) for row in last} == {columns}
            assert len(last) == rows
        shown.interrupt()
        assert shown.end() != 0
        assert shown.restored


@pytest.mark.parametrize(
    ("ending", "code", "printed"), [("end", 0, "the report"), ("crash", 1, "ZeroDivisionError: a bug")]
)
def test_after_any_end_the_terminal_is_restored_and_the_output_stays(
    ending: str, code: int, printed: str
) -> None:
    with showing(ending) as shown:
        assert shown.end() == code
        assert shown.restored
        assert shown.shown.rindex("\x1b[?7h") > shown.shown.rindex("\x1b[?7l")
        assert printed in shown.shown.rpartition(LEAVE)[2]
