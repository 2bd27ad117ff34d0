"""A model may know an exercise whose file was deleted later."""

from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import joblib
import numpy as np

from coach.catalogue.library import load_exercise
from coach.learning.active_model import NAME
from coach.learning.artefact import install_model, load
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.pipeline import run
from coach.recognition.auto_judge import AutoJudge
from coach.recognition.film_judge import FilmJudge
from coach.recognition.sequence_decoder import NONE
from coach.resources import shipped


def test_a_deleted_exercise_counts_as_an_unknown_movement(home: Path, tmp_path: Path) -> None:
    before = load(shipped("models"))
    classifier = joblib.load(shipped("models") / f"{NAME}.joblib")
    classifier.classes_ = np.array(
        ["squat-once" if name == "squat" else name for name in classifier.classes_.tolist()]
    )
    packed = io.BytesIO()
    joblib.dump(classifier, packed)
    card = json.loads((shipped("models") / f"{NAME}.json").read_text())
    card["classes"]["squat-once"] = card["classes"].pop("squat")
    card["sha256"] = hashlib.sha256(packed.getvalue()).hexdigest()
    (tmp_path / f"{NAME}.joblib").write_bytes(packed.getvalue())
    (tmp_path / f"{NAME}.json").write_text(json.dumps(card))
    install_model(tmp_path / f"{NAME}.joblib")

    model = load()
    assert (model.gone, model.shipped) == (("squat-once",), False)
    assert set(model.classes) == set(before.classes) - {"squat"}
    rows = np.random.default_rng(3).normal(size=(5, classifier.n_features_in_))
    likely, original = model.probabilities(rows), before.probabilities(rows)
    np.testing.assert_allclose(likely.sum(axis=1), 1.0)
    squat, none = before.classes.index("squat"), before.classes.index(NONE)
    np.testing.assert_allclose(likely[:, model.classes.index(NONE)], original[:, [squat, none]].sum(axis=1))

    squats = Truth(perform(load_exercise("squat"), depths=(1.0,) * 4))
    for judge in (AutoJudge(model), FilmJudge(model)):
        summary, _ = run(squats, judge, [])
        assert "squat-once" not in summary.exercises
