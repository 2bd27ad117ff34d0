"""``coach view`` and ``coach record``: keys, figures, sources, and what goes wrong."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from coach.body.recording.recording import read_recording
from coach.body.stream import Sighting
from coach.cli.viewing.skeleton_viewer import LiveViewer, RecordingViewer
from coach.ui.theme import screen
from coach.vision.live.replay import Replay
from tests.cli.in_process import Coach

Steps = Callable[[Pilot[None]], Awaitable[None]]


@pytest.fixture(scope="module")
def sightings(squats_recording: Path) -> list[Sighting]:
    return list(read_recording(squats_recording))


def driven(app: RecordingViewer | LiveViewer, steps: Steps, size: tuple[int, int] = (80, 24)) -> None:
    async def run() -> None:
        async with app.run_test(size=size) as pilot:
            await pilot.pause()
            await steps(pilot)

    asyncio.run(run())


def shown(pilot: Pilot[None], part: str) -> str:
    console = screen()
    with console.capture() as captured:
        console.print(pilot.app.query_one(part, Static).content)
    return captured.get()


def test_keys_step_jump_turn_and_play(sightings: list[Sighting]) -> None:
    app = RecordingViewer("squats.npz", sightings)

    async def steps(pilot: Pilot[None]) -> None:
        first = shown(pilot, "#body")
        assert "knee" in first and "⡇" in first, "the body is there before a key is pressed"
        assert f"frame 1 of {len(sightings)}" in shown(pilot, "#status")
        await pilot.press("right", "right", "left")
        assert app.position == 1
        await pilot.press("up")
        assert sightings[app.position].time == pytest.approx(sightings[1].time + 1, abs=0.05)
        await pilot.press("end", "right")
        assert app.position == len(sightings) - 1
        await pilot.press("home", "left", "v")
        assert app.position == 0 and "from the side" in shown(pilot, "#status")
        assert shown(pilot, "#body") != first
        await pilot.press("plus", "space")
        await pilot.pause(0.4)
        assert app.position > 5 and "2 ×" in shown(pilot, "#status")
        await pilot.press("space")
        stopped = app.position
        await pilot.pause(0.1)
        assert app.position == stopped

    driven(app, steps)


def test_a_narrow_terminal_shows_the_body_alone(sightings: list[Sighting]) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        body = shown(pilot, "#body")
        assert "knee" not in body and body.strip()

    driven(RecordingViewer("squats.npz", sightings), steps, size=(40, 12))


def test_a_frame_without_a_body_says_so(sightings: list[Sighting]) -> None:
    async def steps(pilot: Pilot[None]) -> None:
        assert "nobody detected" in shown(pilot, "#body")

    driven(RecordingViewer("x", [Sighting(0.0, None)]), steps)


def test_a_live_source_is_followed_until_it_ends(squats_recording: Path) -> None:
    app = LiveViewer("camera", Replay(read_recording(squats_recording), wait=lambda _: None))

    async def steps(pilot: Pilot[None]) -> None:
        for _ in range(100):
            await pilot.pause(0.02)
            if not app.is_running:
                break

    driven(app, steps)
    assert app.trouble is None
    assert app.pictures == len(read_recording(squats_recording).times)


def test_a_still_has_the_angles_in_a_pipe(coach: Coach, squats_recording: Path) -> None:
    told = coach("view", squats_recording, "--at", "1.5")
    assert told.code == 0
    assert " at 1.5" in told.out and "knee " in told.out and "left," in told.out
    facts = json.loads(coach("view", squats_recording, "--at", "1.5", "--json").out)
    assert facts["time_s"] == pytest.approx(1.5, abs=0.05)
    assert {(each["joint"], each["side"]) for each in facts["angles"]} >= {("knee", "left"), ("hip", "right")}


def test_what_goes_wrong_is_said(coach: Coach, tmp_path: Path, squats_recording: Path) -> None:
    (tmp_path / "notes.npz").write_text("no recording")
    (tmp_path / "taken.npz").write_text("mine")
    cases = {
        ("view", "none.mp4"): (1, "no film"),
        ("view", "notes.npz"): (1, "not a recording"),
        ("view", "performer"): (2, "in a terminal only"),
        ("view", squats_recording, "--json"): (2, "--at"),
        ("record", squats_recording, "taken.npz"): (1, "not a recording and would be overwritten"),
        ("record", squats_recording, "no/such/folder.npz"): (1, "folder"),
        ("record", "none.mp4", "a.npz"): (1, "no film"),
        ("record", squats_recording, "a.npz", "--min-presence", "2"): (2, "--min-presence"),
    }
    for typed, (code, words) in cases.items():
        told = coach(*typed)
        assert (told.code, words in told.err) == (code, True), (typed, told)
    assert (tmp_path / "taken.npz").read_text() == "mine"


def test_a_recording_counts_like_its_source(coach: Coach, tmp_path: Path, squats_recording: Path) -> None:
    told = coach("record", squats_recording, "copy")
    assert told.code == 0 and "Saved" in told.out and "copy.npz" in told.out
    whole, copy = read_recording(squats_recording), read_recording(tmp_path / "copy.npz")
    assert (whole.times == copy.times).all() and (whole.landmarks == copy.landmarks).all()
    facts = json.loads(coach("record", squats_recording, "copy.npz", "--seconds", "1", "--json").out)
    assert facts["duration_s"] == pytest.approx(1.0, abs=0.05)
    assert facts["frames"] == len(read_recording(tmp_path / "copy.npz").times) == facts["frames_with_body"]


def test_the_athlete_is_recorded_live(coach: Coach, tmp_path: Path, athlete: None) -> None:
    told = coach("record", "performer", "athlete.npz", "--seconds", "0.7", "--json")
    assert told.code == 0, told.err
    assert json.loads(told.out)["frames_with_body"] > 5
    assert read_recording(tmp_path / "athlete.npz").facts.model_grade == "full"
