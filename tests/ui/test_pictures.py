"""Pictures made of characters, and the pages they stand in.

After an intended change, run ``COACH_SNAPSHOTS=write pytest tests/ui`` and check the files.
"""

from __future__ import annotations

import io
from typing import Any

import numpy as np
import pytest
from rich.console import Console, RenderableType
from rich.segment import Segment
from rich.text import Text

from coach.body.landmarks import Landmark
from coach.performer.movement_loop import LoopFrame
from coach.ui.exercise import exercise_page
from coach.ui.movement import Movement, stills
from coach.ui.picture import Picture, in_colour
from coach.ui.stick_figure import StickFigure
from tests.ui.drawing import with_snapshot
from tests.ui.scenes import body, example


def square() -> np.ndarray:
    """A wall, a floor, and a red post on it; blue, green, red."""
    drawn = np.full((120, 120, 3), 200, np.uint8)
    drawn[80:] = (60, 90, 120)
    drawn[20:100, 50:70] = (40, 40, 210)
    return drawn


def loop_frame(phase: str = "out", depth: float = 0.4) -> LoopFrame:
    return LoopFrame(square(), body(), phase, depth)


SCREENS: dict[str, RenderableType] = {
    "movement": Movement(example(), loop_frame(), heading="from the side", foot="any key ends it"),
    "stills": stills([loop_frame("start", 0.0), loop_frame("back", 1.0)], 76, 16),
    "exercise": exercise_page(example()),
}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_picture_matches_its_snapshot(name: str, width: int) -> None:
    now, snapshot = with_snapshot(SCREENS[name], name, width, height={80: 24, 120: 40}[width])
    assert now == snapshot


def written(shown: RenderableType, *, width: int = 80, height: int = 24, **console: Any) -> str:
    file = io.StringIO()
    Console(file=file, width=width, height=height, **console).print(shown)
    return file.getvalue()


def test_half_blocks_hold_two_pixels_each() -> None:
    lines = written(
        Picture(square(), body(), 20, 10), force_terminal=True, color_system="truecolor"
    ).splitlines()
    assert len(lines) == 10
    assert {line.count("▀") for line in lines} == {20}
    post = "38;2;212;44;44"
    assert post in lines[5]
    assert post not in lines[0]


@pytest.mark.parametrize(
    "poor", [{"no_color": True}, {"color_system": None}, {"color_system": "standard"}], ids=str
)
def test_without_enough_colours_the_body_is_a_stick_figure(poor: dict[str, Any]) -> None:
    output = written(Picture(square(), body(), 20, 10), force_terminal=True, **poor)
    assert "▀" not in output
    assert any("⠀" < each <= "⣿" for each in output)


def test_in_ascii_the_stick_figure_uses_ascii() -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    console = Console(file=file, force_terminal=True, color_system="truecolor", width=80, height=24)
    assert not in_colour(console)
    console.print(Picture(square(), body(), 24, 12))
    file.seek(0)
    output = file.read()
    assert output.isascii()
    assert "o" in output
    assert {"/", "\\", "|"} <= set(output)


def test_a_stick_figure_never_leaves_its_field() -> None:
    beyond = body() * 3 - 1
    beyond[Landmark.LEFT_WRIST] = np.nan
    for points in (body(), beyond, None):
        lines = written(StickFigure(points, 20, 10)).splitlines()
        assert len(lines) == 10
        assert max(map(len, lines)) <= 20
    assert not written(StickFigure(None, 20, 10)).strip()


def test_fast_rows_show_the_same_picture() -> None:
    for colours in ("truecolor", "256"):
        console = Console(file=io.StringIO(), force_terminal=True, color_system=colours, width=80, height=24)
        picture = Picture(noise(), body(), 40, 20, skeleton=True)
        encoded = ["".join(each.text for each in row) for row in picture.rows_for(console)]
        console.record = True
        spelled = picture.rows_for(console)
        assert len(encoded) == len(spelled) == 20
        for line, row in zip(encoded, spelled, strict=True):
            assert [cells(Text.from_ansi(line))] == colours_of([row])


def noise() -> np.ndarray:
    return np.random.default_rng(7).integers(0, 255, (120, 160, 3), dtype=np.uint8)


def cells(line: Text) -> list[Any]:
    """The foreground and background colour of every character."""
    console = Console(width=200)
    shown = []
    for place in range(len(line)):
        style = line.get_style_at_offset(console, place)
        assert style.color is not None
        assert style.bgcolor is not None
        shown.append((style.color.get_truecolor(), style.bgcolor.get_truecolor()))
    return shown


def test_mirroring_includes_the_bones() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True)
    one_arm = np.full((33, 2), np.nan)
    one_arm[Landmark.LEFT_ELBOW], one_arm[Landmark.LEFT_WRIST] = (0.3, 0.5), (0.1, 0.5)
    plain, mirrored = (
        Picture(np.zeros((80, 80, 3), np.uint8), one_arm, 40, 20, skeleton=True, mirrored=each)
        for each in (False, True)
    )
    plain_colours, mirrored_colours = (colours_of(each.rows_for(console)) for each in (plain, mirrored))
    assert plain_colours != mirrored_colours
    left, right = bright(plain_colours), bright([row[::-1] for row in mirrored_colours])
    assert 3 <= min(left) <= max(left) <= 12
    assert (min(left), max(left)) == pytest.approx((min(right), max(right)), abs=1)


def bright(colours: list[list[Any]]) -> list[int]:
    """The columns with bright colours."""
    return [place for row in colours for place, (upper, _) in enumerate(row) if max(upper) > 150]


def colours_of(rows: list[list[Segment]]) -> list[list[Any]]:
    return [
        [
            (each.style.color.triplet, each.style.bgcolor.triplet)
            for each in row
            if each.style and each.style.color and each.style.bgcolor
            for _ in each.text
        ]
        for row in rows
    ]


def test_guessed_bones_are_not_drawn() -> None:
    console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", record=True)
    nowhere = Picture(noise(), np.full((33, 2), np.nan), 40, 20, skeleton=True)
    assert colours_of(nowhere.rows_for(console)) != colours_of(
        Picture(noise(), body(), 40, 20, skeleton=True).rows_for(console)
    )


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (40, 10), (20, 5)], ids=str)
def test_a_movement_leaves_room_for_the_prompt(size: tuple[int, int]) -> None:
    width, height = size
    lines = written(SCREENS["movement"], width=width, height=height).splitlines()
    assert len(lines) <= max(height - 2, 7)
    assert max(map(len, lines)) <= width


def test_an_exercise_page_shows_every_threshold_with_its_reason() -> None:
    exercise = example()
    output = " ".join(written(exercise_page(exercise), width=100).split())
    assert exercise.reps is not None
    bounds = [*exercise.position.during, *exercise.position.start, *exercise.position.turn, *exercise.form]
    for reason in (exercise.reps.why, exercise.reps.source, *(bound.why for bound in bounds)):
        assert " ".join(reason.split()) in output
    for rule in exercise.form:
        assert rule.title in output
        assert f"'{rule.cue}'" in output
        assert rule.source in output
