"""The voice: a real program speaks, never delays the workout, and leaves no process behind."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coach.judging.events import (
    CueGiven,
    Event,
    RepCompleted,
    SetEnded,
    TargetReached,
    WorkoutOver,
)
from coach.sinks.speech_queue import Speaker
from coach.sinks.voice import Voice
from coach.workout.cues import SpeechLevel
from tests.sinks.speakers import LONG_S, Loudspeaker, settled
from tests.store.workouts import counted_set, moment, rep, summary_of


@contextmanager
def voice_of(loud: Loudspeaker, level: SpeechLevel = "all") -> Iterator[Voice]:
    with Voice(loud.speaker, level) as voice:
        yield voice
    assert loud.alive == []


def happen(voice: Voice, *events: Event) -> None:
    voice.receive(moment(0.0, *events))


def full(number: int) -> RepCompleted:
    return RepCompleted(2.0 * number, 1, rep(number))


def cue(text: str = "Chest up.") -> CueGiven:
    return CueGiven(0.0, 1, "mend", "leaning-forward", text)


def test_every_phrase_is_one_run_with_the_phrase_last(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    with voice_of(loud) as voice:
        happen(voice, full(1))
        voice.conclude(summary_of(), interrupted=False)  # waits until it is spoken
        happen(voice, full(2), cue())
        voice.conclude(summary_of(), interrupted=False)
        assert voice.trouble is None
    assert loud.spoken == ["1", "2", "Chest up."]
    assert all(len(each.words) == 1 for each in loud.logged)


def test_an_opening_is_spoken_first_whatever_the_level(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    with Voice(loud.speaker, "counts", "Last Monday: 3 times 10.") as voice:
        voice.conclude(summary_of(), interrupted=False)
    assert loud.spoken == ["Last Monday: 3 times 10."]


def test_phrases_never_overlap(tmp_path: Path) -> None:
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
    assert loud.spoken[0] == "1"
    assert "Chest up." in loud.spoken, "what matters outlasts the counts"
    assert len(loud.spoken) < 20 / 2
    last_ended = 0.0
    for each in loud.logged[1:]:
        count = each.words[-1]
        if each.what == "ended":
            last_ended = each.time
        elif count in counted:
            assert last_ended - counted[count] < 1.0, "it was fresh when its turn came"
            newer = [time for number, time in counted.items() if int(number) > int(count)]
            assert all(time > last_ended for time in newer), "it was the newest"


def test_a_slow_speaker_delays_nothing(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    with voice_of(loud) as voice:
        happen(voice, cue("a"))
        loud.wait_for("a")
        started = time.monotonic()
        for number in range(5000):
            happen(voice, full(number))
        assert time.monotonic() - started < LONG_S / 4
        assert len(loud.spoken) == 1


def test_closing_ends_the_child_within_a_second(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    with voice_of(loud) as voice:
        happen(voice, cue())
        loud.wait_for("Chest up.")
        started = time.monotonic()
        voice.close()
        assert time.monotonic() - started < 2.0
        assert loud.alive == []
    assert [each.what for each in loud.logged] == ["began"]


def test_a_child_that_does_not_end_is_killed(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S, stubborn=True)
    with voice_of(loud) as voice:
        happen(voice, cue())
        loud.wait_for("Chest up.")
        started = time.monotonic()
        voice.close()
        assert time.monotonic() - started < 2.0


def test_muting_stops_speech_at_once_until_unmuted(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=1.0)
    with voice_of(loud) as voice:
        happen(voice, cue("first"), full(1))
        loud.wait_for("first")
        assert voice.toggle()
        assert voice.muted
        settled(lambda: not loud.alive)
        happen(voice, full(2), cue("second"))
        assert not voice.toggle()
        happen(voice, full(3))
        loud.wait_for("3")
        assert voice.trouble is None, "what was broken off is no failure"
    assert loud.spoken == ["first", "3"]


def test_a_missing_speaker_is_reported_once(tmp_path: Path) -> None:
    nowhere = str(tmp_path / "nowhere")
    with Voice(Speaker((nowhere,))) as voice:
        happen(voice, full(1))
        settled(lambda: voice.trouble is not None)
        happen(voice, full(2))
        voice.conclude(summary_of(events=(WorkoutOver(9.0, 1),)), interrupted=False)
    assert voice.trouble == f"The voice program {nowhere} failed: it was not found."


def test_the_result_is_awaited_but_not_after_ctrl_c(tmp_path: Path) -> None:
    ended = summary_of(events=(SetEnded(9.0, counted_set([rep(1)])), WorkoutOver(9.0, 1)))
    loud = Loudspeaker(tmp_path, seconds=0.2)
    with voice_of(loud) as voice:
        voice.conclude(ended, interrupted=False)
    assert loud.spoken == ["Set 1 done: 1.", "Workout over: 1 set."]
    assert loud.logged[-1].what == "ended"
    (tmp_path / "second").mkdir()
    loud = Loudspeaker(tmp_path / "second")
    with voice_of(loud) as voice:
        voice.conclude(ended, interrupted=True)
    assert loud.spoken == []


def test_the_result_of_a_slow_speaker_is_cut_off(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path, seconds=LONG_S)
    with voice_of(loud) as voice:
        started = time.monotonic()
        voice.conclude(summary_of(events=(WorkoutOver(9.0, 1),)), interrupted=False)
        voice.close()
        assert time.monotonic() - started < 10.0


def test_ctrl_c_during_the_result_only_ends_it(tmp_path: Path) -> None:
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
    assert loud.spoken == []


def test_no_thread_and_no_open_file_is_left(tmp_path: Path) -> None:
    loud = Loudspeaker(tmp_path)
    threads, files = threading.active_count(), len(list(Path("/dev/fd").iterdir()))
    for _ in range(3):
        with voice_of(loud) as voice:
            happen(voice, full(1))
            voice.conclude(summary_of(), interrupted=False)
    assert (threading.active_count(), len(list(Path("/dev/fd").iterdir()))) == (threads, files)


def test_a_voice_that_was_never_opened_can_be_closed() -> None:
    Voice(Speaker(("none",))).close()
