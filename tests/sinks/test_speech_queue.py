"""The speaker: found, asked with one phrase at a time, and left alone where it does not work."""

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
    """Have something said and wait until it is, or is not."""
    queue.say(Phrase("set", text))
    queue.finish(20.0)


def say_five_times(loud: Loudspeaker, *, patience_s: float = 10.0) -> str | None:
    """Five phrases, each after the one before was said or not; the trouble that it had."""
    with queue_of(loud.speaker, patience_s=patience_s) as queue:
        for number in range(1, 6):
            say(queue, f"try {number}")
    assert loud.alive == []
    return queue.trouble


def test_one_that_works_goes_on(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    assert say_five_times(loud) is None
    assert loud.said == [f"try {number}" for number in range(1, 6)]


def test_one_that_fails_is_told_and_soon_left_alone(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, code=3)
    assert say_five_times(loud) == f"The voice program {sys.executable} failed: it exited with code 3."
    assert loud.said == ["try 1", "try 2", "try 3"]


def test_one_that_hangs_is_ended_and_soon_left_alone(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S, stubborn=True)
    told = say_five_times(loud, patience_s=1.0)
    assert told == f"The voice program {sys.executable} failed: it took longer than 1 s."
    assert {*loud.said} <= {"try 1", "try 2", "try 3"}


def test_one_failure_is_forgiven(tmp_path: Path) -> None:
    flag, said = tmp_path / "flag", tmp_path / "said"
    twice = f'if [ -e "{flag}" ]; then echo "$1" >> "{said}"; else touch "{flag}"; exit 1; fi'
    with queue_of(Speaker(("sh", "-c", twice, "sh"))) as queue:
        for text in "abcde":
            say(queue, text)
        assert queue.trouble == "The voice program sh failed: it exited with code 1."
    assert read(said).split() == ["b", "c", "d", "e"]


def test_the_last_of_its_complaints_says_why(tmp_path: Path) -> None:
    with queue_of(Speaker(("sh", "-c", "seq 9999 >&2; echo 'no voice of this name' >&2; exit 2"))) as queue:
        say(queue, "a")
    assert queue.trouble == "The voice program sh failed: it exited with code 2 ('no voice of this name')."


def test_an_error_is_believed_even_where_it_leaves_as_if_all_were_well(tmp_path: Path) -> None:
    with queue_of(Speaker(("sh", "-c", "echo 'error: no sound card' >&2"))) as queue:
        say(queue, "a")
    assert queue.trouble == "The voice program sh failed: it reported 'error: no sound card'."
    with queue_of(Speaker(("sh", "-c", "echo 'warning: no jack' >&2"))) as queue:
        say(queue, "a")
    assert queue.trouble is None


def test_one_that_goes_on_in_the_background_is_not_waited_for(tmp_path: Path) -> None:
    said, enough = tmp_path / "said", tmp_path / "enough"
    in_background = f'(until [ -e "{enough}" ]; do sleep 0.1; done) & echo "$1" >> "{said}"'
    with queue_of(Speaker(("sh", "-c", in_background, "sh"))) as queue:
        for text in "abc":
            say(queue, text)
    assert read(said).split() == ["a", "b", "c"]
    assert queue.trouble is None
    enough.touch()


def test_one_that_may_not_be_run_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("no program")
    with queue_of(Speaker((str(script),))) as queue:
        say(queue, "a")
    assert queue.trouble == f"The voice program {script} failed: Permission denied."


def test_what_it_has_started_ends_with_it(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    inner = " ".join(f"'{word}'" for word in loud.speaker.command)
    with queue_of(Speaker(("sh", "-c", f'{inner} "$1"; true', "sh"))) as queue:
        queue.say(Phrase("set", "a"))
        loud.wait_for("a")
    settled(lambda: not [pid for pid in loud.alive if not is_zombie(pid)])  # not ours to bury


def is_zombie(pid: int) -> bool:
    """Whether a process has ended, and only its parent has not asked how."""
    return ") Z " in read(Path(f"/proc/{pid}/stat"))


def test_a_phrase_is_one_word_of_the_command_whatever_is_in_it(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    with queue_of(loud.speaker) as queue:
        say(queue, '--version; "quoted" $(id)\n and\x00 more')
    [began, _] = loud.logged
    assert began.words == ['version; "quoted" $(id) and more']


def test_the_phrase_stands_where_the_command_wants_it() -> None:
    assert Speaker(("say", "-r", "180")).saying("3") == ["say", "-r", "180", "3"]
    assert Speaker(("sh", "-c", "say '{phrase}' &")).saying("3") == ["sh", "-c", "say '3' &"]
    by_environment = ("powershell", "-Command", "Speak($env:COACH_PHRASE)")
    assert Speaker(by_environment).saying("3") == list(by_environment)


def test_a_command_can_take_the_phrase_from_its_environment(tmp_path: Path) -> None:
    said = tmp_path / "said"
    with queue_of(Speaker(("sh", "-c", f'echo "$COACH_PHRASE" > "{said}"'))) as queue:
        say(queue, "Chest up.")
    assert read(said) == "Chest up.\n"


def program(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)


def test_the_first_that_is_found_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert speaker() is None
    program(tmp_path, "powershell")
    found = speaker()
    assert found is not None
    assert found.saying("3") == list(found.command), "it finds the phrase in its environment"
    program(tmp_path, "say")
    assert speaker() == Speaker(("say",))
    program(tmp_path, "spd-say")
    assert speaker() == Speaker(("spd-say", "--wait"))
    program(tmp_path, "espeak")
    assert speaker() == Speaker(("espeak",))
    program(tmp_path, "espeak-ng")
    assert speaker() == Speaker(("espeak-ng",))
    assert speaker(["festival", "--tts"]) == Speaker(("festival", "--tts"))
