"""The shipped model: complete, up to date, and the same after refitting."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import numpy as np

from coach.catalogue.library import all_exercises
from coach.learning.active_model import NAME, own_folder
from coach.learning.artefact import install_model, load
from coach.learning.card import read_card
from coach.learning.clips import check_enough, read_clips
from coach.learning.table import WindowTable
from coach.resources import shipped
from tests.conftest import RealFilm


def test_it_opens_without_being_on_the_trust_list(home: Path, table: WindowTable) -> None:
    model = load()
    assert set(model.classes) <= {*all_exercises(), "none"}
    assert len(model.classes) >= 20
    probabilities = model.probabilities(table.features)
    assert probabilities.shape == (len(table.features), len(model.classes))
    np.testing.assert_allclose(probabilities.sum(axis=1), 1.0)
    assert not own_folder().exists(), "it needs none of the user's files"


def test_its_card_reports_the_lower_scores_of_the_split_by_person() -> None:
    card = read_card(shipped("models") / f"{NAME}.json")
    assert card.data.provenance == "private films"
    scores = card.scores
    assert scores.film_accuracy.value is not None
    assert scores.leaky_film_accuracy.value is not None
    assert scores.leaky_film_accuracy.value > scores.film_accuracy.value
    assert scores.falsely_named.value is not None
    assert all((of.recall.value is None) != of.evaluable for of in card.classes.values())


def test_it_is_small() -> None:
    files = list(shipped("models").glob(f"{NAME}.*"))
    assert {path.suffix for path in files} == {".joblib", ".json", ".npz"}
    assert sum(path.stat().st_size for path in files) < 12_000_000


def test_refitted_it_predicts_the_same(home: Path, table: WindowTable, tmp_path: Path) -> None:
    for path in shipped("models").glob(f"{NAME}.*"):
        shutil.copy(path, tmp_path)
    install_model(tmp_path / f"{NAME}.joblib")
    card = own_folder() / f"{NAME}.json"
    facts = json.loads(card.read_text())
    card.write_text(json.dumps({**facts, "libraries": {**facts["libraries"], "scikit-learn": "1.0.0"}}))
    refitted, original = load(own_folder()), load(shipped("models"))
    np.testing.assert_allclose(
        refitted.probabilities(table.features), original.probabilities(table.features), atol=1e-6
    )


def test_the_list_of_real_films_is_read(films: list[RealFilm]) -> None:
    read = read_clips(Path(os.environ["COACH_CLIPS"]))
    assert len(read.clips) == len(films)
    check_enough(read.clips)
