"""A model's files: kept, trusted, refused before anything of them runs, fitted again after an upgrade."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import shutil
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest

from coach.errors import ModelDamaged, ModelMissing, ModelOutdated, ModelUntrusted
from coach.learning.active_model import NAME, own_folder
from coach.learning.artefact import bring, load, save
from coach.learning.card import Card
from coach.learning.evaluation import Evaluation
from coach.learning.folds import fitted, lesson_of
from coach.learning.table import WindowTable
from coach.learning.trust import is_trusted, trust_list
from coach.resources import cache_folder


class _Trap:
    """Unpickled, it would leave a file behind."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.write_text, (self._mark, "sprung")


@pytest.fixture(scope="session")
def made(table: WindowTable, known: Evaluation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model's three files, made on another machine."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_HOME", str(folder / "elsewhere"))
        save(folder, table, known, fitted(lesson_of(table), table.classes), provenance="own films")
    return folder


@pytest.fixture
def own(made: Path, home: Path) -> Path:
    """The model of whoever sits here, imported."""
    bring(made / f"{NAME}.joblib")
    return own_folder()


def _rewrite(folder: Path, **facts: Any) -> None:
    path = folder / f"{NAME}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **facts}))


def test_the_card_says_what_it_is(made: Path, table: WindowTable) -> None:
    card = Card.model_validate_json((made / f"{NAME}.json").read_text())
    assert card.features == "angles-window.v2"
    assert card.names == table.classes
    assert card.sha256 == hashlib.sha256((made / f"{NAME}.joblib").read_bytes()).hexdigest()
    assert (card.data.films, card.data.groups) == (21, 5)
    assert card.libraries["scikit-learn"]
    assert card.classes["lunge"].recall.value is None, "one film says nothing"
    assert card.scores.film_accuracy.low is not None


def test_no_name_of_a_film_or_a_person_is_in_the_files(made: Path) -> None:
    kept = (made / f"{NAME}.json").read_text()
    with np.load(made / f"{NAME}.npz", allow_pickle=False) as arrays:
        assert set(arrays) == {"features", "truth", "group", "rendered"}
    assert "stocky" not in kept
    assert ".npz" not in kept


def test_what_was_trained_here_opens(home: Path, table: WindowTable, known: Evaluation) -> None:
    classifier = fitted(lesson_of(table), table.classes)
    card = save(own_folder(), table, known, classifier, provenance="own films")
    assert is_trusted(card.sha256)
    opened = load()
    assert opened.classes == table.classes
    assert opened.threshold == known.threshold
    probabilities = opened.probabilities(table.features)
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0)
    assert (probabilities.argmax(axis=1) == classifier.predict_proba(table.features).argmax(axis=1)).all()


def test_a_model_from_elsewhere_is_refused(made: Path, home: Path) -> None:
    with pytest.raises(ModelUntrusted, match="neither shipped nor trained here") as refusal:
        load(made)
    assert "coach models import" in refusal.value.hint


def test_a_foreign_pickle_is_refused_before_it_runs(made: Path, home: Path, tmp_path: Path) -> None:
    mark, folder = tmp_path / "mark", tmp_path / "foreign"
    folder.mkdir()
    content = pickle.dumps(_Trap(mark))
    (folder / f"{NAME}.joblib").write_bytes(content)
    shutil.copy(made / f"{NAME}.json", folder)
    _rewrite(folder, sha256=hashlib.sha256(content).hexdigest())
    with pytest.raises(ModelUntrusted):
        load(folder)
    assert not mark.exists()
    joblib.load(io.BytesIO(content))
    assert mark.exists(), "the trap is none"


def test_a_model_that_was_tampered_with_is_refused_before_it_runs(own: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (own / f"{NAME}.joblib").write_bytes(pickle.dumps(_Trap(mark)))
    with pytest.raises(ModelDamaged, match="was changed"):
        load()
    assert not mark.exists()


def test_what_was_imported_opens(own: Path, table: WindowTable) -> None:
    assert load().probabilities(table.features[:3]).shape == (3, len(table.classes))
    assert json.loads(trust_list().read_text())["trusted"]


def test_a_damaged_trust_list_trusts_nobody(own: Path) -> None:
    trust_list().write_text("{")
    with pytest.raises(ModelUntrusted):
        load()


def test_after_an_upgrade_it_is_fitted_again_and_says_the_same(own: Path, table: WindowTable) -> None:
    before = load().probabilities(table.features[:20])
    card = json.loads((own / f"{NAME}.json").read_text())
    _rewrite(own, libraries={**card["libraries"], "scikit-learn": "1.0.0"})
    np.testing.assert_allclose(load().probabilities(table.features[:20]), before)
    assert len(list((cache_folder() / "models").glob("*.joblib"))) == 1
    (own / f"{NAME}.npz").unlink()  # a second time it is not learned again
    np.testing.assert_allclose(load().probabilities(table.features[:20]), before)


def test_what_is_kept_of_fitting_again_is_not_opened_when_it_was_tampered_with(
    own: Path, table: WindowTable, tmp_path: Path
) -> None:
    card = json.loads((own / f"{NAME}.json").read_text())
    _rewrite(own, libraries={**card["libraries"], "scikit-learn": "1.0.0"})
    before = load().probabilities(table.features[:20])
    [kept] = (cache_folder() / "models").glob("*.joblib")
    kept.write_bytes(pickle.dumps(_Trap(tmp_path / "mark")))
    np.testing.assert_allclose(load().probabilities(table.features[:20]), before)
    assert not (tmp_path / "mark").exists()


def test_what_it_would_be_fitted_again_from_has_to_be_what_it_was(own: Path) -> None:
    card = json.loads((own / f"{NAME}.json").read_text())
    _rewrite(own, libraries={**card["libraries"], "scikit-learn": "1.0.0"})
    features = own / f"{NAME}.npz"
    features.write_bytes(features.read_bytes() + b" ")
    with pytest.raises(ModelDamaged, match="is not what the model was learned from"):
        load()
    features.unlink()
    with pytest.raises(ModelMissing, match="fitted again from"):
        load()


def test_cards_that_can_not_be(own: Path) -> None:
    _rewrite(own, features="angles-window.v0")
    with pytest.raises(ModelOutdated, match=r"angles-window\.v0"):
        load()
    _rewrite(own, features="angles-window.v2", format=2)
    with pytest.raises(ModelOutdated, match="newer"):
        load()
    (own / f"{NAME}.json").write_text("{}")
    with pytest.raises(ModelDamaged, match="no model's card"):
        load()
    (own / f"{NAME}.json").unlink()
    with pytest.raises(ModelMissing):
        load(own)
