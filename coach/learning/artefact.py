"""A trained model's files: save, import, verify, load and, after a scikit-learn update, refit."""

from __future__ import annotations

import hashlib
import io
import json
import lzma
import pickle
import struct
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import ModuleType

import joblib
import numpy as np
from numpy.typing import NDArray

from coach.body.recording.array_archive import ArchiveDamaged, ArrayArchive
from coach.catalogue.library import all_exercises
from coach.errors import ModelDamaged, ModelError, ModelMissing, ModelUntrusted
from coach.learning.active_model import (
    NAME,
    card_path,
    folder_in_use,
    is_shipped,
    own_folder,
    repair_hint,
    retire_own_model,
)
from coach.learning.calibration import tempered
from coach.learning.card import Card, Provenance, card_of, installed, read_card
from coach.learning.evaluation import Evaluation
from coach.learning.folds import Lesson, fitted, lesson_of
from coach.learning.table import WindowTable
from coach.learning.trust import is_trusted, put, trust
from coach.recognition.classifier import Classifier
from coach.recognition.features import NAMES
from coach.recognition.sequence_decoder import NONE
from coach.regular_file import is_regular, read_regular
from coach.resources import cache_folder

_MOST_WINDOWS = 500_000
"""More than a hundred times the training set of the shipped model."""
_COMPRESSION = 6


@dataclass(frozen=True, slots=True, eq=False)
class TrainedModel:
    """A verified model, ready for use.

    Attributes:
        card: Its card.
        classifier: The fitted classifier.
        shipped: Whether it is the model that ships with coach.
        gone: Exercises it was trained on that no longer exist; they count as unknown movements.
    """

    card: Card
    classifier: Classifier
    shipped: bool = True
    gone: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """The classes, in the order of the columns of probabilities."""
        here = tuple(name for name in self.card.names if name not in self.gone)
        return (*here, NONE) if self.gone and NONE not in here else here

    @property
    def threshold(self) -> float:
        """The lowest probability at which an exercise is named."""
        return self.card.threshold

    @property
    def identity(self) -> dict[str, object]:
        """The model's identity, for JSON output."""
        return {"shipped": self.shipped, "trained_on": self.card.trained_on, "sha256": self.card.sha256}

    def probabilities(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        """Calibrated probability of each class for each window, shape (n, classes).

        Args:
            features: Of :mod:`coach.recognition.features`, shape (n, features).
        """
        likely = tempered(self.classifier.predict_proba(features), self.card.temperature)
        if not self.gone:
            return likely
        columns = [self.classes.index(NONE if name in self.gone else name) for name in self.card.names]
        merged = np.zeros((len(likely), len(self.classes)))
        np.add.at(merged.T, columns, likely.T)
        return merged


def save(
    folder: Path, table: WindowTable, known: Evaluation, classifier: Classifier, *, provenance: Provenance
) -> Card:
    """Write a model, its training features and, last, its card; then add it to the trust list.

    The shipped model has no training features: it consists of arrays, which any scikit-learn opens.

    Raises:
        ModelError: The files can't be written.
    """
    packed = io.BytesIO()
    joblib.dump(classifier, packed, compress=_COMPRESSION)
    features = _features(table)
    card = card_of(
        table,
        known,
        provenance=provenance,
        day=datetime.now(UTC).date().isoformat(),
        sha256=_hash(packed.getvalue()),
        features_sha256=_hash(features),
    )
    private = not is_shipped(folder)
    if private:
        put(folder / f"{NAME}.npz", features)
    put(folder / f"{NAME}.joblib", packed.getvalue(), private=private)
    put(card_path(folder), (card.model_dump_json(indent=1) + "\n").encode(), private=private)
    trust(card.sha256, "trained here")
    return card


def load(folder: Path | None = None) -> TrainedModel:
    """Load a model: the user's own, else the shipped one.

    A model file is unpickled, which can run code, only if its hash is that of a model that was shipped,
    trained here or imported.

    Args:
        folder: The folder of its three files; None for the model in use.

    Raises:
        ModelMissing: There is no model.
        ModelDamaged: The model does not match its card.
        ModelUntrusted: The model is not on the trust list.
        ModelOutdated: The model needs other features than this version computes.
    """
    folder = folder or folder_in_use()
    foreign = not is_shipped(folder)
    card = read_card(card_path(folder))
    content = verified_content(folder / f"{NAME}.joblib", card)
    if foreign and not is_trusted(card.sha256):
        raise ModelUntrusted(
            f"The model in {folder} was not opened: it was neither shipped with coach nor trained here, and "
            "a model file can run code.",
            hint=f"If you trust its author: 'coach models import {folder / NAME}.joblib'.",
        )
    known = all_exercises()
    gone = tuple(name for name in card.names if name not in known and name != NONE)
    return TrainedModel(card, _classifier(folder / f"{NAME}.joblib", card, content), not foreign, gone)


def verified_content(path: Path, card: Card) -> bytes:
    """The content of a model file, verified against its card.

    Raises:
        ModelMissing: There is no such file.
        ModelDamaged: The file does not match the card.
    """
    content = _read(path)
    if _hash(content) != card.sha256:
        raise ModelDamaged(
            f"{path} does not match its card: it was changed, so it was not opened.",
            hint=repair_hint(path),
        )
    return content


def _read(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise ModelMissing(
            f"The model {path} can't be read: {error.strerror or error}.", hint=repair_hint(path)
        ) from error


def install_model(path: Path) -> Card:
    """Import a model that the user trusts, and use it from now on.

    The model is opened before anything is replaced; the user's current own model becomes the previous one.

    Args:
        path: The model's joblib file, with the card and the features beside it.

    Raises:
        ModelError: The files can't be read or written, don't belong together, or don't fit this version.
    """
    card_file = path.with_suffix(".json")
    card = read_card(card_file)
    files = {"joblib": verified_content(path, card)}
    features = path.with_suffix(".npz")
    if is_regular(features):
        files["npz"] = _read(features)
    files["json"] = _read(card_file)
    _classifier(path, card, files["joblib"])
    retire_own_model()
    for kind, content in files.items():
        put(own_folder() / f"{NAME}.{kind}", content)
    trust(card.sha256, "imported")
    return card


def _classifier(path: Path, card: Card, content: bytes) -> Classifier:
    """The classifier of a trusted file; refitted if another version of scikit-learn trained it.

    Raises:
        ModelError: The classifier can't be opened, or does not match its card.
    """
    is_other = card.libraries.get("scikit-learn") != installed()["scikit-learn"]
    if is_other and not is_shipped(path.parent):
        return _refitted(path.with_suffix(".npz"), card)
    return _opened(path, card, content)


_FORMER_CLASSES = {
    "coach.judging.classifier": ("Classifier", "coach.recognition.classifier", "Classifier"),
    "coach.judging.discriminant": ("Discriminant", "coach.recognition.discriminant", "Discriminant"),
    "coach.judging.forest": ("Forest", "coach.recognition.packed_forest", "PackedForest"),
}
"""Modules of version 0.1: the class in each, then its current module and name."""
_UNPICKLING = (
    # Unpickling a damaged file can call anything with any arguments, so it can raise any of these.
    pickle.PickleError,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    ArithmeticError,
    AssertionError,
    AttributeError,
    BufferError,
    EOFError,
    ImportError,
    LookupError,
    MemoryError,
    NameError,
    OSError,
    RuntimeError,
    SyntaxError,
    SystemError,
    TypeError,
    ValueError,
)


def _opened(path: Path, card: Card, content: bytes) -> Classifier:
    """Unpickle a trusted classifier, and check that it predicts.

    Raises:
        ModelDamaged: The classifier can't be unpickled, or does not match its card.
    """
    damaged = ModelDamaged(f"{path} is not a usable model, or is damaged.", hint=repair_hint(path))
    try:
        with _former_modules():
            classifier = joblib.load(io.BytesIO(content))
        if not isinstance(classifier, Classifier) or not classifier.is_usable(card.names, len(NAMES)):
            raise damaged
    except _UNPICKLING as error:
        raise damaged from error
    return classifier


@contextmanager
def _former_modules() -> Iterator[None]:
    """Make the modules that a model of version 0.1 refers to importable."""
    added = [name for name in _FORMER_CLASSES if name not in sys.modules]
    for name in added:
        former, module, now = _FORMER_CLASSES[name]
        sys.modules[name] = ModuleType(name)
        setattr(sys.modules[name], former, getattr(import_module(module), now))
    try:
        yield
    finally:
        for name in added:
            del sys.modules[name]


def _refitted(features: Path, card: Card) -> Classifier:
    """The classifier refitted from its features with the installed scikit-learn; cached."""
    key = _hash(json.dumps([card.features_sha256, card.coach, installed()]).encode())[:16]
    cached = cache_folder() / "models" / f"{NAME}-{key}.joblib"
    if is_regular(cached) and is_trusted(_hash(content := _read(cached))):
        return _opened(cached, card, content)
    classifier = _refitted_from_features(features, card)
    packed = io.BytesIO()
    joblib.dump(classifier, packed, compress=3)
    try:
        put(cached, packed.getvalue())
        trust(_hash(packed.getvalue()), "fitted again here")
    except ModelError:  # without the cache it is refitted next time
        return classifier
    return classifier


def _refitted_from_features(path: Path, card: Card) -> Classifier:
    try:
        content = read_regular(path)
    except OSError as error:
        raise ModelMissing(
            f"The model was trained with scikit-learn {card.libraries.get('scikit-learn')} and must be "
            f"refitted, but its training features are missing: {path}.",
            hint=repair_hint(path),
        ) from error
    if _hash(content) != card.features_sha256:
        raise ModelDamaged(
            f"{path} does not hold the features that the model was trained on.", hint=repair_hint(path)
        )
    try:
        return fitted(_lesson(content, len(card.names)), card.names)
    except (ArchiveDamaged, LookupError, ValueError) as error:
        raise ModelDamaged(
            f"{path} does not hold a model's training features.", hint=repair_hint(path)
        ) from error


def _lesson(content: bytes, classes: int) -> Lesson:
    """A model's training set.

    Raises:
        ArchiveDamaged: The archive lacks an array, or the arrays don't belong together.
    """
    most = _MOST_WINDOWS * len(NAMES) * 2
    with ArrayArchive(io.BytesIO(content)) as archive:
        features = archive.read("features", "<f2", (None, len(NAMES)), most)
        rows = (len(features),)
        truth = archive.read("truth", "|u1", rows, most).astype(np.intp)
        group = archive.read("group", "<u2", rows, most).astype(np.intp)
        rendered = archive.read("rendered", "|b1", rows, most)
    if set(truth.tolist()) != set(range(classes)) or (rendered.view(np.uint8) > 1).any() or rendered.all():
        raise ArchiveDamaged("windows of other classes")
    return Lesson(features.astype(np.float32), truth, group, rendered)


def _features(table: WindowTable) -> bytes:
    """The archive that a model can be refitted from; it names no film and no person."""
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
