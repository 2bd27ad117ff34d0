"""The list of attempts in reports."""

from __future__ import annotations

from dataclasses import replace

from coach.judging.attempts import Attempt
from coach.judging.candidates.attempt_list import ListedAttempt
from coach.ui.attempt_table import AttemptTable
from tests.ui.drawing import drawn

SHORT = Attempt(
    1.0, 1.5, 2.0, "both", 30.0, "not counted", "too-fast", "took 0.30 s, at least 0.50 s required"
)
REP = replace(
    SHORT, turn_s=4.5, verdict="partial", rule="range", text="80%: knee moved 32° of the 40° required"
)
PART = replace(SHORT, turn_s=4.7, rule="same-movement", text="part of a rep")


def text_of(*rows: ListedAttempt) -> str:
    return drawn(AttemptTable(rows), 100, terminal=False).export_text()


def test_every_movement_has_its_reason() -> None:
    text = text_of(ListedAttempt(SHORT), ListedAttempt(REP, 1, 1))
    assert "1.5 s  not counted     took 0.30 s, at least 0.50 s required" in text
    assert "4.5 s  rep 1, partial  80%: knee moved 32° of the 40° required" in text
    assert "side" not in text


def test_many_alike_share_a_line() -> None:
    rows = [ListedAttempt(replace(SHORT, turn_s=float(turn))) for turn in range(1, 8)]
    text = text_of(*rows)
    assert "7 not counted" in text
    assert text.count("took") == 1


def test_movements_within_a_rep_are_only_numbered() -> None:
    text = text_of(ListedAttempt(REP, 1, 1), ListedAttempt(PART, 1))
    assert "part of a rep" not in text
    assert "1 smaller movement within these" in text


def test_nothing_moved() -> None:
    assert "No movement was large enough to be a rep." in text_of()
