"""Which performances are tried: every exercise, view, body, tempo and pitch, and a fair tenth of them."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from coach.body.view import View
from coach.catalogue.definition import Exercise
from coach.errors import BenchError

PARTS = 10
REP_S = (1.2, 6.0)
"""Tempi: seconds a repetition takes, pauses and all."""
PITCHES_DEG = (0, 15, 25)
"""How far the camera looks up from the floor at somebody who stands; a laptop does by 15 to 25."""
BODIES = ("ordinary", "long-limbed", "stocky")
_MIDWAY = 4
"""One performance in so many starts in the middle of a movement."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One performance of the grid.

    Attributes:
        exercise: Canonical name.
        view: From where it is seen.
        body: Who performs, by name.
        rep_s: Seconds a repetition takes.
        pitch_deg: How far the camera looks up.
        midway: Whether it starts in the middle of a movement.
    """

    exercise: str
    view: View
    body: str
    rep_s: float
    pitch_deg: int
    midway: bool

    @property
    def name(self) -> str:
        """What it is called, as ``--case`` takes it."""
        return f"{self.exercise}/{self.view}/{self.body}/{self.rep_s:g}s/{self.pitch_deg}"


def whole(exercises: Iterable[Exercise]) -> list[Cell]:
    """Every performance of the grid."""
    return [cell for exercise, view in _pairs(exercises) for cell in _block(exercise, view)]


def part(exercises: Iterable[Exercise], number: int) -> list[Cell]:
    """A tenth of the grid, or a little more, in which every exercise in each of its views has its share.

    Args:
        exercises: What is performed.
        number: Which tenth, from 1; all of them together are the whole grid.
    """
    chosen = []
    for exercise, view in _pairs(exercises):
        block = _block(exercise, view)
        chosen += [block[at] for at in _drawn(_place(exercise, view), number - 1, len(block))]
    return chosen


def parts(exercises: Iterable[Exercise], numbers: Iterable[int]) -> list[Cell]:
    """Several parts together, each performance once."""
    known = list(exercises)
    return list(dict.fromkeys(cell for number in numbers for cell in part(known, number)))


def named(exercises: Iterable[Exercise], name: str) -> Cell:
    """The performance of this name.

    Raises:
        BenchError: There is none.
    """
    cells = {cell.name: cell for cell in whole(exercises)}
    if name not in cells:
        raise BenchError(
            f"There is no performance «{name}».",
            hint=f"It is made of exercise, view, body, tempo and pitch, as «{next(iter(cells))}».",
        )
    return cells[name]


def _pairs(exercises: Iterable[Exercise]) -> Iterator[tuple[Exercise, View]]:
    for exercise in exercises:
        for view in exercise.camera.views:
            yield exercise, view


def _place(exercise: Exercise, view: View) -> int:
    """A number that scatters exercises and views, and stays whatever other exercises there are."""
    return zlib.crc32(exercise.name.encode()) // 256 + exercise.camera.views.index(view)


def _block(exercise: Exercise, view: View) -> list[Cell]:
    """All performances of one exercise in one view: those of one tempo, then those of the other."""
    place = _place(exercise, view)
    pitches = PITCHES_DEG if exercise.poses.support == "feet" else PITCHES_DEG[:1]
    faces = _mixed(pitches)
    return [
        Cell(exercise.name, view, body, rep_s, pitch, (2 * place + order + 2 * tempo) % _MIDWAY == 0)
        for tempo, rep_s in enumerate(REP_S)
        for order, (body, pitch) in enumerate(faces)
    ]


def _mixed(pitches: Sequence[int]) -> list[tuple[str, int]]:
    """Every body at every pitch, in an order in which each changes at every step."""
    turns, many = len(BODIES), len(pitches)
    return [
        (BODIES[step % turns], pitches[(step + row) % many])
        for row, step in product(range(many), range(turns))
    ]


def _drawn(place: int, number: int, size: int) -> list[int]:
    """Which of a block belong to a part: one of each tempo, or of either where a block is small."""
    half = size // 2
    if half < PARTS // 2:
        tempo = (place + number) % 2
        return [tempo * half + (place + number // 2) % half]
    return [tempo * half + (place + number + tempo * half // 2) % half for tempo in (0, 1)]
