"""Schedules the tests: which run in parallel, and how many of the slow ones.

Two workers share the tests (pytest-xdist, '--dist loadgroup'). The tests of a file stay together, so that
its fixtures are set up once. Tests that wait on a clock share one worker and start first: they hardly use a
core, and must not disturb each other. Tests that share a trained model stay in one worker too.
"""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

CLOCK = {
    "tests/bench/cost/test_live_latency.py",
    "tests/bench/accuracy/test_live_vs_offline.py",
    "tests/bench/cost/test_soak.py",
    "tests/cli/test_heard.py",
    "tests/cli/live/test_start.py",
    "tests/cli/live/test_live_session.py",
    "tests/performer/test_same.py",
    "tests/sinks/test_event_stream.py",
    "tests/sinks/test_killed.py",
    "tests/sinks/test_logbook_live.py",
    "tests/sinks/test_painter.py",
    "tests/sinks/test_screen.py",
    "tests/sinks/test_speech_queue.py",
    "tests/sinks/test_voice.py",
    "tests/vision/live/test_live_poses.py",
    "tests/vision/live/test_pacing.py",
}
"""Files that depend on a clock: live sources, workouts in a terminal, the painter, the voice."""

LONG = {
    "tests/cli/test_doctor.py",
    "tests/cli/test_gate.py",
    "tests/cli/test_hand_edited.py",
    "tests/cli/test_native_libraries.py",
    "tests/recognition/test_classifier.py",
    "tests/performer/test_demo_set.py",
    "tests/ui/test_literal_names.py",
}
"""Files with many quick tests that take long together."""

LEARNED = {"clips_folder", "clips", "looked", "table", "known", "people", "few"}
"""Session fixtures that train a model, or render its training data."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add options for longer runs."""
    parser.addoption("--all-films", action="store_true", help="count every real film, not only a few")
    parser.addoption("--spoilt-files", type=int, default=60, help="how many damaged films to test")


def pytest_configure() -> None:
    """Restore SIGINT, which a shell ignores in background jobs: tests send Ctrl-C to child processes."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Assign each test to its group, and run the longest groups first.

    Mark tests that depend on a clock, train a model or use the pose model as slow: 'poe quick' skips them.
    """
    for item in items:
        group = _group(item, config.rootpath)
        item.add_marker(pytest.mark.xdist_group(group))
        if group in {"clock", "learned", *LONG} or "pose_model" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: _order(item, config.rootpath))


def _file(item: pytest.Item, root: Path) -> str:
    return item.path.relative_to(root).as_posix()


def _group(item: pytest.Item, root: Path) -> str:
    if _file(item, root) in CLOCK:
        return "clock"
    if LEARNED & set(getattr(item, "fixturenames", ())):
        return "learned"
    return _file(item, root)


def _order(item: pytest.Item, root: Path) -> int:
    group = _group(item, root)
    return 0 if group == "clock" else 1 if group == "learned" else 2
