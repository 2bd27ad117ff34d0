"""Finds the repetitions of a film that teaches: the rows of alike movements in it."""

from __future__ import annotations

from collections.abc import Sequence

from coach.body.stream import Sighting
from coach.judging.anything.free_pattern import FreePattern, FreeRow
from coach.judging.pattern.movement_pattern import Repetition

_RETURNED = 0.5
"""Share of the way that the last repetition must have returned, as at the end of any film."""
_WINDOW_S, _STRIDE_S = 88.0, 44.0
"""A longer film is searched piece by piece: the memory of the search is 90 s."""
_PLAIN_S, _PLAIN = 2.0, 0.4
"""What repeats explains this much time, and its movements are this much alike; as at the end of a set of any
movement that is counted without a file."""

Reps = tuple[Repetition, ...]


def rep_rows(sightings: Sequence[Sighting]) -> list[Reps]:
    """The rows of repetitions in a film, the one that explains most time first; empty if nothing repeats."""
    rows = [row for piece in _pieces(sightings) for row in _rows_of(piece)]
    plain = [row for row in rows if row.explained_s >= _PLAIN_S and row.likeness >= _PLAIN]
    plain.sort(key=lambda row: row.explained_s, reverse=True)
    return [row.repetitions for row in plain if len(row.repetitions) > 1]


def _rows_of(sightings: Sequence[Sighting]) -> list[FreeRow]:
    pattern = FreePattern()
    for each in sightings:
        if each.pose is not None:
            pattern.memory.observe(each.pose, each.time)
    return pattern.alternatives(returned=_RETURNED)


def _pieces(sightings: Sequence[Sighting]) -> list[Sequence[Sighting]]:
    """The film in pieces that overlap by half."""
    first_s, last_s = sightings[0].time, sightings[-1].time
    if last_s - first_s <= _WINDOW_S:
        return [sightings]
    pieces = []
    begin_s = first_s
    while begin_s < last_s - _STRIDE_S:
        pieces.append([each for each in sightings if begin_s <= each.time <= begin_s + _WINDOW_S])
        begin_s += _STRIDE_S
    return [piece for piece in pieces if piece]
