"""The voice: a real program speaks, whatever it does keeps nobody waiting, and none is left behind."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from coach.catalogue.library import load_exercise
from coach.judging.cues import Said
from coach.judging.events import (
    CueGiven,
    Event,
    RepCompleted,
    SetEnded,
    TargetReached,
    WorkoutOver,
)
from coach.sinks.phrases import Phrase
from coach.sinks.speaker import Mouth, Speaker, speaker
from coach.sinks.voice import Voice
from tests.sinks.speakers import Loudspeaker
from tests.store.workouts import counted_set, moment, rep, summary_of

SQUAT = load_exercise("squat")
LONG_S = 60.0


@contextmanager
def voice_of(loud: Loudspeaker, said: Said = "all") -> Iterator[Voice]:
    with Voice(SQUAT, loud.speaker, said) as voice:
        yield voice
    assert alive(loud) == []


def alive(loud: Loudspeaker) -> list[int]:
    """Its processes that are still there, zombies too."""
    return [pid for pid in {each.pid for each in loud.logged} if _exists(pid)]


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def happen(voice: Voice, *events: Event) -> None:
    voice.receive(moment(0.0, *events))


def full(number: int) -> RepCompleted:
    return RepCompleted(2.0 * number, 1, rep(number))


def cue(text: str = "Chest up.") -> CueGiven:
    return CueGiven(0.0, 1, "mend", "leaning-forward", text)


def settled(condition: object, seconds: float = 20.0) -> None:
    """Wait until something holds."""
    until = time.monotonic() + seconds
    assert callable(condition)
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


def test_every_phrase_is_one_run_with_the_phrase_last(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    with voice_of(loud) as voice:
        happen(voice, full(1))
        voice.conclude(summary_of(), interrupted=False)  # waits until it is said
        happen(voice, full(2), cue())
        voice.conclude(summary_of(), interrupted=False)
        assert voice.trouble is None
    assert loud.said == ["1", "2", "Chest up."]
    assert all(len(each.words) == 1 for each in loud.logged)


def test_one_speaks_after_the_other(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=0.3)
    with voice_of(loud) as voice:
        happen(voice, full(1), cue(), TargetReached(0.0, 1, 1))
        loud.wait_for("Target reached.")
        voice.conclude(summary_of(), interrupted=False)
    assert [each.what for each in loud.logged] == ["began", "ended"] * 3
    times = [each.time for each in loud.logged]
    assert times == sorted(times)


def test_a_slow_speaker_drops_counts_and_never_lags(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=2.0)
    counted: dict[str, float] = {}
    with voice_of(loud) as voice:
        for number in range(1, 21):
            happen(voice, full(number), *([cue()] if number == 5 else []))
            counted[str(number)] = time.time()
            if number == 1:
                loud.wait_for("1")
            time.sleep(0.3)
    assert loud.said[0] == "1"
    assert "Chest up." in loud.said, "what matters outlasts the counts"
    assert len(loud.said) < 20 / 2
    last_ended = 0.0
    for each in loud.logged[1:]:
        count = each.words[-1]
        if each.what == "ended":
            last_ended = each.time
        elif count in counted:
            assert last_ended - counted[count] < 1.0, "it was fresh when its turn came"
            newer = [time for number, time in counted.items() if int(number) > int(count)]
            assert all(time > last_ended for time in newer), "it was the newest"


def test_nobody_waits_for_a_slow_speaker(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    with voice_of(loud) as voice:
        happen(voice, cue("a"))
        loud.wait_for("a")
        started = time.monotonic()
        for number in range(5000):
            happen(voice, full(number))
        assert time.monotonic() - started < LONG_S / 4
        assert len(loud.said) == 1


def test_closing_ends_the_child_within_a_second(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    with voice_of(loud) as voice:
        happen(voice, cue())
        loud.wait_for("Chest up.")
        started = time.monotonic()
        voice.close()
        assert time.monotonic() - started < 2.0
        assert alive(loud) == []
    assert [each.what for each in loud.logged] == ["began"]


def test_one_that_will_not_end_is_ended(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S, stubborn=True)
    with voice_of(loud) as voice:
        happen(voice, cue())
        loud.wait_for("Chest up.")
        started = time.monotonic()
        voice.close()
        assert time.monotonic() - started < 2.0


def test_what_a_speaker_started_ends_with_it(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    inner = " ".join(f"'{word}'" for word in loud.speaker.command)
    shell = Speaker(("sh", "-c", f'{inner} "$1"; true', "sh"))
    with Voice(SQUAT, shell) as voice:
        happen(voice, cue())
        loud.wait_for("Chest up.")
    settled(lambda: not [pid for pid in alive(loud) if not is_zombie(pid)])  # not ours to bury


def is_zombie(pid: int) -> bool:
    """Whether a process has ended, and only its parent has not asked how."""
    return ") Z " in _read(Path(f"/proc/{pid}/stat"))


def test_muting_breaks_off_at_once_and_it_speaks_again_after(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=1.0)
    with voice_of(loud) as voice:
        happen(voice, cue("first"), full(1))
        loud.wait_for("first")
        assert voice.toggle()
        assert voice.muted
        settled(lambda: not alive(loud))
        happen(voice, full(2), cue("second"))
        assert not voice.toggle()
        happen(voice, full(3))
        loud.wait_for("3")
        assert voice.trouble is None, "what was broken off is no failure"
    assert loud.said == ["first", "3"]


def say_five_times(loud: Loudspeaker, *, patience_s: float = 10.0) -> str | None:
    """Five phrases, each after the one before was said or not; the trouble that it had."""
    mouth = Mouth(loud.speaker, patience_s=patience_s)
    mouth.open()
    for number in range(1, 6):
        mouth.say(Phrase("set", f"try {number}"))
        mouth.finish(20.0)
    mouth.close()
    assert alive(loud) == []
    return mouth.trouble


def test_a_speaker_that_fails_is_told_and_soon_left_alone(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, code=3)
    told = say_five_times(loud)
    assert told == f"The voice {sys.executable} says nothing: it left with code 3."
    assert loud.said == ["try 1", "try 2", "try 3"]


def test_a_speaker_that_hangs_is_ended_and_soon_left_alone(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S, stubborn=True)
    told = say_five_times(loud, patience_s=1.0)
    assert told == f"The voice {sys.executable} says nothing: it took longer than 1 s."
    assert {*loud.said} <= {"try 1", "try 2", "try 3"}


def test_a_speaker_that_is_not_there_is_told_and_not_asked_again(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    with Voice(SQUAT, Speaker((nowhere,))) as voice:
        happen(voice, full(1))
        settled(lambda: voice.trouble is not None)
        happen(voice, full(2))
        voice.conclude(summary_of(events=(WorkoutOver(9.0, 1),)), interrupted=False)
    assert voice.trouble == f"The voice {nowhere} says nothing: there is no such program."


def test_a_speaker_that_may_not_be_run_is_told(tmp_path: Path) -> None:
    script = tmp_path / "script"
    script.write_text("no program")
    with Voice(SQUAT, Speaker((str(script),))) as voice:
        happen(voice, full(1))
        settled(lambda: voice.trouble is not None)
    assert voice.trouble == f"The voice {script} says nothing: Permission denied."


def test_one_failure_is_forgiven(tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    once = f'if [ -e "{flag}" ]; then echo "$1" >> "{tmp_path}/said"; else touch "{flag}"; exit 1; fi'
    with Voice(SQUAT, Speaker(("sh", "-c", once, "sh"))) as voice:
        happen(voice, cue("lost"))
        settled(lambda: voice.trouble is not None)
        for text in ("a", "b", "c", "d"):
            happen(voice, cue(text))
            settled(lambda text=text: text in _read(tmp_path / "said"))
    assert _read(tmp_path / "said").split() == ["a", "b", "c", "d"]


def _read(path: Path) -> str:
    try:
        return path.read_text()
    except FileNotFoundError:
        return ""


def test_last_words_are_waited_for_but_not_after_ctrl_c(tmp_path: Path) -> None:
    ended = summary_of(events=(SetEnded(9.0, counted_set([rep(1)])), WorkoutOver(9.0, 1)))
    loud = Loudspeaker(tmp_path, seconds=0.2)
    with voice_of(loud) as voice:
        voice.conclude(ended, interrupted=False)
    assert loud.said == ["Set 1 done: 1.", "Workout over: 1 set."]
    assert loud.logged[-1].what == "ended"
    (tmp_path / "second").mkdir()
    loud = Loudspeaker(tmp_path / "second")
    with voice_of(loud) as voice:
        voice.conclude(ended, interrupted=True)
    assert loud.said == []


def test_the_last_words_of_a_slow_speaker_are_cut(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    with voice_of(loud) as voice:
        started = time.monotonic()
        voice.conclude(summary_of(events=(WorkoutOver(9.0, 1),)), interrupted=False)
        voice.close()
        assert time.monotonic() - started < 10.0


def test_ctrl_c_during_the_last_words_is_only_the_end_of_them(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    with voice_of(loud) as voice:
        happen(voice, cue())
        loud.wait_for("Chest up.")
        interrupt = threading.Timer(0.3, signal.pthread_kill, [threading.get_ident(), signal.SIGINT])
        interrupt.start()
        voice.conclude(summary_of(), interrupted=False)
        interrupt.join()


def test_off_runs_nothing(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    with voice_of(loud, "off") as voice:
        happen(voice, full(1), cue())
        voice.conclude(summary_of(), interrupted=False)
    assert loud.said == []


def test_no_thread_and_no_open_file_is_left(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    threads, files = threading.active_count(), len(list(Path("/dev/fd").iterdir()))
    for _ in range(3):
        with voice_of(loud) as voice:
            happen(voice, full(1))
            voice.conclude(summary_of(), interrupted=False)
    assert (threading.active_count(), len(list(Path("/dev/fd").iterdir()))) == (threads, files)


def test_one_that_was_never_opened_can_be_closed() -> None:
    Voice(SQUAT, Speaker(("none",))).close()


def test_a_phrase_is_one_word_of_the_command_whatever_is_in_it(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    with voice_of(loud) as voice:
        happen(voice, cue('--version; "quoted" $(id)\n and\x00 more'))
        loud.wait_for('version; "quoted" $(id) and more')


def test_the_phrase_stands_where_the_command_wants_it() -> None:
    assert Speaker(("say", "-r", "180")).saying("3") == ["say", "-r", "180", "3"]
    assert Speaker(("sh", "-c", "say '{phrase}' &")).saying("3") == ["sh", "-c", "say '3' &"]
    by_environment = ("powershell", "-Command", "Speak($env:COACH_PHRASE)")
    assert Speaker(by_environment).saying("3") == list(by_environment)


def test_a_command_can_take_the_phrase_from_its_environment(tmp_path: Path) -> None:
    said = tmp_path / "said"
    with Voice(SQUAT, Speaker(("sh", "-c", f'echo "$COACH_PHRASE" > "{said}"'))) as voice:
        happen(voice, cue())
        settled(lambda: _read(said) == "Chest up.\n")


def program(folder: Path, name: str) -> None:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)


def test_the_first_that_is_found_speaks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert speaker() is None
    program(tmp_path, "say")
    assert speaker() == Speaker(("say",))
    program(tmp_path, "spd-say")
    assert speaker() == Speaker(("spd-say", "--wait"))
    program(tmp_path, "espeak")
    program(tmp_path, "espeak-ng")
    assert speaker() == Speaker(("espeak-ng",))
    assert speaker(["festival", "--tts"]) == Speaker(("festival", "--tts"))
