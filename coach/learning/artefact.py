"""A trained model as files: written, trusted or refused, opened, and fitted again where it has to be."""

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
    put_aside,
    way_out,
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
"""More than a hundred times what the shipped model learned from."""


@dataclass(frozen=True, slots=True, eq=False)
class TrainedModel:
    """A model that may be used.

    Attributes:
        card: What is known of it.
        classifier: Fitted.
        shipped: Whether it is the one that came with the coach.
        gone: Exercises that it knows and that are not here any more; they count as movements without a name.
    """

    card: Card
    classifier: Classifier
    shipped: bool = True
    gone: tuple[str, ...] = ()

    @property
    def classes(self) -> tuple[str, ...]:
        """What the columns of probabilities are."""
        here = tuple(name for name in self.card.names if name not in self.gone)
        return (*here, NONE) if self.gone and NONE not in here else here

    @property
    def threshold(self) -> float:
        """From which probability on an exercise is named."""
        return self.card.threshold

    @property
    def facts(self) -> dict[str, object]:
        """Which model it is, for programs."""
        return {"shipped": self.shipped, "trained_on": self.card.trained_on, "sha256": self.card.sha256}

    def probabilities(self, features: NDArray[np.floating]) -> NDArray[np.float64]:
        """Of each class for each window, as sure as they may be, shape (n, classes).

        Args:
            features: As :mod:`coach.recognition.features` has them, shape (n, features).
        """
        likely = tempered(self.classifier.predict_proba(features), self.card.temperature)
        if not self.gone:
            return likely
        places = [self.classes.index(NONE if name in self.gone else name) for name in self.card.names]
        here = np.zeros((len(likely), len(self.classes)))
        np.add.at(here.T, places, likely.T)
        return here


def save(
    folder: Path, table: WindowTable, known: Evaluation, classifier: Classifier, *, provenance: Provenance
) -> Card:
    """Write a model, what it can be fitted again from, and last its card; and vouch for it here.

    Raises:
        ModelError: They can't be written.
    """
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
    private = not is_shipped(folder)
    put(folder / f"{NAME}.npz", features, private=private)
    put(folder / f"{NAME}.joblib", packed.getvalue(), private=private)
    put(card_path(folder), (card.model_dump_json(indent=1) + "\n").encode(), private=private)
    trust(card.sha256, "trained here")
    return card


def load(folder: Path | None = None) -> TrainedModel:
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
    own = not is_shipped(folder)
    card = read_card(card_path(folder))
    content = checked(folder / f"{NAME}.joblib", card)
    if own and not is_trusted(card.sha256):
        raise ModelUntrusted(
            f"The model in {folder} was neither shipped nor trained here, so it was not opened: a model file "
            "is a program.",
            hint=f"If you trust who made it: 'coach models import {folder / NAME}.joblib'.",
        )
    known = all_exercises()
    gone = tuple(name for name in card.names if name not in known and name != NONE)
    return TrainedModel(card, _classifier(folder / f"{NAME}.joblib", card, content), not own, gone)


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
            hint=way_out(path),
        )
    return content


def _content_of(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError as error:
        raise ModelMissing(
            f"The model {path} can't be read: {error.strerror or error}.", hint=way_out(path)
        ) from error


def bring(path: Path) -> Card:
    """Take over a model's files from elsewhere, whose user trusts it, as the one in use.

    It is opened before anything is replaced, and the user's own model that was used until now is kept.

    Args:
        path: Its joblib file; card and features lie beside it.

    Raises:
        ModelError: They can't be read or written, don't belong together, or don't fit this coach.
    """
    beside = path.with_suffix(".json")
    card = read_card(beside)
    files = {"joblib": checked(path, card)}
    features = path.with_suffix(".npz")
    if is_regular(features):
        files["npz"] = _content_of(features)
    files["json"] = _content_of(beside)
    _classifier(path, card, files["joblib"])
    put_aside()
    for kind, content in files.items():
        put(own_folder() / f"{NAME}.{kind}", content)
    trust(card.sha256, "imported")
    return card


def _classifier(path: Path, card: Card, content: bytes) -> Classifier:
    """The classifier of a trusted file; fitted again where another scikit-learn wrote it.

    Raises:
        ModelError: It can't be opened, or is not what its card says.
    """
    if card.libraries.get("scikit-learn") != installed()["scikit-learn"]:
        return _fitted_again(path.with_suffix(".npz"), card)
    return _opened(path, card, content)


_FORMER_CLASSES = {
    "coach.judging.classifier": ("Classifier", "coach.recognition.classifier", "Classifier"),
    "coach.judging.discriminant": ("Discriminant", "coach.recognition.discriminant", "Discriminant"),
    "coach.judging.forest": ("Forest", "coach.recognition.packed_forest", "PackedForest"),
}
"""Modules of version 0.1 with the class in each, and the module and the name that it has now."""
_UNPICKLING = (
    # What pickle warns of: what is damaged can call anything with anything.
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
    """Unpickle what is trusted, and try it once.

    Raises:
        ModelDamaged: It can't be unpickled, or is not what its card says.
    """
    damaged = ModelDamaged(f"{path} holds no model that can be used, or a damaged one.", hint=way_out(path))
    try:
        with _former_modules():
            classifier = joblib.load(io.BytesIO(content))
        if not isinstance(classifier, Classifier) or not classifier.answers(card.names, len(NAMES)):
            raise damaged
    except _UNPICKLING as error:
        raise damaged from error
    return classifier


@contextmanager
def _former_modules() -> Iterator[None]:
    """Let a model of version 0.1 name its classes as they were called then."""
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


def _fitted_again(features: Path, card: Card) -> Classifier:
    """The classifier fitted from its features by the scikit-learn that is here; kept for the next time."""
    key = _hash(json.dumps([card.features_sha256, card.coach, installed()]).encode())[:16]
    kept = cache_folder() / "models" / f"{NAME}-{key}.joblib"
    if is_regular(kept) and is_trusted(_hash(content := _content_of(kept))):
        return _opened(kept, card, content)
    classifier = _learned(features, card)
    packed = io.BytesIO()
    joblib.dump(classifier, packed, compress=3)
    try:
        put(kept, packed.getvalue())
        trust(_hash(packed.getvalue()), "fitted again here")
    except ModelError:  # it can be done again
        return classifier
    return classifier


def _learned(path: Path, card: Card) -> Classifier:
    try:
        content = read_regular(path)
    except OSError as error:
        raise ModelMissing(
            f"The model is of scikit-learn {card.libraries.get('scikit-learn')}, and what it could be fitted "
            f"again from is not at {path}.",
            hint=way_out(path),
        ) from error
    if _hash(content) != card.features_sha256:
        raise ModelDamaged(f"{path} is not what the model was learned from.", hint=way_out(path))
    try:
        return fitted(_lesson(content, len(card.names)), card.names)
    except (ArchiveDamaged, LookupError, ValueError) as error:
        raise ModelDamaged(f"{path} holds no features of a model.", hint=way_out(path)) from error


def _lesson(content: bytes, classes: int) -> Lesson:
    """What a model was learned from.

    Raises:
        ArchiveDamaged: It is no archive of such arrays, or they don't belong together.
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
    """What a model can be fitted again from: figures alone, without a film's or a person's name."""
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
