"""The shipped windows of rendered athletes."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.catalogue.library import all_exercises
from coach.errors import ModelDamaged
from coach.learning import synthetic_windows
from coach.learning.synthetic_windows import (
    athletes_file,
    further_athletes_file,
    labels_without_athletes,
    save_athletes,
    shipped_athletes,
)
from coach.learning.table import NOBODY, TrainingWindows
from coach.recognition.features import NAMES
from tests.campaign.hostile_recordings import mutated_archives


def test_there_are_athletes_of_every_exercise_that_is_recognised_and_of_none() -> None:
    everything = (*all_exercises(), "none")
    assert labels_without_athletes() == []
    found = shipped_athletes([*all_exercises(), "none"])
    assert set(found.label.tolist()) == set(everything)
    assert found.features.shape == (len(found.label), len(NAMES))
    for label in everything:
        assert len(set(found.who[found.label == label].tolist())) >= 3


def test_only_athletes_of_the_given_labels_are_returned() -> None:
    found = shipped_athletes(["squat", "handstand"])
    assert set(found.label.tolist()) == {"squat"}
    assert not len(shipped_athletes([]).who)


def test_saved_athletes_are_read_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic_windows, "shipped", lambda _: tmp_path)
    assert shipped_athletes(["squat"]) is NOBODY
    features = np.arange(2.0 * len(NAMES), dtype=np.float32).reshape(2, -1)
    features[1, 3] = np.nan
    save_athletes(
        TrainingWindows(features[:1], np.array(["squat"]), np.array(["a"])), further_athletes_file()
    )
    save_athletes(
        TrainingWindows(features[1:], np.array(["lunge"]), np.array(["b"])), further_athletes_file()
    )
    assert {path.name for path in tmp_path.iterdir()} == {"athletes.npz", "athletes-2.npz"}
    found = shipped_athletes(["squat", "lunge"])
    np.testing.assert_array_equal(found.features, features[::-1].astype(np.float16))
    assert (found.label.tolist(), found.who.tolist()) == (["lunge", "squat"], ["b", "a"])


def test_exercises_without_athletes_are_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everyone = shipped_athletes([*all_exercises(), "none"])
    monkeypatch.setattr(synthetic_windows, "shipped", lambda _: tmp_path)
    others = ~np.isin(everyone.label, ["row", "none"])
    save_athletes(
        TrainingWindows(everyone.features[others], everyone.label[others], everyone.who[others]),
        athletes_file(),
    )
    assert labels_without_athletes() == ["row", "none"]


def test_damaged_or_outdated_athletes_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthetic_windows, "shipped", lambda _: tmp_path)
    (tmp_path / "athletes.npz").write_bytes(b"nothing")
    with pytest.raises(ModelDamaged, match="is damaged"):
        shipped_athletes(["squat"])
    save_athletes(
        TrainingWindows(np.zeros((1, 3), np.float32), np.array(["squat"]), np.array(["a"])), athletes_file()
    )
    with pytest.raises(ModelDamaged, match="other features"):
        shipped_athletes(["squat"])


def test_mutated_athletes_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = athletes_file().read_bytes()
    monkeypatch.setattr(synthetic_windows, "shipped", lambda _: tmp_path)
    for _, content in mutated_archives(whole, seed=4, count=10):
        athletes_file().write_bytes(content)
        with pytest.raises(ModelDamaged, match="is damaged"):
            shipped_athletes(["squat"])
