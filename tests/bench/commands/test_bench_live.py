"""``coach bench live``, ``same`` and ``soak``: what they print and how they end."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from coach.bench.accuracy.live_vs_offline import Count, Twice
from coach.bench.commands import live, same, soak
from coach.bench.commands.null_terminal import NullTerminal, unseen_screen
from coach.bench.cost.live_latency import LiveLatency
from coach.bench.cost.soak import SoakResult, Vitals
from coach.body.live_figures import LiveFigures
from coach.catalogue.library import load_exercise
from tests.cli.conftest import Coach

FIGURES = LiveFigures(captured=900, seen=890, skipped=10, reconnected=0, connected=True, trouble=None)
GOOD = LiveLatency(FIGURES, counted=9, latencies_s=(0.018,) * 19 + (0.020,), bare_s=(0.016,))


def test_the_table_has_latency_and_skips_beside_their_bars(capsys: pytest.CaptureFixture[str]) -> None:
    live._print(GOOD, 15.2)
    told = " ".join(capsys.readouterr().out.split())
    assert "pictures captured 900 processed 890 skipped 10 1.1% 2%" in told
    assert "one bare detection, median 16.0 1.00" in told
    assert "50 of 100 within 18.0 1.12" in told
    assert "95 of 100 within 18.1 1.13 1.60" in told
    assert "9 repetitions counted, 15 redraws a second" in told
    assert "Falls short" not in told


def test_what_falls_short_is_said_also_where_nothing_was_seen(capsys: pytest.CaptureFixture[str]) -> None:
    live._print(replace(GOOD, latencies_s=()), 15.2)
    assert "Falls short: No picture was seen." in capsys.readouterr().out
    assert json.loads(json.dumps(live._facts(replace(GOOD, latencies_s=()), 0.0)))["latency_ms"] == {}


def test_the_json_says_the_same() -> None:
    told = json.loads(json.dumps(live._facts(GOOD, 15.2)))
    assert told["figures"]["seen"] == 890
    assert told["bare_ms"] == pytest.approx(16.0)
    assert told["times_bare"]["p50"] == pytest.approx(1.125)
    assert told["falls_short"] == []


@pytest.mark.parametrize("size", ["80", "80x", "eighty by ten", "8x2"])
def test_a_size_is_columns_and_lines(coach: Coach, size: str) -> None:
    told = coach("bench", "live", "--screen", size)
    assert told.code == 2
    assert "80x24" in told.err


def test_the_unseen_terminal_counts_what_is_shown_on_it() -> None:
    nowhere = NullTerminal()
    with unseen_screen(load_exercise("squat"), "80x24", nowhere):
        pass
    assert nowhere.drawn > 0
    shown = nowhere.drawn
    nowhere.write("")
    nowhere.flush()
    assert nowhere.drawn == shown, "nothing was written"
    assert nowhere.getvalue() == ""


def test_films_that_differ_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    alike = Twice("a.mp4", Count(3, 1), Count(3, 1), captured=90, skipped=2)
    same._print([alike, replace(alike, clip="b.mp4", live=Count(2, 0))])
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "a.mp4 3 + 1 3 + 1 2 of 90" in lines
    assert "b.mp4 2 3 + 1 2 of 90 differs" in lines
    assert lines[-1] == "the same count: 1 of 2"


def test_nothing_to_count_is_said(coach: Coach) -> None:
    told = coach("bench", "same", "--performed", 0)
    assert told.code == 1
    assert "There is nothing to count." in told.err


def test_a_minute_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    vitals = Vitals(7, 320.4, threads=20, files=14, children=0, counted=120)
    soak._tell(vitals)
    soak._print(SoakResult((vitals,), 0, "ok", performed=121, counted=120, remembered=120))
    line, *_, last = capsys.readouterr().out.strip().splitlines()
    assert line == "minute  7:   320 MB, 20 threads, 14 open files, 0 child processes, 120 counted"
    assert last == "Falls short: 121 repetitions were performed and 120 counted."
