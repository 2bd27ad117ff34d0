"""Snapshots of the live screen in every state, and rules for any size.

After an intended change, run ``COACH_SNAPSHOTS=write pytest tests/ui`` and check the files.
"""

from __future__ import annotations

import io
import os
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from coach.body.crop import Box
from coach.catalogue.library import load_exercise
from coach.judging.figures.effort_events import TempoPhase
from coach.judging.observation import Recognised
from coach.ui.live.live_screen import LiveScreen
from coach.ui.live.status_lines import status_text
from tests.store.workouts import rep
from tests.ui.drawing import SNAPSHOTS, with_snapshot
from tests.ui.scenes import CHEST, GONE, LIVE, SCENES, free, led, moment, scene, stages

SIZES = [(200, 50), (120, 40), (100, 30), (80, 24), (60, 20), (40, 12), (20, 5)]
LARGE = ["waiting", "mid-cue", "partial", "resting", "picture-off", "hold", "guessing", "recognised"]
IN_WORDS = ["waiting", "mid-cue", "partial", "resting", "lost", "hold", "guessing", "recognised"]
"""Scenes with snapshots as text, without colour and in ASCII."""


@pytest.mark.parametrize(
    ("name", "size"), [*((name, (80, 24)) for name in stages()), *((name, (200, 50)) for name in LARGE)]
)
def test_live_screen_matches_its_snapshot(name: str, size: tuple[int, int]) -> None:
    now, snapshot = with_snapshot(stages()[name], f"live-{name}", size[0], height=size[1])
    assert now == snapshot


@pytest.mark.parametrize("name", IN_WORDS)
def test_without_colour_it_matches_its_snapshot(name: str) -> None:
    now = written(stages()[name], no_color=True, color_system="truecolor")
    assert snapshot_text(f"live-{name}-no-colour", now) == now


@pytest.mark.parametrize("name", IN_WORDS)
def test_in_ascii_it_matches_its_snapshot(name: str) -> None:
    now = in_plain_characters(stages()[name])
    assert now.isascii()
    assert snapshot_text(f"live-{name}-plain", now) == now


def snapshot_text(name: str, now: str) -> str:
    snapshot = SNAPSHOTS / f"{name}.txt"
    if os.environ.get("COACH_SNAPSHOTS") == "write":
        snapshot.write_text(now, encoding="utf-8")
    return snapshot.read_text(encoding="utf-8")


def written(stage: LiveScreen, *, width: int = 80, height: int = 24, **console: Any) -> str:
    file = io.StringIO()
    Console(file=file, width=width, height=height, legacy_windows=False, **console).print(stage, crop=False)
    return file.getvalue()


def in_plain_characters(stage: LiveScreen, *, width: int = 80, height: int = 24) -> str:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="strict")
    Console(file=file, width=width, height=height, legacy_windows=False).print(stage, crop=False)
    file.seek(0)
    return file.read()


def test_an_unnamed_movement_is_counted_and_nothing_of_it_is_judged() -> None:
    shown = written(stages()["anything"])
    assert "COUNTED" in shown and "Any movement" in shown
    assert not re.search("full|tempo|shoulder", shown, re.IGNORECASE)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("name", stages())
def test_it_fills_any_terminal_exactly(name: str, size: tuple[int, int]) -> None:
    width, height = size
    for draw in (written, in_plain_characters):
        lines = draw(stages()[name], width=width, height=height).split("\n")[:-1]
        assert min(height, 6) <= len(lines) <= height
        assert {len(line) for line in lines} == {width}
        assert lines[-1].startswith("space pause"[: width - 1])


def rows_of_the_count(width: int, height: int, full: int, **more: Any) -> int:
    """Height of the count in rows; the picture is drawn in dots, so the first blocks are the count."""
    shown = written(LiveScreen(scene(led(full=full), **more)), width=width, height=height)
    blocks = [bool(set(line) & set("█▀▄")) for line in shown.split("\n")]
    first = blocks.index(True)
    return blocks.index(False, first) - first


@pytest.mark.parametrize(
    ("size", "rows"),
    [((80, 24), 7), ((100, 30), 12), ((120, 40), 16), ((200, 50), 20), ((60, 20), 7), ((40, 12), 6)],
    ids=str,
)
@pytest.mark.parametrize("full", [8, 12, 104])
def test_the_count_is_large_enough_to_read_across_the_room(
    size: tuple[int, int], rows: int, full: int
) -> None:
    assert rows_of_the_count(*size, full) >= rows
    assert rows_of_the_count(*size, full, cue=SCENES["long-cue"].cue) >= min(rows, 7) - (size[1] < 20)
    assert rows_of_the_count(*size, full, picture=False) >= rows


def test_the_verdict_has_a_line_in_reverse_and_partial_reps_are_hatched() -> None:
    for name, word, hatched in (
        ("early", "", False),
        ("mid-cue", "FULL", False),
        ("partial", "PARTIAL", True),
    ):
        output = written(stages()[name], force_terminal=True, color_system="truecolor", no_color=True)
        lines = [line for line in output.split("\n") if "knee and hip moved" in line]
        assert len(lines) == bool(word)
        for line in lines:
            assert line.startswith("\x1b[1;7m")
            assert word in line
            assert ("╱" in line) == hatched


def test_the_count_is_the_only_number_of_reps() -> None:
    """After a partial rep, the eighth rep is the seventh that counts."""
    assert not re.search(r"\brep \d", written(LiveScreen(scene(led(full=7), rep=rep(8)))))


@pytest.mark.parametrize(("excursion", "word"), [(98.0, "✓ Full"), (61.0, "✗ Partial")])
def test_without_a_cue_the_verdict_is_large(excursion: float, word: str) -> None:
    shown = scene(led(), rep=rep(8, excursion))
    saying = status_text(shown)
    assert saying is not None and saying.marked == word
    filled = [
        bool(set(line) & set("█▀▄")) for line in written(LiveScreen(shown), width=120, height=40).split("\n")
    ]
    assert sum(filled[-12:]) >= 4, "the room below the verdict is used"
    assert status_text(replace(shown, note="last rep removed")) is None


@pytest.mark.parametrize(
    ("stage", "flow", "shown"),
    [
        ("training", {"full": 2}, True),
        ("training", {"full": 3, "partial": 1}, False),
        ("training", {"hold_s": 4.0}, True),
        ("training", {"hold_s": 8.0}, False),
        ("resting", {"full": 2}, False),
        ("over", {"full": 2}, False),
    ],
)
def test_the_confidence_shows_only_early_in_a_set(stage: str, flow: dict[str, Any], shown: bool) -> None:
    doubtful = free(Recognised("squat", 0.6, 3.0), stage, **flow)
    assert ("60 %" in written(LiveScreen(scene(doubtful, exercise=load_exercise("squat"))))) == shown


def test_the_marks_stand_below_the_bar_in_order() -> None:
    output = written(LiveScreen(scene(moment(own_depth=0.8))))
    assert output.index("yours ▲") < output.index("▲ full")
    output = written(LiveScreen(scene(moment(own_depth=1.4))))
    assert output.index("full ▲") < output.index("▲ yours")
    assert "yours" not in written(LiveScreen(scene(moment())))


def test_only_the_most_important_message_shows() -> None:
    everything = scene(led(full=12), cue=CHEST, lost="no one detected", live=GONE)
    for words, less in (
        ("Reconnecting", {"live": LIVE}),
        ("no one detected", {"lost": ""}),
        ("✓ Target reached", {"moment": led(full=11)}),
        ("! Chest up.", {"cue": None}),
        ("✓ Full", {"rep": None}),
    ):
        saying = status_text(everything)
        assert saying is not None
        assert saying.marked == words
        everything = replace(everything, **less)
    assert status_text(everything) is None


def test_it_flashes_in_reverse_video() -> None:
    calm, flash = SCENES["praise"], SCENES["flash"]
    look: dict[str, Any] = {"force_terminal": True, "color_system": "truecolor", "no_color": True}
    assert written(LiveScreen(replace(flash, cue=calm.cue)), **look) != written(LiveScreen(calm), **look)
    assert written(LiveScreen(flash)) == written(LiveScreen(replace(flash, flash=False)))


def test_only_the_requested_part_of_the_picture_shows() -> None:
    look: dict[str, Any] = {"force_terminal": True, "color_system": "truecolor"}
    wall = "38;2;132;132;132"
    assert wall in written(LiveScreen(scene(moment())), **look)
    assert wall not in written(LiveScreen(scene(moment(), box=Box(0.0, 0.7, 1.0, 1.0))), **look)


def test_every_snapshot_belongs_to_a_scene() -> None:
    known = {f"live-{name}" for name in stages()}
    snapshot = {
        path.stem.removesuffix("-no-colour").removesuffix("-plain") for path in Path(SNAPSHOTS).glob("live-*")
    }
    assert {name.removesuffix("-80").removesuffix("-200") for name in snapshot} == known


@pytest.mark.parametrize("width", [40, 80, 120])
def test_why_a_movement_does_not_count_has_the_line_of_the_verdict(width: int) -> None:
    shown = scene(led(), not_counted="not counted: hands hidden for 0.8 s")
    lines = written(LiveScreen(shown), width=width, height=24).split("\n")
    assert any(line.startswith(" Not counted: hands hidden") for line in lines)
    assert max(map(len, lines)) <= width
    assert status_text(shown) is None


def test_the_tempo_guide_says_in_large_letters_what_to_do_now() -> None:
    guided = led(guide=TempoPhase("down", 3.0, 0.5))
    status = status_text(scene(guided, rep=rep(1)))
    assert status is not None
    assert (status.text, status.label) == ("DOWN", "############............ 1.5 s")
    corrected = status_text(scene(guided, rep=rep(1), cue=CHEST))
    assert corrected is not None
    assert corrected.text == "Chest up.", "a cue matters more"


def test_the_rest_shows_what_matters_of_the_set() -> None:
    resting = led("resting", set_number=2)
    lead = "9 reps, all full. Work on: slower down (0.6 s; try 3)."
    shown = in_plain_characters(LiveScreen(scene(resting, review=lead)))
    assert lead in shown
    done = status_text(scene(led("over"), review=lead))
    assert done is not None
    assert done.text == f"Done: {lead}"


def test_jumps_have_no_tempo() -> None:
    squats = in_plain_characters(LiveScreen(scene(led(), rep=rep(1), exercise=load_exercise("squat"))))
    jacks = in_plain_characters(LiveScreen(scene(led(), rep=rep(1), exercise=load_exercise("jumping-jack"))))
    assert "last tempo" in squats
    assert "last tempo" not in jacks
