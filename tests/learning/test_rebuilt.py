"""Rebuilt recordings: trained on, never scored, and not recognisable as such."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from coach.learning.clips import Clip, read_clips
from coach.learning.dataset import analyse_clips, table_of
from coach.learning.folds import lesson_of, out_of_fold
from coach.learning.rebuilt import UNKNOWN, in_place_of_unknown, told_apart
from coach.learning.splits import by_group
from coach.learning.table import NOBODY, TrainingWindows, WindowTable, joined_windows
from coach.recognition.features import NAMES

ROWS = 60


def _windows(seed: int, label: str = "squat", *, moved: float = 0.0) -> TrainingWindows:
    features = np.random.default_rng(seed).normal(moved, 1.0, (ROWS, len(NAMES))).astype(np.float32)
    return TrainingWindows(features, np.repeat(label, ROWS), np.array([f"{n % 6}" for n in range(ROWS)]))


def _table_with(table: WindowTable, rebuilt: TrainingWindows) -> WindowTable:
    """A table of random film of two exercises, and these rebuilt windows."""
    films = tuple(
        replace(table.films[0], name=str(n), label=label, group=f"{label}{n}")
        for label in ("lunge", "squat")
        for n in range(6)
    )
    features = np.concatenate([_windows(1).features, _windows(2).features])
    film = np.repeat(np.arange(12), 10)
    times = np.zeros(len(film))
    return WindowTable(films, film, times, times + 3, features, features, rebuilt=rebuilt)


def test_rebuilt_recordings_are_trained_on_in_every_fold_and_never_scored(
    clips_folder: Path, table: WindowTable
) -> None:
    path = clips_folder / "squat" / "plain" / "squat.npz"
    rebuilt = list(analyse_clips([Clip("r.npz", path, "triceps-pushdown", "pushdown", "r")]))
    grown = table_of(analyse_clips(read_clips(clips_folder).clips), rebuilt)
    assert grown.films == table.films
    assert grown.classes == (*table.classes, "triceps-pushdown")
    column = grown.classes.index("triceps-pushdown")
    for training, _ in by_group(grown, 3):
        lesson = lesson_of(grown, training)
        assert (lesson.truth[~lesson.rendered] == column).sum() == len(grown.rebuilt.who) > 0
        assert set(lesson.group[lesson.truth == column].tolist()).isdisjoint(grown.group.tolist())
    assert column not in grown.truth
    probabilities = out_of_fold(grown, by_group(grown, 3)).probabilities
    assert probabilities.shape == (len(table.film), len(grown.classes))


def test_what_a_rebuilt_recording_cannot_know_is_taken_from_film_of_its_exercise() -> None:
    rebuilt = joined_windows([_windows(1), _windows(2, "handstand")])
    film = joined_windows([_windows(3), _windows(4, "lunge", moved=9.0)])
    film.features[:ROWS, 0] = np.nan
    kept = in_place_of_unknown(rebuilt, film)
    assert set(kept.label.tolist()) == {"squat"}, "there is no film of handstands"
    column = int(np.flatnonzero(UNKNOWN)[0])
    assert np.isin(kept.features[:, column], film.features[:ROWS, column]).all()
    assert np.isnan(kept.features[:, 0]).all(), "joints are as often hidden as in film"
    own = ~UNKNOWN
    own[0] = False
    np.testing.assert_array_equal(kept.features[:, own], rebuilt.features[:ROWS, own])
    assert {NAMES[n].split(".")[0] for n in np.flatnonzero(UNKNOWN)} >= {"hips", "head"}


@pytest.mark.parametrize(("moved", "least", "most"), [(0.0, 0.3, 0.7), (2.0, 0.95, 1.0)])
def test_rebuilt_windows_are_told_from_film_only_if_they_differ(
    table: WindowTable, moved: float, least: float, most: float
) -> None:
    made = joined_windows([_windows(5, moved=moved), _windows(6, "lunge", moved=moved)])
    apart = told_apart(_table_with(table, made))
    assert apart is not None
    assert least <= apart <= most


def test_an_exercise_does_not_tell_rebuilt_windows_from_film(table: WindowTable) -> None:
    """Only squats were rebuilt, and the other exercise differs."""
    mixed = _table_with(table, _windows(7, moved=0.0))
    mixed.varied[:ROWS] += 5.0
    apart = told_apart(mixed)
    assert apart is not None
    assert 0.3 <= apart <= 0.7
    assert told_apart(replace(mixed, rebuilt=NOBODY)) is None
