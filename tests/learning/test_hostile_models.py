"""Damaged and malicious cards, trust lists and models: each raises an error with a hint."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from coach.errors import ModelDamaged, ModelError, ModelOutdated, ModelUntrusted
from coach.learning import artefact
from coach.learning.active_model import NAME, card_path, own_folder, retire_own_model
from coach.learning.artefact import install_model, load
from coach.learning.card import read_card
from coach.learning.synthetic_windows import athletes_file
from coach.learning.table import WindowTable
from coach.learning.trust import trust, trust_list
from coach.resources import shipped
from tests.campaign.hostile_models import (
    hostile_cards,
    hostile_joblibs,
    hostile_trust_lists,
    mutated_cards,
    mutated_joblibs,
    newer_cards,
)
from tests.campaign.hostile_recordings import mutated_archives

SOUND: dict[str, Any] = json.loads(card_path(shipped("models")).read_text())
MODEL = (shipped("models") / f"{NAME}.joblib").read_bytes()


@pytest.mark.parametrize("content", [pytest.param(each, id=name) for name, each in hostile_cards(SOUND)])
def test_a_hostile_card_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "card.json"
    path.write_bytes(content)
    with pytest.raises(ModelDamaged) as refusal:
        read_card(path)
    assert refusal.value.hint


@pytest.mark.parametrize("content", [pytest.param(each, id=name) for name, each in newer_cards(SOUND)])
def test_a_card_of_a_later_format_asks_for_an_update(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "card.json"
    path.write_bytes(content)
    with pytest.raises(ModelOutdated, match="newer version of coach") as refusal:
        read_card(path)
    assert refusal.value.hint == "Update coach."


def test_mutated_cards_are_read_or_refused(tmp_path: Path) -> None:
    path = tmp_path / "card.json"
    for _, content in mutated_cards(SOUND, seed=5, count=300):
        path.write_bytes(content)
        try:
            str(read_card(path).model_dump_json())
        except ModelError as refusal:
            assert refusal.hint


@pytest.mark.parametrize("content", [pytest.param(each, id=name) for name, each in hostile_trust_lists()])
def test_a_hostile_trust_list_trusts_nothing_and_can_be_rewritten(home: Path, content: bytes) -> None:
    own_folder().mkdir(parents=True)
    for kind in ("json", "joblib"):
        shutil.copy(shipped("models") / f"{NAME}.{kind}", own_folder())
    trust_list().write_bytes(content)
    with pytest.raises(ModelUntrusted):
        load()
    trust(SOUND["sha256"], "imported")
    assert load().classes


def _imported(folder: Path, content: bytes) -> None:
    """Import these bytes as a model with a matching card, as if the user trusted it."""
    (folder / f"{NAME}.joblib").write_bytes(content)
    card = {**SOUND, "sha256": hashlib.sha256(content).hexdigest()}
    (folder / f"{NAME}.json").write_text(json.dumps(card))
    install_model(folder / f"{NAME}.joblib")


@pytest.mark.parametrize("content", [pytest.param(each, id=name) for name, each in hostile_joblibs(MODEL)])
def test_a_damaged_model_is_refused_even_if_trusted(tmp_path: Path, home: Path, content: bytes) -> None:
    with pytest.raises(ModelDamaged, match="is not a usable model") as refusal:
        _imported(tmp_path, content)
    assert refusal.value.hint
    assert not card_path(own_folder()).exists(), "the shipped one is still used"


def test_mutated_models_are_used_or_refused(tmp_path: Path, home: Path) -> None:
    for _, content in mutated_joblibs(MODEL, seed=2, count=12):
        try:
            _imported(tmp_path, content)
        except ModelError as refusal:
            assert refusal.hint


def test_damaged_features_are_refused(tmp_path: Path, home: Path, table: WindowTable) -> None:
    """A model trained with another scikit-learn would be refitted from them."""
    features = artefact._features(table)
    other = {**SOUND["libraries"], "scikit-learn": "1.0"}
    (tmp_path / f"{NAME}.joblib").write_bytes(MODEL)
    damaged = [(name, each) for name, each in mutated_archives(features, seed=1, count=8)]
    for name, content in [*damaged, ("no archive", b"no archive"), ("another", athletes_file().read_bytes())]:
        (tmp_path / f"{NAME}.npz").write_bytes(content)
        card = {**SOUND, "libraries": other, "features_sha256": hashlib.sha256(content).hexdigest()}
        (tmp_path / f"{NAME}.json").write_text(json.dumps(card))
        with pytest.raises(ModelDamaged, match="does not hold a model's training features"):
            install_model(tmp_path / f"{NAME}.joblib")
        assert not card_path(own_folder()).exists(), name


@pytest.mark.parametrize("kind", ["json", "joblib"])
def test_a_pipe_is_refused_without_waiting(tmp_path: Path, home: Path, kind: str) -> None:
    for each in ("json", "joblib"):
        shutil.copy(shipped("models") / f"{NAME}.{each}", tmp_path)
    (tmp_path / f"{NAME}.{kind}").unlink()
    os.mkfifo(tmp_path / f"{NAME}.{kind}")
    with pytest.raises(ModelError, match="can't be read"):
        install_model(tmp_path / f"{NAME}.joblib")


def test_a_damaged_own_model_hints_at_the_reset(home: Path) -> None:
    own_folder().mkdir(parents=True)
    card_path(own_folder()).write_text("{")
    with pytest.raises(ModelDamaged) as refusal:
        load()
    assert "'coach models reset'" in refusal.value.hint
    retire_own_model()
    assert load().shipped
