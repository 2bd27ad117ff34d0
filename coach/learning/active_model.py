"""Which recognition model is in use: the shipped one or the user's own."""

from __future__ import annotations

import json
from pathlib import Path

from coach.errors import ModelError
from coach.regular_file import read_regular
from coach.resources import data_folder, shipped

NAME = "recognition"
"""Stem of a model's three files: model ``.joblib``, card ``.json``, training features ``.npz``."""

_KINDS = ("json", "joblib", "npz")
"""The card is moved first: without a card, the other files are ignored."""
_MOST_CARD_BYTES = 1 << 20


def own_folder() -> Path:
    """The folder of the model that was trained or imported here and replaces the shipped one."""
    return data_folder() / "models"


def unused_folder() -> Path:
    """The folder of a model that was trained here but is not in use."""
    return own_folder() / "unused"


def previous_folder() -> Path:
    """The folder of the user's previous model."""
    return own_folder() / "previous"


def folder_in_use() -> Path:
    """The folder of the user's own model if there is one, else of the shipped model."""
    own = own_folder()
    try:
        card_path(own).stat()
    except (FileNotFoundError, NotADirectoryError):
        return shipped("models")
    except OSError:  # the card exists; reading it reports what is wrong
        return own
    return own


def is_shipped(folder: Path) -> bool:
    """Whether this folder holds the shipped model."""
    return folder.resolve() == shipped("models").resolve()


def card_path(folder: Path) -> Path:
    """Path of the model card in a folder."""
    return folder / f"{NAME}.json"


def classes_in_use() -> frozenset[str] | None:
    """Canonical names of the classes of the model in use; None if its card can't be read.

    Only the card's JSON is read, so listing exercises loads no learning library.
    """
    try:
        card = json.loads(read_regular(card_path(folder_in_use()), most_bytes=_MOST_CARD_BYTES))
    except (OSError, ValueError, RecursionError):
        return None
    classes = card.get("classes") if isinstance(card, dict) else None
    return frozenset(classes) if isinstance(classes, dict) else None


def repair_hint(path: Path) -> str:
    """Hint for a damaged or missing model file."""
    if is_shipped(path.parent):
        return "Reinstall coach."
    if path.parent == own_folder():
        return "'coach models reset' restores the shipped model; 'coach train CLIPS' trains a new one."
    return "Get all three files from its author again: .joblib, .json and .npz."


def retire_own_model() -> Path | None:
    """Move the user's own model to the folder of the previous model, so that the shipped one is used.

    Returns:
        The folder it was moved to; None if there was no own model.

    Raises:
        ModelError: The files can't be moved.
    """
    own, previous = own_folder(), previous_folder()
    files = [file for kind in _KINDS if (file := own / f"{NAME}.{kind}").exists()]
    if not files:
        return None
    try:
        previous.mkdir(parents=True, exist_ok=True)
        for kind in _KINDS:
            (previous / f"{NAME}.{kind}").unlink(missing_ok=True)
        for file in files:
            file.replace(previous / file.name)
    except OSError as error:
        raise ModelError(
            f"The model in {own} can't be moved to {previous}: {error.strerror or error}.",
            hint="Free some disk space, or check the folder's permissions.",
        ) from error
    return previous
