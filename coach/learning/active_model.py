"""Which model recognises: the shipped one, or one of the user's own in its place; and the way back."""

from __future__ import annotations

from pathlib import Path

from coach.errors import ModelError
from coach.resources import data_folder, shipped

NAME = "recognition"
"""What the three files are called: the model ``.joblib``, its card ``.json``, its features ``.npz``."""

_KINDS = ("json", "joblib", "npz")
"""The card goes first: without it, nothing of the rest is looked at."""


def own_folder() -> Path:
    """Where the model is that was trained or imported here and is used in place of the shipped one."""
    return data_folder() / "models"


def unused_folder() -> Path:
    """Where a model is that was trained here, and that nobody asked to use."""
    return own_folder() / "unused"


def previous_folder() -> Path:
    """Where the model of the user's is that was used before."""
    return own_folder() / "previous"


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


def is_shipped(folder: Path) -> bool:
    """Whether this is where the shipped model is."""
    return folder.resolve() == shipped("models").resolve()


def card_path(folder: Path) -> Path:
    """Where a folder's card is."""
    return folder / f"{NAME}.json"


def way_out(path: Path) -> str:
    """What to do when one of a model's files is damaged or missing."""
    if is_shipped(path.parent):
        return "Install coach again."
    if path.parent == own_folder():
        return "'coach models reset' goes back to the shipped model; 'coach train CLIPS' trains another."
    return "Ask its author for all three files again: .joblib, .json and .npz."


def put_aside() -> Path | None:
    """Take the user's own model out of use, so that the shipped one is used; the files are kept.

    Returns:
        Where it is now; None where there was none.

    Raises:
        ModelError: Its files can't be moved.
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
            hint="Make room, or check who may write there.",
        ) from error
    return previous
