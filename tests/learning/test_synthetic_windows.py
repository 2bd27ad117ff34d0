"""Rendered athletes are shipped: some of every exercise, and of none."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.catalogue.library import all_exercises
from coach.errors import ModelDamaged
from coach.learning import synthetic_windows
from coach.learning.synthetic_windows import athletes_file, keep_athletes, shipped_athletes
from coach.learning.table import NOBODY, Athletes
from coach.recognition.features import NAMES
from tests.campaign.hostile_recordings import mutated_archives


def test_there_are_some_of_every_exercise_and_of_none() -> None:
    everything = (*all_exercises(), "none")
    found = shipped_athletes(everything)
    assert set(found.label.tolist()) == set(everything)
    assert found.features.shape == (len(found.label), len(NAMES))
    for label in everything:
        assert len(set(found.who[found.label == label].tolist())) >= 3


def test_only_those_who_do_what_is_learned_are_taken() -> None:
    found = shipped_athletes(["squat", "handstand"])
    assert set(found.label.tolist()) == {"squat"}
    assert not len(shipped_athletes([]).who)


def test_what_is_kept_is_found_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic_windows, "shipped", lambda _: tmp_path)
    assert shipped_athletes(["squat"]) is NOBODY
    features = np.arange(2.0 * len(NAMES), dtype=np.float32).reshape(2, -1)
    features[1, 3] = np.nan
    keep_athletes(Athletes(features, np.array(["squat", "lunge"]), np.array(["a", "b"])))
    found = shipped_athletes(["squat", "lunge"])
    np.testing.assert_array_equal(found.features, features.astype(np.float16).astype(np.float32))
    assert (found.label.tolist(), found.who.tolist()) == (["squat", "lunge"], ["a", "b"])


def test_what_is_not_whole_or_of_other_features_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(synthetic_windows, "shipped", lambda _: tmp_path)
    (tmp_path / "athletes.npz").write_bytes(b"nothing")
    with pytest.raises(ModelDamaged, match="holds no rendered athletes"):
        shipped_athletes(["squat"])
    keep_athletes(Athletes(np.zeros((1, 3), np.float32), np.array(["squat"]), np.array(["a"])))
    with pytest.raises(ModelDamaged, match="other features"):
        shipped_athletes(["squat"])


def test_whatever_is_damaged_in_them_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = athletes_file().read_bytes()
    monkeypatch.setattr(synthetic_windows, "shipped", lambda _: tmp_path)
    for _, content in mutated_archives(whole, seed=4, count=10):
        athletes_file().write_bytes(content)
        with pytest.raises(ModelDamaged, match="holds no rendered athletes"):
            shipped_athletes(["squat"])
