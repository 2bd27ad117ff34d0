"""The shipped model: complete, up to date, and the same with any scikit-learn."""

from __future__ import annotations

import io
import os
from pathlib import Path

import joblib
import numpy as np
import pytest

from coach.catalogue.library import all_exercises
from coach.learning import artefact
from coach.learning.active_model import NAME, own_folder
from coach.learning.artefact import load
from coach.learning.card import installed, read_card
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
    assert {path.suffix for path in files} == {".joblib", ".json"}
    assert sum(path.stat().st_size for path in files) < 4_000_000


def test_it_opens_with_another_scikit_learn(
    home: Path, table: WindowTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It needs nothing of scikit-learn but the classes that coach imports."""
    before = load().probabilities(table.features[:20])
    monkeypatch.setattr(artefact, "installed", lambda: {**installed(), "scikit-learn": "99.0"})
    np.testing.assert_array_equal(load().probabilities(table.features[:20]), before)
    pickled = io.BytesIO()
    joblib.dump(joblib.load(shipped("models") / f"{NAME}.joblib"), pickled)
    assert b"sklearn" not in pickled.getvalue()


def test_the_list_of_real_films_is_read(films: list[RealFilm]) -> None:
    read = read_clips(Path(os.environ["COACH_CLIPS"]))
    assert len(read.clips) == len(films)
    check_enough(read.clips)
