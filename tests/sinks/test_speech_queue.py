"""The speech queue: finds a program, runs it once per phrase, and gives up if it fails."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.sinks.phrases import Phrase
from coach.sinks.speech_queue import Speaker, SpeechQueue, speaker
from tests.sinks.speakers import LONG_S, Loudspeaker, read, settled


@contextmanager
def queue_of(by: Speaker, *, patience_s: float = 10.0) -> Iterator[SpeechQueue]:
    queue = SpeechQueue(by, patience_s=patience_s)
    queue.open()
    try:
        yield queue
    finally:
        queue.close()


def say(queue: SpeechQueue, text: str) -> None:
    """Queue a phrase and wait until it is spoken or fails."""
    queue.say(Phrase("set", text))
    queue.finish(20.0)


def say_five_times(loud: Loudspeaker, *, patience_s: float = 10.0) -> str | None:
    """Speak five phrases, one after another; returns the resulting trouble."""
    with queue_of(loud.speaker, patience_s=patience_s) as queue:
        for number in range(1, 6):
            say(queue, f"try {number}")
    assert loud.alive == []
    return queue.trouble


def test_a_working_program_keeps_speaking(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    assert say_five_times(loud) is None
    assert loud.spoken == [f"try {number}" for number in range(1, 6)]


def test_a_failing_program_is_reported_and_soon_abandoned(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, code=3)
    assert say_five_times(loud) == f"The voice program {sys.executable} failed: it exited with code 3."
    assert loud.spoken == ["try 1", "try 2", "try 3"]


def test_a_hung_program_is_ended_and_soon_abandoned(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S, stubborn=True)
    trouble = say_five_times(loud, patience_s=1.0)
    assert trouble == f"The voice program {sys.executable} failed: it took longer than 1 s."
    assert {*loud.spoken} <= {"try 1", "try 2", "try 3"}


def test_one_failure_is_forgiven(tmp_path: Path) -> None:
    flag, log = tmp_path / "flag", tmp_path / "log"
    twice = f'if [ -e "{flag}" ]; then echo "$1" >> "{log}"; else touch "{flag}"; exit 1; fi'
    with queue_of(Speaker(("sh", "-c", twice, "sh"))) as queue:
        for text in "abcde":
            say(queue, text)
        assert queue.trouble == "The voice program sh failed: it exited with code 1."
    assert read(log).split() == ["b", "c", "d", "e"]


def test_the_last_line_of_its_errors_is_the_reason(tmp_path: Path) -> None:
    with queue_of(Speaker(("sh", "-c", "seq 9999 >&2; echo 'no voice of this name' >&2; exit 2"))) as queue:
        say(queue, "a")
    assert queue.trouble == "The voice program sh failed: it exited with code 2 ('no voice of this name')."


def test_a_printed_error_counts_even_with_exit_code_0(tmp_path: Path) -> None:
    with queue_of(Speaker(("sh", "-c", "echo 'error: no sound card' >&2"))) as queue:
        say(queue, "a")
    assert queue.trouble == "The voice program sh failed: it reported 'error: no sound card'."
    with queue_of(Speaker(("sh", "-c", "echo 'warning: no jack' >&2"))) as queue:
        say(queue, "a")
    assert queue.trouble is None


def test_a_program_in_the_background_is_not_awaited(tmp_path: Path) -> None:
    log, enough = tmp_path / "log", tmp_path / "enough"
    in_background = f'(until [ -e "{enough}" ]; do sleep 0.1; done) & echo "$1" >> "{log}"'
    with queue_of(Speaker(("sh", "-c", in_background, "sh"))) as queue:
        for text in "abc":
            say(queue, text)
    assert read(log).split() == ["a", "b", "c"]
    assert queue.trouble is None
    enough.touch()


def test_a_program_without_permission_is_reported(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("no program")
    with queue_of(Speaker((str(script),))) as queue:
        say(queue, "a")
    assert queue.trouble == f"The voice program {script} failed: Permission denied."


def test_child_processes_end_with_the_program(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    inner = " ".join(f"'{word}'" for word in loud.speaker.command)
    with queue_of(Speaker(("sh", "-c", f'{inner} "$1"; true', "sh"))) as queue:
        queue.say(Phrase("set", "a"))
        loud.wait_for("a")
    settled(lambda: not [pid for pid in loud.alive if not is_zombie(pid)])  # not ours to bury


def is_zombie(pid: int) -> bool:
    """Whether a process has ended but its parent has not read its exit code."""
    return ") Z " in read(Path(f"/proc/{pid}/stat"))


def test_a_phrase_is_always_one_argument(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    with queue_of(loud.speaker) as queue:
        say(queue, '--version; "quoted" $(id)\n and\x00 more')
    [began, _] = loud.logged
    assert began.words == ['version; "quoted" $(id) and more']


def test_the_phrase_replaces_its_placeholder() -> None:
    assert Speaker(("say", "-r", "180")).command_for("3") == ["say", "-r", "180", "3"]
    assert Speaker(("sh", "-c", "say '{phrase}' &")).command_for("3") == ["sh", "-c", "say '3' &"]
    by_environment = ("powershell", "-Command", "Speak($env:COACH_PHRASE)")
    assert Speaker(by_environment).command_for("3") == list(by_environment)


def test_a_command_can_take_the_phrase_from_its_environment(tmp_path: Path) -> None:
    log = tmp_path / "log"
    with queue_of(Speaker(("sh", "-c", f'echo "$COACH_PHRASE" > "{log}"'))) as queue:
        say(queue, "Chest up.")
    assert read(log) == "Chest up.\n"


def program(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)


def test_the_first_known_program_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert speaker() is None
    program(tmp_path, "powershell")
    found = speaker()
    assert found is not None
    assert found.command_for("3") == list(found.command), "it finds the phrase in its environment"
    program(tmp_path, "say")
    assert speaker() == Speaker(("say",))
    program(tmp_path, "spd-say")
    assert speaker() == Speaker(("spd-say", "--wait"))
    program(tmp_path, "espeak")
    assert speaker() == Speaker(("espeak",))
    program(tmp_path, "espeak-ng")
    assert speaker() == Speaker(("espeak-ng",))
    assert speaker(["festival", "--tts"]) == Speaker(("festival", "--tts"))
