"""A trained model as files: written, trusted or refused, opened, and fitted again where it has to be."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.errors import ModelDamaged, ModelError, ModelMissing, ModelUntrusted
from coach.regular_file import is_regular, read_regular
from coach.resources import cache_folder, data_folder, shipped
from coach.training.calibration import tempered
from coach.training.card import Card, Provenance, card_of, installed, read_card
from coach.training.trust import is_trusted, put, trust

if TYPE_CHECKING:
    from coach.judging.classifier import Classifier
    from coach.training.evaluation import Evaluation
    from coach.training.table import Table

NAME = "recognition"
"""What the three files are called: the model ``.joblib``, its card ``.json``, its features ``.npz``."""

_AGAIN = "Train again: «coach train CLIPS»."


@dataclass(frozen=True, slots=True, eq=False)
class Trained:
    """A model that may be used.

    Attributes:
        card: What is known of it.
        classifier: Fitted.
    """

    card: Card
    classifier: Classifier

    @property
    def classes(self) -> tuple[str, ...]:
        """What the columns of probabilities are."""
        return self.card.names

    @property
    def threshold(self) -> float:
        """From which probability on an exercise is named."""
        return self.card.threshold

    def probabilities(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        """Of each class for each window, as sure as they may be, shape (n, classes).

        Args:
            features: As :mod:`coach.judging.features` has them, shape (n, features).
        """
        return tempered(self.classifier.predict_proba(features), self.card.temperature)


def own_folder() -> Path:
    """Where the model is that was trained or imported here."""
    return data_folder() / "models"


def folder_in_use() -> Path:
    """The user's own models where there is one, else the shipped ones."""
    own = own_folder()
    try:
        card_path(own).stat()
    except (FileNotFoundError, NotADirectoryError):
        return shipped("models")
    except OSError:  # it is there, and reading it says what is wrong
        return own
    return own


def card_path(folder: Path) -> Path:
    """Where a folder's card is."""
    return folder / f"{NAME}.json"


def save(
    folder: Path, table: Table, known: Evaluation, classifier: Classifier, *, provenance: Provenance
) -> Card:
    """Write a model, what it can be fitted again from, and last its card; and vouch for it here.

    Raises:
        ModelError: They can't be written.
    """
    import joblib

    packed = io.BytesIO()
    joblib.dump(classifier, packed, compress=3)
    features = _features(table)
    card = card_of(
        table,
        known,
        provenance=provenance,
        day=datetime.now(UTC).date().isoformat(),
        sha256=_hash(packed.getvalue()),
        features_sha256=_hash(features),
    )
    private = folder != shipped("models")
    put(folder / f"{NAME}.npz", features, private=private)
    put(folder / f"{NAME}.joblib", packed.getvalue(), private=private)
    put(card_path(folder), (card.model_dump_json(indent=1) + "\n").encode(), private=private)
    trust(card.sha256, "trained here")
    return card


def load(folder: Path | None = None) -> Trained:
    """Open a model: the user's own, else the shipped one.

    Nothing of a file is run before its hash is known to be one that was shipped, trained here or imported.

    Args:
        folder: Where its three files are; None for the one that is in use.

    Raises:
        ModelMissing: There is none.
        ModelDamaged: It is not the one that its card means.
        ModelUntrusted: Nobody here vouches for it.
        ModelOutdated: It takes other features than this coach has.
    """
    folder = folder or folder_in_use()
    card = read_card(card_path(folder))
    content = checked(folder / f"{NAME}.joblib", card)
    if folder.resolve() != shipped("models").resolve() and not is_trusted(card.sha256):
        raise ModelUntrusted(
            f"The model in {folder} was neither shipped nor trained here, so it was not opened: a model file "
            "is a program.",
            hint=f"If you trust who made it: «coach models import {folder / NAME}.joblib».",
        )
    if card.libraries.get("scikit-learn") != installed()["scikit-learn"]:
        return Trained(card, _fitted_again(folder, card))
    return Trained(card, _opened(content))


def checked(path: Path, card: Card) -> bytes:
    """The content of a model's file, which has to be the one that its card means.

    Raises:
        ModelMissing: There is no such file.
        ModelDamaged: It is another.
    """
    content = _content_of(path)
    if _hash(content) != card.sha256:
        raise ModelDamaged(
            f"{path} is not the model that its card describes: it was changed, so it was not opened.",
            hint=_AGAIN,
        )
    return content


def _content_of(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise ModelMissing(
            f"The model {path} can't be read: {error.strerror or error}.", hint=_AGAIN
        ) from error


def bring(path: Path) -> Card:
    """Take over a model's files from elsewhere, whose user trusts it, as the one in use.

    Args:
        path: Its joblib file; card and features lie beside it.

    Raises:
        ModelError: They can't be read or written, don't belong together, or don't fit this coach.
    """
    card = read_card(path.with_suffix(".json"))
    content = checked(path, card)
    features = path.with_suffix(".npz")
    if is_regular(features):
        put(own_folder() / f"{NAME}.npz", _content_of(features))
    put(own_folder() / f"{NAME}.joblib", content)
    put(card_path(own_folder()), _content_of(path.with_suffix(".json")))
    trust(card.sha256, "imported")
    return card


def _opened(content: bytes) -> Classifier:
    """Unpickle what is trusted."""
    import joblib

    from coach.judging.classifier import Classifier

    classifier = joblib.load(io.BytesIO(content))
    if not isinstance(classifier, Classifier):
        raise ModelDamaged("The model's file holds no classifier.", hint=_AGAIN)
    return classifier


def _fitted_again(folder: Path, card: Card) -> Classifier:
    """The classifier fitted from its features by the scikit-learn that is here; kept for the next time."""
    import joblib

    key = _hash(json.dumps([card.features_sha256, card.coach, installed()]).encode())[:16]
    kept = cache_folder() / "models" / f"{NAME}-{key}.joblib"
    if is_regular(kept) and is_trusted(_hash(content := _content_of(kept))):
        return _opened(content)
    classifier = _learned(folder / f"{NAME}.npz", card)
    packed = io.BytesIO()
    joblib.dump(classifier, packed, compress=3)
    try:
        put(kept, packed.getvalue())
        trust(_hash(packed.getvalue()), "fitted again here")
    except ModelError:  # it can be done again
        return classifier
    return classifier


def _learned(path: Path, card: Card) -> Classifier:
    from coach.training.splits import Lesson, fitted

    try:
        content = read_regular(path)
    except OSError as error:
        raise ModelMissing(
            f"The model is of scikit-learn {card.libraries.get('scikit-learn')}, and what it could be fitted "
            f"again from is not at {path}.",
            hint=_AGAIN,
        ) from error
    if _hash(content) != card.features_sha256:
        raise ModelDamaged(f"{path} is not what the model was learned from.", hint=_AGAIN)
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            truth, group = (arrays[name].astype(np.intp) for name in ("truth", "group"))
            rendered = arrays["rendered"].astype(bool)
            lesson = Lesson(arrays["features"].astype(np.float32), truth, group, rendered)
            return fitted(lesson, card.names)
    except (KeyError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise ModelDamaged(f"{path} holds no features of a model.", hint=_AGAIN) from error


def _features(table: Table) -> bytes:
    """What a model can be fitted again from: figures alone, without a film's or a person's name."""
    from coach.training.splits import lesson_of

    lesson, packed = lesson_of(table), io.BytesIO()
    np.savez_compressed(
        packed,
        features=lesson.features.astype(np.float16),
        truth=lesson.truth.astype(np.uint8),
        group=lesson.group.astype(np.uint16),
        rendered=lesson.rendered,
    )
    return packed.getvalue()


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
