"""A small classifier trained on true landmarks of three exercises and of walking."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.catalogue.library import load_exercise
from coach.performer.motion.activities import Activity
from coach.performer.repertoire import perform
from coach.performer.sources import Truth
from coach.recognition.classifier import Classifier
from coach.recognition.windows import windows_of

LEARNED = ("push-up", "lunge", "squat")


@dataclass(frozen=True)
class Taught:
    """A recognition model."""

    classifier: Classifier
    threshold: float = 0.6

    @property
    def classes(self) -> tuple[str, ...]:
        return tuple(self.classifier.classes_.tolist())

    def probabilities(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        return self.classifier.predict_proba(features)


def teach() -> Taught:
    """Train on three performances of each."""
    rows, labels = [], []
    for seed in range(3):
        for name in LEARNED:
            performance = perform(load_exercise(name), frame_rate=15.0, seed=seed, rest_before_s=0.0)
            rows.append(windows_of(Truth(performance)).features)
            labels += [name] * len(rows[-1])
        rows.append(windows_of(Truth(Activity(duration_s=20.0, seed=seed, frame_rate=15.0))).features)
        labels += ["none"] * len(rows[-1])
    return Taught(Classifier(trees=30).fit(np.concatenate(rows), np.array(labels)))
