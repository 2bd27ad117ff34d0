"""Pictures made of characters, and the screens they stand in.

After a change that is meant: ``COACH_SNAPSHOTS=write pytest tests/ui``, then look at the files.
"""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from rich.console import Console, RenderableType

from coach.body.framing import Box
from coach.body.landmarks import Landmark
from coach.body.pose import FloatArray, Pose
from coach.body.stream import Frame
from coach.catalogue.definition import Exercise
from coach.catalogue.library import read_exercise
from coach.judging.judge import Observation
from coach.moment import Moment
from coach.performer.loop import Glimpse
from coach.ui.digits import HEIGHT, Digits
from coach.ui.exercise import exercise_page
from coach.ui.movement import Movement, stills
from coach.ui.picture import Picture, in_colour
from coach.ui.stage import Seen, Stage
from coach.ui.stick import StickFigure
from tests.store.workouts import LEANING, rep
from tests.ui.drawing import as_kept

EXAMPLE = Path(__file__).with_name("example.toml")
ENDS = {
    "EAR": (0.51, 0.14, 0.01),
    "SHOULDER": (0.5, 0.26, 0.08),
    "ELBOW": (0.5, 0.4, 0.14),
    "WRIST": (0.5, 0.5, 0.2),
    "HIP": (0.5, 0.52, 0.06),
    "KNEE": (0.5, 0.7, 0.1),
    "ANKLE": (0.5, 0.88, 0.12),
    "HEEL": (0.5, 0.9, 0.12),
    "FOOT_INDEX": (0.5, 0.92, 0.18),
}


def body() -> FloatArray:
    """Somebody who stands with arms and legs a little apart, as shares of a picture."""
    points = np.full((33, 2), 0.5)
    for name, (across, down, apart) in ENDS.items():
        points[Landmark[f"LEFT_{name}"]] = across + apart, down
        points[Landmark[f"RIGHT_{name}"]] = across - apart, down
    return points


def pixels() -> np.ndarray:
    """A wall, a floor, and a red post on it; blue, green, red."""
    drawn = np.full((120, 120, 3), 200, np.uint8)
    drawn[80:] = (60, 90, 120)
    drawn[20:100, 50:70] = (40, 40, 210)
    return drawn


def example() -> Exercise:
    return read_exercise(EXAMPLE)


def glimpse(phase: str = "out", depth: float = 0.4) -> Glimpse:
    return Glimpse(pixels(), body(), phase, depth)


def moment(**observed: Any) -> Moment:
    observation = Observation(4.2, None, "out", 0.62, 131.0, 12, 1, None, ())
    figures = np.ones((33,))
    pose = Pose(4.2, np.column_stack([body(), np.zeros(33)]), np.zeros((33, 3)), figures, figures, (120, 120))
    return Moment(4.2, Frame(4.2, pixels()), pose, replace(observation, **observed))


def stage(**seen: Any) -> Stage:
    shown = Seen(
        moment(),
        rep(12, 61.0),
        (LEANING,),
        heading="a rendered athlete, from the side",
        foot="Ctrl-C ends the set and keeps it",
    )
    return Stage(example(), replace(shown, **seen))


SCREENS: dict[str, RenderableType] = {
    "stage": stage(),
    "stage-before": stage(moment=None, rep=None, faults=()),
    "stage-hold": stage(moment=moment(hold_s=7.4, phase="hold"), rep=None),
    "stage-part": stage(box=Box(0.25, 0.1, 0.75, 0.6), faults=()),
    "movement": Movement(example(), glimpse(), heading="from the side", foot="any key ends it"),
    "stills": stills([glimpse("start", 0.0), glimpse("back", 1.0)], 76, 16),
    "exercise": exercise_page(example()),
}


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize("name", SCREENS)
def test_it_looks_as_it_did(name: str, width: int) -> None:
    now, kept = as_kept(SCREENS[name], name, width, height={80: 24, 120: 40}[width])
    assert now == kept


def written(shown: RenderableType, *, width: int = 80, height: int = 24, **console: Any) -> str:
    file = io.StringIO()
    Console(file=file, width=width, height=height, **console).print(shown)
    return file.getvalue()


def test_half_blocks_hold_two_pixels_each() -> None:
    lines = written(
        Picture(pixels(), body(), 20, 10), force_terminal=True, color_system="truecolor"
    ).splitlines()
    assert len(lines) == 10
    assert {line.count("▀") for line in lines} == {20}
    post = "38;2;212;44;44"
    assert post in lines[5]
    assert post not in lines[0]


@pytest.mark.parametrize(
    "poor", [{"no_color": True}, {"color_system": None}, {"color_system": "standard"}], ids=str
)
def test_with_few_colours_or_none_the_body_is_drawn_in_dots(poor: dict[str, Any]) -> None:
    told = written(Picture(pixels(), body(), 20, 10), force_terminal=True, **poor)
    assert "▀" not in told
    assert any("⠀" < each <= "⣿" for each in told)


def test_where_there_are_plain_characters_only_it_is_drawn_with_them() -> None:
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii", errors="replace")
    console = Console(file=file, force_terminal=True, color_system="truecolor", width=80, height=24)
    assert not in_colour(console)
    console.print(Picture(pixels(), body(), 24, 12), stage())
    file.seek(0)
    told = file.read()
    assert told.isascii()
    assert "o" in told
    assert "##" in told
    assert {"/", "\\", "|"} <= set(told)


def test_a_stick_figure_keeps_to_its_field_whatever_is_seen() -> None:
    beyond = body() * 3 - 1
    beyond[Landmark.LEFT_WRIST] = np.nan
    for points in (body(), beyond, None):
        lines = written(StickFigure(points, 20, 10)).splitlines()
        assert len(lines) == 10
        assert max(map(len, lines)) <= 20
    assert not written(StickFigure(None, 20, 10)).strip()


def test_figures_are_five_rows_high_and_tell_every_digit_apart() -> None:
    drawn = [written(Digits(digit, "bold")) for digit in range(10)]
    assert {len(each.splitlines()) for each in drawn} == {HEIGHT}
    assert len(set(drawn)) == 10


@pytest.mark.parametrize("size", [(200, 60), (120, 40), (80, 24), (60, 15), (40, 10), (20, 5)], ids=str)
def test_the_stage_fits_any_terminal(size: tuple[int, int]) -> None:
    width, height = size
    lines = written(stage(), width=width, height=height).splitlines()
    assert max(map(len, lines)) <= width
    assert any("█" in line for line in lines)
    if height >= 24:
        assert len(lines) <= height


@pytest.mark.parametrize("size", [(200, 60), (80, 24), (40, 10), (20, 5)], ids=str)
def test_a_movement_leaves_room_for_the_prompt(size: tuple[int, int]) -> None:
    width, height = size
    lines = written(SCREENS["movement"], width=width, height=height).splitlines()
    assert len(lines) <= max(height - 2, 7)
    assert max(map(len, lines)) <= width


def test_every_threshold_of_a_file_stands_on_its_page_with_its_reason() -> None:
    exercise = example()
    told = " ".join(written(exercise_page(exercise), width=100).split())
    assert exercise.reps is not None
    bounds = [*exercise.position.during, *exercise.position.start, *exercise.position.turn, *exercise.form]
    for said in (exercise.reps.why, exercise.reps.source, *(bound.why for bound in bounds)):
        assert " ".join(said.split()) in told
    for rule in exercise.form:
        assert rule.title in told
        assert f"«{rule.cue}»" in told
        assert rule.source in told
