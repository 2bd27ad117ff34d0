"""Escape sequences in any input never reach the terminal."""

from __future__ import annotations

import json
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from coach.body.recording.recording import read_recording
from coach.body.recording.recording_writer import write_recording
from coach.catalogue.library import load_exercise
from coach.learning.active_model import own_folder
from coach.resources import shipped
from tests.campaign.hostile_text import PAYLOAD, escapes, hostile_texts
from tests.cli.conftest import Coach, CommandResult
from tests.cli.terminal import Terminal

_BASIC = json.dumps(PAYLOAD.replace("\x7f", ""))[1:-1]  # as TOML writes it


def exercise_file(home: Path, name: str = "own", **changes: str) -> Path:
    """A user exercise: the shipped squat with some lines changed."""
    text = (shipped("exercises") / "squat.toml").read_text(encoding="utf-8")
    for before, after in {'name = "squat"': 'name = "own"', **changes}.items():
        assert before in text
        text = text.replace(before, after)
    place = home / "exercises" / f"{name}.toml"
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")
    return place


@contextmanager
def answering(reason: bytes) -> Iterator[str]:
    """The address of a camera that answers every request with this reason."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        stop = threading.Event()

        def answer() -> None:
            while not stop.is_set():
                try:
                    client, _ = server.accept()
                except TimeoutError:
                    continue
                with client:
                    client.recv(4096)
                    client.sendall(b"HTTP/1.1 503 " + reason + b"\r\nContent-Length: 0\r\n\r\n")

        thread = threading.Thread(target=answer)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}/video"
        finally:
            stop.set()
            thread.join()


def harmless(result: CommandResult) -> None:
    """Assert that the output has no control sequences."""
    assert not escapes(result.out, plain=True), result.out
    assert not escapes(result.err, plain=True), result.err


def shown_harmless(result: CommandResult) -> None:
    """Assert that the text is shown without its escapes."""
    harmless(result)
    assert "PWNED" in result.out + result.err, "the text was not shown at all"


def _film(coach: Coach, tmp_path: Path, recording: Path) -> None:
    film = tmp_path / f"{PAYLOAD}.npz"
    shutil.copy(recording, film)
    result = coach("analyze", film, tmp_path / f"{PAYLOAD} missing.mp4", "-e", "squat")
    assert result.code == 3
    shown_harmless(result)


def _stored(coach: Coach, tmp_path: Path, recording: Path) -> None:
    film = tmp_path / f"{PAYLOAD}.npz"
    _renamed(recording, film)
    assert coach("analyze", film, "-e", "squat", "--profile", PAYLOAD).code == 0
    for typed in ((), ("--all",), ("show", "last")):
        whose = () if "show" in typed else ("--profile", PAYLOAD)
        shown_harmless(coach("history", *typed, *whose))
    for typed in (("--profile", PAYLOAD), ("show", "last")):
        result = coach("history", *typed, "--json")
        harmless(result)
        assert PAYLOAD in result.lines[0].values(), "JSON says it as it is"


def _renamed(recording: Path, place: Path) -> None:
    """The same recording with escapes in its name and its trouble."""
    source = read_recording(recording)
    write_recording(place, replace(source.facts, name=PAYLOAD), source, trouble=f"{PAYLOAD} breaks off")


def _recording(coach: Coach, tmp_path: Path, recording: Path) -> None:
    place = tmp_path / "foreign.npz"
    _renamed(recording, place)
    shown_harmless(coach("analyze", place, "-e", "squat"))
    shown_harmless(coach("history", "show", "last"))


def _exercise(coach: Coach, tmp_path: Path, recording: Path) -> None:
    home = Path(os.environ["COACH_HOME"])
    squat = load_exercise("squat")
    title, cue = f'title = "{squat.title}"', squat.cues[0]
    file = exercise_file(home, **{title: f'title = "{_BASIC}"', cue: _BASIC, squat.description[:40]: _BASIC})
    harmless(coach("exercises"))
    shown_harmless(coach("exercises", "show", "own", "--still"))
    shown_harmless(coach("exercises", "check", file, "--no-play"))
    result = coach("exercises", "show", "own", "--json")
    harmless(result)
    assert json.loads(result.out)["title"] == PAYLOAD.replace("\x7f", "")
    harmless(coach("analyze", recording, "-e", "own"))


def _exercise_key(coach: Coach, tmp_path: Path, recording: Path) -> None:
    home = Path(os.environ["COACH_HOME"])
    file = exercise_file(home, **{"[camera]": f'"{_BASIC}" = "{_BASIC}"\n[camera]'})
    result = coach("exercises", "check", file)
    assert result.code == 1
    shown_harmless(result)
    harmless(coach("exercises"))


def _settings(coach: Coach, tmp_path: Path, recording: Path) -> None:
    file = Path(os.environ["COACH_HOME"], "settings.toml")
    file.parent.mkdir(parents=True)
    file.write_text(f'source = "{_BASIC}"\nspeaker = ["{_BASIC}"]\n', encoding="utf-8")
    shown_harmless(coach("settings"))
    harmless(coach("settings", "--json"))
    file.write_text(f'"{_BASIC}" = 1\nvoice = "{_BASIC}"\n', encoding="utf-8")
    shown_harmless(coach("settings"))


def _clips(coach: Coach, tmp_path: Path, recording: Path) -> None:
    listing = tmp_path / "clips.csv"
    listing.write_text(f'path,exercise,group\n"{PAYLOAD}.mp4",{PAYLOAD},a\n', encoding="utf-8")
    shown_harmless(coach("train", listing))
    listing.write_text(f'path,exercise,group,reps\n"{PAYLOAD}.mp4",squat,a,3\n', encoding="utf-8")
    shown_harmless(coach("bench", "films", listing, "--jobs", "1"))


def _card(coach: Coach, tmp_path: Path, recording: Path) -> None:
    shutil.copytree(shipped("models"), own_folder())
    place = own_folder() / "recognition.json"
    card = json.loads(place.read_text(encoding="utf-8"))
    renamed = {**card, "classes": {**card["classes"], PAYLOAD: card["classes"]["squat"]}}
    for changed in (renamed, {**card, "coach": PAYLOAD, "python": PAYLOAD, "trained_on": PAYLOAD}):
        place.write_text(json.dumps(changed), encoding="utf-8")
        harmless(coach("models", "card"))
        harmless(coach("models", "card", "--json"))
    place.write_text(json.dumps({**card, PAYLOAD: PAYLOAD}), encoding="utf-8")
    harmless(coach("models", "card"))


def _camera(coach: Coach, tmp_path: Path, recording: Path) -> None:
    with answering(b"\x1b]0;PWNED\x07\x1b[2J\x9b2J") as address:
        harmless(coach("start", "squat", "--source", address))
        harmless(coach("doctor", "--source", address))


def _typed(coach: Coach, tmp_path: Path, recording: Path) -> None:
    number = 0
    for typed in (
        (PAYLOAD,),
        ("history", PAYLOAD),
        ("exercises", "show", PAYLOAD),
        ("analyze", "a.mp4", f"--{PAYLOAD}"),
        ("analyze", "a.mp4", "--weight", PAYLOAD),
        ("analyze", "a.mp4", "--model", PAYLOAD),
        ("analyze", "a.mp4", "-e", PAYLOAD),
        ("history", "--since", PAYLOAD),
        ("start", PAYLOAD),
        ("start", "squat", PAYLOAD),
        ("start", "squat", "--source", f"/dev/{PAYLOAD}"),
        ("models", "import", PAYLOAD),
        ("train", f"{PAYLOAD}.csv"),
    ):
        result = coach(*typed)
        assert result.code
        harmless(result)
        number += "PWNED" in result.err
    assert number > 8, "most errors quote the input"


def _report(coach: Coach, tmp_path: Path, recording: Path) -> None:
    report = tmp_path / f"{PAYLOAD}.txt"
    film = tmp_path / f"{PAYLOAD}.mp4"
    film.write_bytes(b"no film")
    shown_harmless(coach("doctor", "--source", film, "--report", report))
    assert not escapes(report.read_text(encoding="utf-8"), plain=True)


def _unicode_names(coach: Coach, tmp_path: Path, recording: Path) -> None:
    films = []
    for _, text in hostile_texts():
        films.append(tmp_path / (os.fsdecode(text).replace("/", "|")[:60] + ".npz"))
        films[-1].symlink_to(recording)
    result = coach("analyze", "-e", "squat", "--no-save", "--", *films)
    assert result.code == 0
    harmless(result)
    result = coach("analyze", "-e", "squat", "--json", "--no-save", "--", *films)
    harmless(result)
    assert [line["film"] for line in result.lines] == list(map(str, films)), "JSON says them as they are"


@pytest.mark.parametrize(
    "feed",
    [
        _film,
        _stored,
        _recording,
        _exercise,
        _exercise_key,
        _settings,
        _clips,
        _card,
        _camera,
        _typed,
        _report,
        _unicode_names,
    ],
)
def test_no_escape_reaches_the_terminal(
    feed: Callable[[Coach, Path, Path], None], coach: Coach, tmp_path: Path, squats_recording: Path
) -> None:
    feed(coach, tmp_path, squats_recording)


def test_no_escape_from_any_field_reaches_the_terminal(
    coach: Coach, tmp_path: Path, squats_recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / PAYLOAD))
    assert coach("analyze", squats_recording, "-e", "squat").code == 0
    for typed in (("settings",), ("settings", "init"), ("models",), ("exercises",), ("history",)):
        result = coach(*typed)
        assert result.code == 0
        harmless(result)


def test_only_coach_colours_reach_the_terminal(
    coach: Coach, tmp_path: Path, squats_recording: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    film = tmp_path / f"{PAYLOAD}.npz"
    shutil.copy(squats_recording, film)
    result = coach("analyze", film, "-e", "squat")

    assert "\x1b[1m" in result.out, "coach's own style"
    assert not escapes(result.out)
    assert "␛[31m" in result.out, "the film's escape, made visible"


@pytest.mark.slow
def test_progress_bar_and_live_screen_block_escapes(tmp_path: Path, one_squat_film: Path) -> None:
    film = tmp_path / f"{PAYLOAD}.mp4"
    shutil.copy(one_squat_film, film)
    typed = ("start", "squat", "--source", film, "--realtime", "--no-save", "--voice", "off")
    with Terminal(typed, tmp_path, size=(100, 30)) as terminal:
        terminal.wait_for("PWNED")
        terminal.press("q")
        terminal.end()
    assert not escapes(terminal.shown)
    with Terminal(("analyze", film, "-e", "squat", "--no-save", "--no-cache"), tmp_path) as terminal:
        terminal.end()
    assert "frames" in terminal.shown, "there was a bar"
    assert not escapes(terminal.shown)
