"""Findings about terminals, from minimal to large ones."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO, TextIOWrapper
from typing import Literal

import pytest
from rich.console import Console

from coach.checkup.terminal import TerminalFacts, terminal
from coach.finding import Mark
from coach.ui.picture import in_colour

GOOD = TerminalFacts(
    is_terminal=True, columns=120, rows=40, colours="truecolor", encoding="utf-8", dumb=False
)


def test_a_good_terminal_has_no_problems() -> None:
    findings = list(terminal(GOOD, {}))
    assert [each.mark for each in findings] == ["ok", "ok", "ok"]
    assert findings[0].what == "120 columns × 40 rows"
    assert "16 million" in findings[2].what


@pytest.mark.parametrize(
    ("facts", "environment", "mark", "words"),
    [
        (replace(GOOD, is_terminal=False), {}, "warn", "is not a terminal"),
        (replace(GOOD, dumb=True), {"TERM": "dumb"}, "warn", "TERM is dumb"),
        (replace(GOOD, columns=60, rows=20), {}, "warn", "60 columns × 20 rows: too small"),
        (replace(GOOD, columns=80, rows=24), {}, "ok", "80 columns × 24 rows"),
        (replace(GOOD, encoding="iso8859-1"), {}, "warn", "characters: iso8859-1"),
        (replace(GOOD, colours="standard"), {}, "warn", "colours: 16; a stick figure"),
        (replace(GOOD, colours=None), {"NO_COLOR": "1"}, "ok", "NO_COLOR is set"),
        (GOOD, {"TMUX": "/tmp/tmux", "SSH_TTY": "/dev/pts/1"}, "ok", "40 rows, inside tmux over ssh"),
    ],
)
def test_each_limitation_is_reported(
    facts: TerminalFacts, environment: dict[str, str], mark: Mark, words: str
) -> None:
    found = [each for each in terminal(facts, environment) if words in each.what]
    assert [each.mark for each in found] == [mark]
    assert bool(found[0].hint) == (mark == "warn")


@pytest.mark.parametrize("colours", ["truecolor", "256", "standard", None])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_the_finding_agrees_with_the_picture_view(
    colours: Literal["truecolor", "256", "standard"] | None, encoding: str
) -> None:
    with TextIOWrapper(BytesIO(), encoding=encoding) as file:
        console = Console(file=file, force_terminal=True, color_system=colours, legacy_windows=False)
        assert replace(GOOD, colours=colours, encoding=encoding).picture == in_colour(console)
