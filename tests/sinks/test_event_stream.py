"""The event stream: every event is a line of JSON at once, and a failing reader ends no workout."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path
from typing import Any, get_args

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import JournalUnwritable
from coach.judging import events, exercise_events
from coach.judging.events import Event, RepCompleted, SetEnded, TrackingFound
from coach.judging.figures import effort_events
from coach.moment import Moment
from coach.sinks.event_stream import FORMAT, EventStream, line_of, name_of
from tests.sinks.speakers import settled
from tests.store.workouts import (
    UNKNOWN_EFFORT,
    faulty_set,
    held_set,
    moment,
    moments_of,
    rep,
    summary_of,
)

KINDS: tuple[type[Event], ...] = get_args(Event)
ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "programs.md"


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def through(journal: EventStream, moments: list[Moment]) -> None:
    for each in moments:
        journal.receive(each)


def test_each_event_is_one_line_in_order(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    ended = summary_of(events=(SetEnded(12.0, faulty_set()),))
    with EventStream(str(path)) as journal:
        through(journal, moments_of(faulty_set()))
        journal.conclude(ended, interrupted=False)
    assert [line["event"] for line in lines(path)] == [
        "set_started",
        *["rep_completed", "fault_noticed"] * 3,
        "set_ended",
    ]
    assert {line["format"] for line in lines(path)} == {1}
    assert journal.trouble is None


def test_a_rep_has_the_same_fields_as_everywhere_else(tmp_path: Path) -> None:
    result = json.loads(line_of(RepCompleted(5.70049, 2, rep(1))))
    assert result == {
        "format": 1,
        "event": "rep_completed",
        "time": 5.7,
        "set_number": 2,
        "rep": {
            "number": 1,
            "side": "both",
            "start_s": 3.5,
            "turn_s": 4.6,
            "end_s": 5.7,
            "rom_deg": 98.4,
            "rom_error_deg": None,
            "measured": True,
            "unmeasured": None,
            "tempo": [1.1, 0.1, 0.8, 0.2],
            "verdict": "full",
            "doubtful": False,
            "share": 1.0,
            "reason": rep(1).reason,
            "level": None,
            "level_measure": None,
            "level_value": None,
            "level_error": None,
            "level_not_judged": None,
            **UNKNOWN_EFFORT,
        },
    }


def test_a_set_contains_its_result() -> None:
    result = json.loads(line_of(SetEnded(12.0, faulty_set())))["summary"]
    assert (result["full"], result["partial"], len(result["reps"]), len(result["faults"])) == (3, 0, 3, 3)
    assert json.loads(line_of(SetEnded(50.0, held_set(45.0))))["summary"]["hold_s"] == 45.0


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_event_is_written(kind: type[Event]) -> None:
    @given(st.from_type(kind))
    def each(event: Event) -> None:
        result = json.loads(line_of(event), parse_constant=_no_constant)
        assert (result.pop("format"), result.pop("event")) == (FORMAT, name_of(kind))
        assert set(result) == {field.name for field in fields(kind)}
        assert "\n" not in line_of(event)

    each()


def _no_constant(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def test_every_event_class_belongs_to_the_union() -> None:
    modules = (events, exercise_events, effort_events)
    there = [each for module in modules for each in vars(module).values()]
    result = {each for each in there if isinstance(each, type) and "time" in _slots(each)}
    assert result - {events.Fault} == set(KINDS)


def _slots(kind: type) -> tuple[str, ...]:
    return tuple(getattr(kind, "__dataclass_fields__", ()))


def test_event_names_are_unique() -> None:
    assert name_of(RepCompleted) == "rep_completed"
    assert len({name_of(kind) for kind in KINDS}) == len(KINDS)


def test_numpy_numbers_are_numbers_and_nan_is_null() -> None:
    assert json.loads(line_of(TrackingFound(np.float32(1.5))))["time"] == 1.5  # type: ignore[arg-type]
    assert json.loads(line_of(TrackingFound(float("nan"))))["time"] is None


def test_a_file_is_appended_to(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    for _ in range(2):
        with EventStream(str(path)) as journal:
            journal.receive(moment(1.0, TrackingFound(1.0)))
    assert len(lines(path)) == 2


def test_lines_are_written_before_the_end(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    with EventStream(str(path)) as journal:
        journal.receive(moment(1.0, TrackingFound(1.0)))
        settled(lambda: path.read_text().endswith("\n"))
        assert [line["event"] for line in lines(path)] == ["tracking_found"]


def test_an_unwritable_file_is_reported_at_the_start(tmp_path: Path) -> None:
    with pytest.raises(JournalUnwritable, match="Is a directory") as raised, EventStream(str(tmp_path)):
        pass
    assert "standard output" in raised.value.hint
    with pytest.raises(JournalUnwritable, match="No such file"), EventStream(str(tmp_path / "no" / "events")):
        pass


@contextmanager
def pipe(tmp_path: Path) -> Iterator[tuple[str, int]]:
    """A named pipe and its read end, which the test may close."""
    path = tmp_path / "pipe"
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    yield str(path), reader


def test_a_reader_that_exits_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    with pipe(tmp_path) as (path, reader), EventStream(path) as journal:
        journal.receive(moment(1.0, TrackingFound(1.0)))
        settled(lambda: _readable(reader))
        os.close(reader)
        for number in range(1000):
            journal.receive(moment(float(number), TrackingFound(float(number))))
        settled(lambda: journal.trouble is not None)
        journal.conclude(summary_of(), interrupted=False)
    assert journal.trouble == "Some events were not written: the reader has exited."


def _readable(reader: int) -> bool:
    try:
        return bool(os.read(reader, 10_000))
    except BlockingIOError:
        return False


def test_a_slow_reader_delays_nothing(tmp_path: Path) -> None:
    with pipe(tmp_path) as (path, reader):
        started = time.monotonic()
        with EventStream(path) as journal:
            for number in range(20_000):  # more than the pipe and the journal can hold
                journal.receive(moment(float(number), TrackingFound(float(number))))
        assert time.monotonic() - started < 20.0
        assert journal.trouble == "Some events were not written: the reader is too slow."
        os.close(reader)


_TRAINS = """
    import sys
    from coach.sinks.event_stream import EventStream
    from tests.store.workouts import faulty_set, moments_of, summary_of
    with EventStream("-") as journal:
        for part in range(2):
            for each in moments_of(faulty_set()):
                journal.receive(each)
            if not part:
                sys.stdin.readline()
        journal.conclude(summary_of(), interrupted=False)
    print(journal.trouble, file=sys.stderr)
"""


@contextmanager
def training() -> Iterator[subprocess.Popen[str]]:
    """A program that streams a set, waits for a line and streams another one."""
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(_TRAINS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
    ) as child:
        yield child


def test_standard_output_is_for_programs() -> None:
    with training() as child:
        out, err = child.communicate("go on\n", timeout=60)
    assert [json.loads(line)["event"] for line in out.splitlines()].count("rep_completed") == 6
    assert err.strip() == "None"


def test_a_broken_pipe_ends_nothing() -> None:
    with training() as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stderr is not None
        assert child.stdout.readline()
        child.stdout.close()
        child.stdin.write("go on\n")
        child.stdin.flush()
        result = child.stderr.read()
        assert child.wait(60) == 0
    assert result.strip() == "Some events were not written: the reader has exited."


def documented() -> list[dict[str, Any]]:
    """The examples in the docs."""
    text = PAGE.read_text(encoding="utf-8")
    return [json.loads(line) for line in re.findall(r'^\{"format": 1, "event": .*\}$', text, re.MULTILINE)]


def test_the_docs_list_every_name_and_show_true_lines() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert not [name_of(kind) for kind in KINDS if f"`{name_of(kind)}`" not in text]
    assert len(documented()) >= 4
    for example in documented():
        name = example.pop("event")
        [kind] = [kind for kind in KINDS if name_of(kind) == name]
        assert example.pop("format") == FORMAT
        assert set(example) == {field.name for field in fields(kind)}
        _same_keys(example, kind)


def _same_keys(example: dict[str, Any], kind: type[Event]) -> None:
    """The nested keys of an example match the written ones."""
    samples: dict[str, Event] = {
        "rep_completed": RepCompleted(5.7, 1, rep(1)),
        "set_ended": SetEnded(12.0, faulty_set()),
    }
    if name_of(kind) in samples:
        written = json.loads(line_of(samples[name_of(kind)]))
        for name, value in example.items():
            if isinstance(value, dict):
                assert list(value) == list(written[name])


def test_a_pipe_without_a_reader_is_refused_and_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "events")
    with pytest.raises(JournalUnwritable, match="start the reader first"):
        EventStream(str(tmp_path / "events")).__enter__()


def test_a_pipe_with_a_reader_gets_every_event(tmp_path: Path) -> None:
    pipe = tmp_path / "events"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    with EventStream(str(pipe)) as journal:
        through(journal, moments_of(faulty_set()))
    assert journal.trouble is None
    assert os.read(reader, 65536).endswith(b"\n")
    os.close(reader)


def test_a_full_disk_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "events").symlink_to("/dev/full")
    with EventStream(str(tmp_path / "events")) as journal:
        through(journal, moments_of(faulty_set()))
    assert journal.trouble is not None
    assert "No space left" in journal.trouble
