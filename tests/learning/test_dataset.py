"""Analysis of clips in parallel, and the table of their windows."""

from __future__ import annotations

import shutil
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from coach.catalogue.library import load_exercise
from coach.errors import TrainingError
from coach.learning.clips import Clip, read_clips
from coach.learning.dataset import analyse_clips, table_of
from coach.learning.table import WindowTable, as_stored, weights_of
from coach.performer.repertoire import perform
from coach.recognition.features import NAMES
from coach.vision.film.recording_cache import recordings_folder
from coach.vision.pose_model.pose_model import PoseModel
from tests.performances import filmed


def _clip(path: Path, **more: float) -> Clip:
    return Clip(path.name, path, "squat", "squat", path.stem, **more)


def test_every_clip_has_windows_of_its_label(table: WindowTable, clips_folder: Path) -> None:
    assert len(table.films) == len(read_clips(clips_folder).clips) == 21
    assert table.classes == ("jumping-jack", "lunge", "none", "push-up", "squat")
    assert table.features.shape == (len(table.film), len(NAMES))
    assert np.isfinite(table.features).all()
    assert set(table.film.tolist()) == set(range(21))
    for number, film in enumerate(table.films):
        [truth] = set(table.truth[table.film == number].tolist())
        assert table.classes[truth] == film.label == film.name.split("/")[0]
        assert film.group == film.name.split("/")[1]
        assert film.view is not None


def test_two_workers_give_the_same_windows_as_one(clips_folder: Path, table: WindowTable) -> None:
    both = table_of(analyse_clips(read_clips(clips_folder).clips, workers=2))
    assert both.films == table.films
    np.testing.assert_array_equal(both.features, table.features)
    np.testing.assert_array_equal(both.varied, table.varied)
    assert not np.allclose(both.varied, both.features)


def test_a_clip_with_times_is_cut_out_of_its_film(clips_folder: Path) -> None:
    path = clips_folder / "squat" / "plain" / "squat.npz"
    whole, part = analyse_clips([_clip(path), _clip(path, start_s=2.0, end_s=6.0)])
    assert whole.windows is not None
    assert part.windows is not None
    assert part.windows.starts_s.min() >= 2.0
    assert part.windows.ends_s.max() <= 6.0
    assert 0 < len(part.windows.features) < len(whole.windows.features)


def test_an_unreadable_film_is_reported_and_does_not_stop_the_others(
    clips_folder: Path, tmp_path: Path
) -> None:
    bad, empty = tmp_path / "bad.npz", tmp_path / "empty.npz"
    bad.write_bytes(b"no recording")
    empty.touch()
    good = clips_folder / "squat" / "plain" / "squat.npz"
    analysed = {
        each.clip.name: each
        for each in analyse_clips([*map(_clip, (bad, empty, tmp_path / "gone.npz", good))])
    }
    assert [name for name, each in analysed.items() if each.windows is None] == [
        "bad.npz",
        "empty.npz",
        "gone.npz",
    ]
    assert all(
        analysed[name].unreadable and analysed[name].why for name in ("bad.npz", "empty.npz", "gone.npz")
    )
    assert not analysed["squat.npz"].unreadable


def test_a_table_without_usable_clips_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="can't be used for training"):
        table_of(analyse_clips([_clip(tmp_path / "gone.npz")]))


@pytest.mark.slow
def test_films_analysed_before_an_interruption_are_not_analysed_again(
    home: Path, tmp_path: Path, pose_model: PoseModel
) -> None:
    short = [filmed(perform(load_exercise("squat"), depths=(1.0,) * number)) for number in (1, 2)]
    clips = [_clip(Path(shutil.copy(film.path, tmp_path))) for film in short]
    first = next(iter(islice(analyse_clips(clips, model_path=pose_model.path), 1)))
    [cached] = recordings_folder().glob("*.npz")
    assert first.windows is not None
    inode = cached.stat().st_ino
    again = list(analyse_clips(clips, model_path=pose_model.path))
    assert len(list(recordings_folder().glob("*.npz"))) == 2
    assert cached.stat().st_ino == inode, "it was rewritten"
    same = next(each for each in again if each.clip == first.clip)
    assert same.windows is not None
    np.testing.assert_array_equal(same.windows.features, first.windows.features)


def test_stored_features_are_precise_and_stable() -> None:
    features = np.array([[179.97, 0.1234, -1e9, 1e9]])
    rounded = as_stored(features)
    np.testing.assert_array_equal(as_stored(rounded), rounded)
    np.testing.assert_allclose(rounded[0, :2], features[0, :2], rtol=1e-3)
    assert np.isfinite(rounded).all()


def test_weights_balance_people_and_classes() -> None:
    group = np.array([0] * 9 + [1] + [2] * 4 + [3] * 4 + [0] * 2)
    truth = np.array([0] * 18 + [1] * 2)
    weights = weights_of(group, truth)
    assert weights.mean() == pytest.approx(1.0)
    first, last = weights[truth == 0], weights[truth == 1]
    of_person = np.bincount(group[truth == 0], first)
    np.testing.assert_allclose(of_person / of_person[1], [3, 1, 2, 2])
    assert first.sum() == pytest.approx(2 * last.sum()), "four people against one"
