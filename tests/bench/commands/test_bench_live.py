"""``coach bench live``, ``same`` and ``soak``: what they print and how they end."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from coach.bench.accuracy.live_vs_offline import Count, Twice
from coach.bench.commands import live, same, soak
from coach.bench.commands.null_terminal import NullTerminal, null_screen
from coach.bench.cost.live_latency import LiveLatency
from coach.bench.cost.soak import SoakResult, Vitals
from coach.body.live_figures import LiveFigures
from coach.catalogue.library import load_exercise
from tests.cli.conftest import Coach

FIGURES = LiveFigures(captured=900, seen=890, skipped=10, reconnected=0, connected=True, trouble=None)
GOOD = LiveLatency(FIGURES, counted=9, latencies_s=(0.018,) * 19 + (0.020,), bare_s=(0.016,))


def test_table_shows_latency_and_dropped_pictures_with_targets(capsys: pytest.CaptureFixture[str]) -> None:
    live._print(GOOD, 15.2)
    report = " ".join(capsys.readouterr().out.split())
    assert "pictures captured 900 processed 890 dropped 10 1.1% 2%" in report
    assert "one bare detection, median 16.0 1.00" in report
    assert "50th percentile 18.0 1.12" in report
    assert "95th percentile 18.1 1.13 1.60" in report
    assert "9 reps counted, 15 redraws per second" in report
    assert "Target missed" not in report


def test_a_missed_target_is_reported_without_any_picture(capsys: pytest.CaptureFixture[str]) -> None:
    live._print(replace(GOOD, latencies_s=()), 15.2)
    assert "Target missed: No frames were analysed." in capsys.readouterr().out
    assert json.loads(json.dumps(live._json(replace(GOOD, latencies_s=()), 0.0)))["latency_ms"] == {}


def test_json_matches_the_table() -> None:
    report = json.loads(json.dumps(live._json(GOOD, 15.2)))
    assert report["figures"]["seen"] == 890
    assert report["bare_ms"] == pytest.approx(16.0)
    assert report["times_bare"]["p50"] == pytest.approx(1.125)
    assert report["falls_short"] == []


@pytest.mark.parametrize("size", ["80", "80x", "eighty by ten", "8x2"])
def test_screen_size_must_be_columns_and_lines(coach: Coach, size: str) -> None:
    report = coach("bench", "live", "--screen", size)
    assert report.code == 2
    assert "80x24" in report.err


def test_null_terminal_counts_redraws() -> None:
    terminal = NullTerminal()
    with null_screen(load_exercise("squat"), "80x24", terminal):
        pass
    assert terminal.drawn > 0
    shown = terminal.drawn
    terminal.write("")
    terminal.flush()
    assert terminal.drawn == shown, "nothing was written"
    assert terminal.getvalue() == ""


def test_differing_counts_are_marked(capsys: pytest.CaptureFixture[str]) -> None:
    same_count = Twice("a.mp4", Count(3, 1), Count(3, 1), captured=90, skipped=2)
    same._print([same_count, replace(same_count, clip="b.mp4", live=Count(2, 0))])
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    assert "a.mp4 3 + 1 3 + 1 2 of 90" in lines
    assert "b.mp4 2 3 + 1 2 of 90 differs" in lines
    assert lines[-1] == "same count: 1 of 2"


def test_nothing_to_count_is_an_error(coach: Coach) -> None:
    report = coach("bench", "same", "--performed", 0)
    assert report.code == 1
    assert "There is nothing to count." in report.err


def test_each_minute_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    vitals = Vitals(7, 320.4, threads=20, files=14, children=0, counted=120)
    soak._print_vitals(vitals)
    soak._print(SoakResult((vitals,), 0, "ok", performed=121, counted=120, remembered=120))
    line, *_, last = capsys.readouterr().out.strip().splitlines()
    assert line == "minute  7:   320 MB, 20 threads, 14 open files, 0 child processes, 120 counted"
    assert last == "Target missed: 121 reps were performed, but 120 were counted."
