"""A model's files: saved, trusted, refused before they are unpickled, refitted after an update."""

from __future__ import annotations

import hashlib
import io
import json
import pickle
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import joblib
import numpy as np
import pytest

from coach.errors import ModelDamaged, ModelMissing, ModelOutdated, ModelUntrusted
from coach.learning import artefact
from coach.learning.active_model import NAME, own_folder
from coach.learning.artefact import install_model, load, save
from coach.learning.card import Card
from coach.learning.evaluation import Evaluation
from coach.learning.folds import fitted, lesson_of
from coach.learning.table import WindowTable
from coach.learning.trust import is_trusted, trust, trust_list
from coach.resources import cache_folder


class _Trap:
    """Writes a file when it is unpickled."""

    def __init__(self, mark: Path) -> None:
        self._mark = mark

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.write_text, (self._mark, "sprung")


@pytest.fixture(scope="session")
def made(table: WindowTable, known: Evaluation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model's three files, as if made on another machine."""
    folder = tmp_path_factory.mktemp("made")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COACH_HOME", str(folder / "elsewhere"))
        save(folder, table, known, fitted(lesson_of(table), table.classes), provenance="own films")
    return folder


@pytest.fixture
def own(made: Path, home: Path) -> Path:
    """The folder of the user's own, imported model."""
    install_model(made / f"{NAME}.joblib")
    return own_folder()


def _rewrite(folder: Path, **facts: Any) -> None:
    path = folder / f"{NAME}.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), **facts}))


@contextmanager
def _named_as_in_0_1() -> Iterator[None]:
    """The pickled classes have the modules and names of version 0.1, which stand in ``sys.modules``."""
    classes = {
        getattr(sys.modules[module], name): (module, name)
        for module, (name, _, _) in artefact._FORMER_CLASSES.items()
    }
    now = {each: (each.__module__, each.__qualname__) for each in classes}
    try:
        for each, (module, name) in classes.items():
            each.__module__, each.__qualname__ = module, name
        yield
    finally:
        for each, (module, name) in now.items():
            each.__module__, each.__qualname__ = module, name


def test_a_model_of_version_0_1_opens(made: Path, own: Path, table: WindowTable) -> None:
    classifier, packed = joblib.load(made / f"{NAME}.joblib"), io.BytesIO()
    with artefact._former_modules(), _named_as_in_0_1():
        joblib.dump(classifier, packed)
    content = packed.getvalue()
    assert all(module.encode() in content for module in artefact._FORMER_CLASSES)
    (own / f"{NAME}.joblib").write_bytes(content)
    _rewrite(own, sha256=hashlib.sha256(content).hexdigest())
    trust(hashlib.sha256(content).hexdigest(), "imported")
    opened = load()
    np.testing.assert_array_equal(
        opened.classifier.predict_proba(table.features[:20]), classifier.predict_proba(table.features[:20])
    )
    assert not set(artefact._FORMER_CLASSES) & set(sys.modules)


def test_the_card_describes_the_model(made: Path, table: WindowTable) -> None:
    card = Card.model_validate_json((made / f"{NAME}.json").read_text())
    assert card.features == "angles-window.v2"
    assert card.names == table.classes
    assert card.sha256 == hashlib.sha256((made / f"{NAME}.joblib").read_bytes()).hexdigest()
    assert (card.data.films, card.data.groups) == (21, 5)
    assert card.libraries["scikit-learn"]
    assert card.classes["lunge"].recall.value is None, "one film is too few to score"
    assert card.scores.film_accuracy.low is not None


def test_no_name_of_a_film_or_a_person_is_in_the_files(made: Path) -> None:
    card = (made / f"{NAME}.json").read_text()
    with np.load(made / f"{NAME}.npz", allow_pickle=False) as arrays:
        assert set(arrays) == {"features", "truth", "group", "rendered"}
    assert "stocky" not in card
    assert ".npz" not in card


def test_a_model_trained_here_opens(home: Path, table: WindowTable, known: Evaluation) -> None:
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
    with pytest.raises(ModelUntrusted, match="neither shipped with coach nor trained here") as refusal:
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
    assert mark.exists(), "the trap does not work"


def test_a_changed_model_is_refused_before_it_runs(own: Path, tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    (own / f"{NAME}.joblib").write_bytes(pickle.dumps(_Trap(mark)))
    with pytest.raises(ModelDamaged, match="was changed"):
        load()
    assert not mark.exists()


def test_an_imported_model_opens(own: Path, table: WindowTable) -> None:
    assert load().probabilities(table.features[:3]).shape == (3, len(table.classes))
    assert json.loads(trust_list().read_text())["trusted"]


def test_a_damaged_trust_list_trusts_nothing(own: Path) -> None:
    trust_list().write_text("{")
    with pytest.raises(ModelUntrusted):
        load()


def test_after_an_update_it_is_refitted_with_the_same_predictions(own: Path, table: WindowTable) -> None:
    before = load().probabilities(table.features[:20])
    card = json.loads((own / f"{NAME}.json").read_text())
    _rewrite(own, libraries={**card["libraries"], "scikit-learn": "1.0.0"})
    np.testing.assert_allclose(load().probabilities(table.features[:20]), before)
    assert len(list((cache_folder() / "models").glob("*.joblib"))) == 1
    (own / f"{NAME}.npz").unlink()  # the second time the refitted model comes from the cache
    np.testing.assert_allclose(load().probabilities(table.features[:20]), before)


def test_a_changed_cache_of_the_refitted_model_is_not_opened(
    own: Path, table: WindowTable, tmp_path: Path
) -> None:
    card = json.loads((own / f"{NAME}.json").read_text())
    _rewrite(own, libraries={**card["libraries"], "scikit-learn": "1.0.0"})
    before = load().probabilities(table.features[:20])
    [cached] = (cache_folder() / "models").glob("*.joblib")
    cached.write_bytes(pickle.dumps(_Trap(tmp_path / "mark")))
    np.testing.assert_allclose(load().probabilities(table.features[:20]), before)
    assert not (tmp_path / "mark").exists()


def test_changed_or_missing_training_features_are_refused(own: Path) -> None:
    card = json.loads((own / f"{NAME}.json").read_text())
    _rewrite(own, libraries={**card["libraries"], "scikit-learn": "1.0.0"})
    features = own / f"{NAME}.npz"
    features.write_bytes(features.read_bytes() + b" ")
    with pytest.raises(ModelDamaged, match="does not hold the features that the model was trained on"):
        load()
    features.unlink()
    with pytest.raises(ModelMissing, match="training features are missing"):
        load()


def test_invalid_cards(own: Path) -> None:
    _rewrite(own, features="angles-window.v0")
    with pytest.raises(ModelOutdated, match=r"angles-window\.v0"):
        load()
    _rewrite(own, features="angles-window.v2", format=2)
    with pytest.raises(ModelOutdated, match="newer"):
        load()
    (own / f"{NAME}.json").write_text("{}")
    with pytest.raises(ModelDamaged, match="not a model card"):
        load()
    (own / f"{NAME}.json").unlink()
    with pytest.raises(ModelMissing):
        load(own)
